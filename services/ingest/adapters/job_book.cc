// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/adapters/job_book.h"

#include <optional>
#include <utility>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/log/topics.h"
#include "services/ingest/core/ids.h"
#include "services/ingest/core/validate.h"

namespace utvalg::ingest {
namespace {

constexpr std::chrono::seconds kPatience(30);

}  // namespace

bool IsHidden(const job::v1::Job& job) {
  return job.has_pilot() && job.pilot().revealed_at_ms() == 0;
}

JobBook::JobBook(std::string tenant, Producer* producer, const Clock* clock)
    : tenant_(std::move(tenant)), producer_(producer), clock_(clock) {}

absl::StatusOr<std::unique_ptr<JobBook>> JobBook::Open(std::string tenant, Log* log,
                                                       const RecordCodec* codec, Producer* producer,
                                                       const Clock* clock) {
  std::unique_ptr<JobBook> book(new JobBook(std::move(tenant), producer, clock));
  UTVALG_ASSIGN_OR_RETURN(
      book->reader_,
      TableReader::Start(log, codec, {std::string(kJobTopic)},
                         [raw = book.get()](const Record& record) { raw->Apply(record); }));
  UTVALG_RETURN_IF_ERROR(book->reader_->WaitUntilCaughtUp(kPatience));
  return book;
}

void JobBook::Apply(const Record& record) {
  job::v1::Job job;
  if (record.IsTombstone() || !ParseRecord(record, &job).ok() || job.tenant() != tenant_) return;
  absl::MutexLock lock(&mutex_);
  jobs_[job.job_id()] = std::move(job);
}

absl::Status JobBook::Store(const job::v1::Job& job) {
  UTVALG_ASSIGN_OR_RETURN(std::string key, JobKey(tenant_, job.job_id()));
  UTVALG_ASSIGN_OR_RETURN(const Position position,
                          producer_->Append(MakeRecord(kJobTopic, std::move(key), job)));
  return reader_->WaitFor({position}, kPatience);
}

absl::StatusOr<JobBook::PutResult> JobBook::Put(job::v1::Job job, const std::string& generation,
                                                const MayRevise& may_revise) {
  CompleteJob(&job);
  UTVALG_RETURN_IF_ERROR(ValidateJob(job));
  if (job.job_id().empty()) job.set_job_id(JobId(job));
  job.set_tenant(tenant_);
  job.set_revision(1);
  job.set_closed(false);
  job.clear_closed_at_ms();
  job.clear_pilot();
  job.set_generation(generation);
  absl::MutexLock writer(&writer_);
  UTVALG_RETURN_IF_ERROR(CatchUp());
  if (auto known = Get(job.job_id()); known.ok()) {
    job.set_generation(known->generation());
    if (SameContent(*known, job)) return PutResult{*std::move(known), /*unchanged=*/true};
    if (may_revise) UTVALG_RETURN_IF_ERROR(may_revise(*known, job));
    job.set_revision(known->revision() + 1);
    // A revision neither ends a pilot nor shows its order, and opens no job that was closed: the
    // time for which its applications are kept began then.
    if (known->has_pilot()) *job.mutable_pilot() = known->pilot();
    job.set_closed(known->closed());
    job.set_closed_at_ms(known->closed_at_ms());
  }
  UTVALG_RETURN_IF_ERROR(Store(job));
  return PutResult{std::move(job), /*unchanged=*/false};
}

std::optional<job::v1::Job> JobBook::Find(const std::string& job_id) const {
  absl::MutexLock lock(&mutex_);
  const auto found = jobs_.find(job_id);
  return found == jobs_.end() ? std::nullopt : std::make_optional(found->second);
}

absl::StatusOr<job::v1::Job> JobBook::Get(const std::string& job_id) const {
  std::optional<job::v1::Job> job = Find(job_id);
  if (!job) {
    // Perhaps another replica took it a moment ago.
    UTVALG_RETURN_IF_ERROR(CatchUp());
    job = Find(job_id);
  }
  if (job) return *std::move(job);
  return absl::NotFoundError(
      Cat("there is no job \"", job_id, "\"; `utvalg job list` shows the jobs there are"));
}

absl::Status JobBook::CatchUp() const {
  // Within a call of a caller who waits: late is to be tried again.
  if (absl::Status status = reader_->WaitUntilCaughtUp(kPatience); !status.ok()) {
    return absl::UnavailableError(
        Cat("the jobs are not caught up: ", std::string(status.message())));
  }
  return absl::OkStatus();
}

std::vector<job::v1::Job> JobBook::List() const {
  absl::MutexLock lock(&mutex_);
  std::vector<job::v1::Job> jobs;
  for (const auto& [id, job] : jobs_) jobs.push_back(job);
  return jobs;
}

int64_t JobBook::NowMs() const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(clock_->WallNow().time_since_epoch())
      .count();
}

absl::StatusOr<job::v1::Job> JobBook::StartPilot(const std::string& job_id, uint32_t line,
                                                 uint32_t sample) {
  absl::MutexLock writer(&writer_);
  UTVALG_RETURN_IF_ERROR(CatchUp());
  UTVALG_ASSIGN_OR_RETURN(job::v1::Job job, Get(job_id));
  if (job.has_pilot() && job.pilot().revealed_at_ms() == 0) {
    if (job.pilot().line() == line && job.pilot().sample() == sample) return job;
    return absl::FailedPreconditionError("the pilot runs already, with another line or sample");
  }
  job::v1::Pilot* const pilot = job.mutable_pilot();
  pilot->Clear();
  pilot->set_line(line);
  pilot->set_sample(sample);
  pilot->set_started_at_ms(NowMs());
  UTVALG_RETURN_IF_ERROR(Store(job));
  return job;
}

absl::StatusOr<job::v1::Job> JobBook::RevealPilot(const std::string& job_id) {
  absl::MutexLock writer(&writer_);
  UTVALG_RETURN_IF_ERROR(CatchUp());
  UTVALG_ASSIGN_OR_RETURN(job::v1::Job job, Get(job_id));
  if (!job.has_pilot()) return absl::FailedPreconditionError("the job is no pilot");
  if (job.pilot().revealed_at_ms() != 0) return job;
  job.mutable_pilot()->set_revealed_at_ms(NowMs());
  UTVALG_RETURN_IF_ERROR(Store(job));
  return job;
}

absl::StatusOr<job::v1::Job> JobBook::SetGeneration(const std::string& job_id,
                                                    const std::string& generation) {
  absl::MutexLock writer(&writer_);
  UTVALG_RETURN_IF_ERROR(CatchUp());
  UTVALG_ASSIGN_OR_RETURN(job::v1::Job job, Get(job_id));
  if (job.generation() == generation) return job;
  job.set_generation(generation);
  job.set_revision(job.revision() + 1);
  UTVALG_RETURN_IF_ERROR(Store(job));
  return job;
}

absl::StatusOr<job::v1::Job> JobBook::Close(const std::string& job_id) {
  absl::MutexLock writer(&writer_);
  UTVALG_RETURN_IF_ERROR(CatchUp());
  UTVALG_ASSIGN_OR_RETURN(job::v1::Job job, Get(job_id));
  if (job.closed()) return job;
  job.set_closed(true);
  job.set_closed_at_ms(NowMs());
  UTVALG_RETURN_IF_ERROR(Store(job));
  return job;
}

absl::Status JobBook::CheckOpen(const std::string& job_id) const {
  UTVALG_ASSIGN_OR_RETURN(const job::v1::Job job, Get(job_id));
  if (job.closed()) {
    return absl::FailedPreconditionError(
        Cat("job \"", job_id, "\" is closed and takes no more applications"));
  }
  return absl::OkStatus();
}

}  // namespace utvalg::ingest
