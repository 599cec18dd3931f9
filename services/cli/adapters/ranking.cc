// SPDX-License-Identifier: Apache-2.0
#include "services/cli/adapters/ranking.h"

#include <utility>

#include "common/base/status_macros.h"
#include "services/cli/core/arrange_report.h"
#include "services/cli/core/failure.h"

namespace utvalg::cli {
namespace {

namespace ingest = utvalg::ingest::v1;
namespace rank = utvalg::rank::v1;

constexpr uint32_t kPage = 1000;

}  // namespace

absl::StatusOr<rank::GetRankingResponse> ReadRanking(Client* client, const std::string& job_id,
                                                     const std::string& generation) {
  rank::GetRankingRequest request;
  request.set_job_id(job_id);
  request.set_page_size(kPage);
  request.set_generation(generation);
  UTVALG_ASSIGN_OR_RETURN(rank::GetRankingResponse whole,
                          client->Call(&Client::Rank::GetRanking, request));
  request.set_ranking_id(whole.ranking_id());
  while (static_cast<uint32_t>(whole.ranked_size()) < whole.total()) {
    request.set_offset(static_cast<uint32_t>(whole.ranked_size()));
    UTVALG_ASSIGN_OR_RETURN(rank::GetRankingResponse page,
                            client->Call(&Client::Rank::GetRanking, request));
    if (page.ranked_size() == 0) {
      return Failure(Exit::kTemporary, "the order ended before all of it was read", "try again");
    }
    for (auto& ranked : *page.mutable_ranked()) whole.add_ranked()->Swap(&ranked);
  }
  return whole;
}

absl::StatusOr<ShownCandidate> Explain(Client* client, const std::string& application_id) {
  rank::ExplainApplicationRequest request;
  request.set_application_id(application_id);
  UTVALG_ASSIGN_OR_RETURN(const rank::ExplainApplicationResponse explained,
                          client->Call(&Client::Rank::ExplainApplication, request));
  ingest::LocateSpansRequest spans;
  spans.set_application_id(application_id);
  for (const auto& criterion : explained.criteria()) {
    for (const auto& quote : criterion.quotes()) *spans.add_spans() = quote.span();
  }
  std::vector<utvalg::identity::v1::PlacedSpan> placed;
  if (spans.spans_size() > 0) {
    auto located = client->Call(&Client::Ingest::LocateSpans, spans);
    if (!located.ok() && !absl::IsNotFound(located.status())) return located.status();
    if (located.ok()) placed.assign(located->placed().begin(), located->placed().end());
  }
  ShownCandidate candidate;
  candidate.application_id = application_id;
  candidate.score = explained.score().score();
  candidate.confidence = explained.score().confidence();
  candidate.missing_musts = explained.score().missing_musts();
  candidate.provenance = explained.score().provenance();
  candidate.criteria = ShownCriteria(explained, placed);
  return candidate;
}

absl::StatusOr<std::vector<JobStatus>> ReadJobs(Client* client) {
  UTVALG_ASSIGN_OR_RETURN(ingest::ListJobsResponse response,
                          client->Call(&Client::Ingest::ListJobs, ingest::ListJobsRequest()));
  std::vector<JobStatus> jobs;
  for (auto& job : *response.mutable_jobs()) {
    rank::GetProgressRequest request;
    request.set_job_id(job.job_id());
    auto progress = client->Call(&Client::Rank::GetProgress, request);
    // Rank hears of a new job a moment later.
    if (!progress.ok() && !absl::IsNotFound(progress.status())) return progress.status();
    jobs.push_back({std::move(job), progress.ok() ? *progress : rank::GetProgressResponse()});
  }
  return jobs;
}

absl::StatusOr<ingest::GetApplicationResponse> Identify(Client* client,
                                                        const std::string& application_id) {
  ingest::GetApplicationRequest request;
  request.set_application_id(application_id);
  return client->Call(&Client::Ingest::GetApplication, request);
}

absl::StatusOr<Revealed> Reveal(Client* client, bool reveal,
                                const std::vector<std::string>& application_ids) {
  Revealed files;
  if (!reveal) return files;
  for (const std::string& id : application_ids) {
    UTVALG_ASSIGN_OR_RETURN(const auto application, Identify(client, id));
    files[id] = application.file_name();
  }
  return files;
}

}  // namespace utvalg::cli
