// SPDX-License-Identifier: Apache-2.0
#include "services/cli/commands/screening.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <mutex>
#include <set>
#include <string_view>
#include <utility>

#include "common/base/digest.h"
#include "common/base/status_macros.h"
#include "services/cli/adapters/disk.h"
#include "services/cli/adapters/file_io.h"
#include "services/cli/adapters/parallel.h"
#include "services/cli/adapters/ranking.h"
#include "services/cli/core/failure.h"
#include "services/cli/core/str.h"
#include "services/cli/core/text_width.h"
#include "services/cli/core/words.h"

namespace utvalg::cli {
namespace {

namespace ingest = utvalg::ingest::v1;
namespace rank = utvalg::rank::v1;
using std::chrono::steady_clock;

constexpr size_t kUploads = 8;  // Side by side: they wait for one disk.
constexpr std::chrono::minutes kPatience(10);

// The first failure among several threads.
class FirstFailure {
 public:
  void Set(absl::Status status) {
    const std::lock_guard lock(mutex_);
    if (status_.ok()) status_ = std::move(status);
  }
  absl::Status Get() const {
    const std::lock_guard lock(mutex_);
    return status_;
  }

 private:
  mutable std::mutex mutex_;
  absl::Status status_;
};

// Refusals at the door begin with the token of their reason: "TOO_LARGE: ...". "" = not about the
// document.
std::string RefusalOf(const absl::Status& status) {
  const std::string message(status.message());
  const std::string token = message.substr(0, message.find(':'));
  for (int number = 1; number < utvalg::cv::v1::NeedsPersonReason_ARRAYSIZE; ++number) {
    const auto reason = static_cast<utvalg::cv::v1::NeedsPersonReason>(number);
    if (utvalg::cv::v1::NeedsPersonReason_Name(reason) == "NEEDS_PERSON_REASON_" + token) {
      return Token(reason);
    }
  }
  return "";
}

// The door takes at most 1024 bytes without control characters; the end of a name tells most.
std::string FileNameOf(const std::string& path) {
  std::string name = Printable(std::filesystem::path(path).filename().string());
  constexpr size_t kLongest = 1000;
  if (name.size() > kLongest) {
    size_t begin = name.size() - kLongest;
    while (begin < name.size() && (static_cast<unsigned char>(name[begin]) & 0xC0) == 0x80) ++begin;
    name.erase(0, begin);
  }
  return name;
}

absl::StatusOr<Applicant> HandInOne(Client* client, const std::string& job_id,
                                    const Document& document) {
  Applicant applicant;
  applicant.files = document.files;
  const auto content = ReadFile(document.files.front(), kLargestFile);
  if (!content.ok() || Sha256Hex(*content) != document.digest) {
    applicant.refused = kUnreadableFile;  // Changed or gone while we read.
    return applicant;
  }
  ingest::SubmitApplicationRequest::Header header;
  header.set_job_id(job_id);
  header.set_candidate_ref(document.candidate.empty() ? document.digest : document.candidate);
  header.set_idempotency_key(ScreeningKey(job_id, Cat(document.digest, document.candidate)));
  header.set_file_name(FileNameOf(document.files.front()));
  const auto response = client->Submit(header, *content);
  if (response.ok()) {
    applicant.application_id = response->application_id();
    return applicant;
  }
  applicant.refused = RefusalOf(response.status());
  if (applicant.refused.empty()) return response.status();
  return applicant;
}

// How many of the applications have no outcome in this order.
uint32_t CountMissing(const rank::GetRankingResponse& ranking, std::set<std::string_view> waiting) {
  for (const auto& ranked : ranking.ranked()) waiting.erase(ranked.application_id());
  for (const auto& needs : ranking.needs_person()) waiting.erase(needs.application_id());
  return static_cast<uint32_t>(waiting.size());
}

void Show(const rank::GetProgressResponse& state, uint32_t before, uint32_t total,
          Progress* progress) {
  const uint32_t outcomes = state.ranked() + state.needs_person();
  // With applications of earlier runs besides, the services' counts are not those of this run.
  const std::string detail =
      before > 0 || outcomes > total
          ? ""
          : Cat(state.ranked(), " ranked, ", state.needs_person(), " for a person");
  progress->Update(std::min(total, outcomes - std::min(before, outcomes)), total, detail);
}

// Blocks until the job has `outcomes` outcomes, showing how far it is.
absl::Status AwaitOutcomes(Client* client, const std::string& job_id, uint32_t outcomes,
                           uint32_t total, const std::function<absl::Status()>& why_not,
                           Progress* progress) {
  uint32_t last = 0;
  auto moved = steady_clock::now();
  for (;;) {
    rank::GetProgressRequest request;
    request.set_job_id(job_id);
    // Answered at the next step of the bar, or after the service's own longest wait.
    request.set_wait_until_finished(std::min(outcomes, last + std::max(1u, total / 100)));
    UTVALG_ASSIGN_OR_RETURN(const auto state, client->Call(&Client::Rank::GetProgress, request));
    const uint32_t now = state.ranked() + state.needs_person();
    Show(state, outcomes - std::min(outcomes, total), total, progress);
    if (now >= outcomes) return absl::OkStatus();
    if (now != last) {
      moved = steady_clock::now();
    } else {
      UTVALG_RETURN_IF_ERROR(why_not());
    }
    last = now;
    if (steady_clock::now() - moved > kPatience) {
      return Failure(
          Exit::kTemporary, "nothing was finished for ten minutes",
          "run again, it goes on where it stopped; `utvalg doctor` checks the installation");
    }
  }
}

}  // namespace

std::string ScreeningKey(const std::string& job_id, const std::string& document_digest) {
  return Sha256Hex(Cat("screen " UTVALG_VERSION "\n", job_id, "\n", document_digest));
}

absl::StatusOr<std::vector<Applicant>> HandIn(Client* client, const std::string& job_id,
                                              const std::vector<Document>& documents) {
  std::vector<Applicant> applicants(documents.size());
  FirstFailure failure;
  ParallelFor(documents.size(), kUploads, [&](size_t i) {
    if (!failure.Get().ok()) return;
    auto applicant = HandInOne(client, job_id, documents[i]);
    if (!applicant.ok()) return failure.Set(applicant.status());
    applicants[i] = *std::move(applicant);
  });
  if (!failure.Get().ok()) return failure.Get();
  return applicants;
}

absl::StatusOr<rank::GetRankingResponse> AwaitRanking(Client* client, const std::string& job_id,
                                                      const std::vector<Applicant>& applicants,
                                                      const std::function<absl::Status()>& why_not,
                                                      Progress* progress) {
  std::set<std::string_view> ours;
  for (const Applicant& applicant : applicants) {
    if (applicant.refused.empty()) ours.insert(applicant.application_id);
  }
  const auto total = static_cast<uint32_t>(ours.size());
  uint32_t outcomes = total;
  // The job may have applications of earlier runs besides. Each time, at least the missing ones
  // must still come.
  for (;;) {
    UTVALG_RETURN_IF_ERROR(AwaitOutcomes(client, job_id, outcomes, total, why_not, progress));
    UTVALG_ASSIGN_OR_RETURN(auto ranking, ReadRanking(client, job_id));
    const uint32_t missing = CountMissing(ranking, ours);
    if (missing == 0) return ranking;
    outcomes = ranking.total() + static_cast<uint32_t>(ranking.needs_person_size()) + missing;
  }
}

absl::Status AddEvidence(Client* client, bool reveal, ScreenReport* report) {
  // Two files of one application are explained once.
  std::map<std::string, ShownCandidate> explained;
  for (const ShownCandidate& candidate : report->ranked) explained[candidate.application_id];
  std::vector<ShownCandidate*> work;
  std::vector<const std::string*> ids;
  for (auto& [id, candidate] : explained) {
    ids.push_back(&id);
    work.push_back(&candidate);
  }
  FirstFailure failure;
  ParallelFor(work.size(), kUploads, [&](size_t i) {
    if (!failure.Get().ok()) return;
    auto candidate = Explain(client, *ids[i]);
    if (!candidate.ok()) return failure.Set(candidate.status());
    if (reveal) {
      auto person = Identify(client, *ids[i]);
      if (!person.ok()) return failure.Set(person.status());
      candidate->name = person->identity().name();
    }
    *work[i] = *std::move(candidate);
  });
  UTVALG_RETURN_IF_ERROR(failure.Get());
  for (ShownCandidate& candidate : report->ranked) {
    const ShownCandidate& found = explained[candidate.application_id];
    candidate.criteria = found.criteria;
    candidate.name = found.name;
  }
  return absl::OkStatus();
}

absl::StatusOr<ScreenReport> ScreenDocuments(Client* client, const JobSource& source,
                                             const DocumentSet& set,
                                             const ScreeningOptions& options) {
  UTVALG_ASSIGN_OR_RETURN(ProposedJob proposed, ProposeJob(client, source));
  UTVALG_ASSIGN_OR_RETURN(const utvalg::job::v1::Job job, PutJob(client, proposed.job));
  rank::GetRankingResponse ranking;
  std::vector<Applicant> applicants;
  if (!set.documents.empty()) {
    UTVALG_ASSIGN_OR_RETURN(applicants, HandIn(client, job.job_id(), set.documents));
    Progress progress("Reading");
    const auto why_not = [&] {
      return options.workspace.empty() ? absl::OkStatus() : CheckDisk(options.workspace);
    };
    UTVALG_ASSIGN_OR_RETURN(ranking,
                            AwaitRanking(client, job.job_id(), applicants, why_not, &progress));
  }
  for (const RefusedFile& refused : set.refused) {
    applicants.push_back({{refused.file}, "", refused.reason});
  }
  ScreenReport report = ArrangeReport(job, ranking, applicants, options.top);
  report.warnings = std::move(proposed.warnings);
  UTVALG_RETURN_IF_ERROR(AddEvidence(client, options.reveal, &report));
  return report;
}

}  // namespace utvalg::cli
