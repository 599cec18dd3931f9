// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/adapters/housekeeper.h"

#include <algorithm>

#include "common/base/status_macros.h"

namespace utvalg::ingest {
namespace {

constexpr absl::Duration kPause = absl::Minutes(1);
constexpr int64_t kDayMs = 24LL * 60 * 60 * 1000;
constexpr int64_t kLeftOverMs = kDayMs;

}  // namespace

Housekeeper::Housekeeper(Options options, const HousekeepingShare* share, JobBook* jobs,
                         NamedWorld* named, Eraser* eraser, ErasureBook* erasures, KeyRing* ring,
                         AuditTrail* audit, const Clock* clock, Telemetry* telemetry)
    : options_(options),
      share_(share),
      jobs_(jobs),
      named_(named),
      eraser_(eraser),
      erasures_(erasures),
      ring_(ring),
      audit_(audit),
      clock_(clock),
      telemetry_(telemetry),
      thread_([this] { Run(); }) {}

Housekeeper::~Housekeeper() {
  {
    absl::MutexLock lock(&mutex_);
    stop_ = true;
  }
  thread_.join();
}

void Housekeeper::Run() {
  for (;;) {
    if (absl::Status status = LookOnce(); !status.ok()) {
      telemetry_->Emit(StageFailed("ingest-housekeeper", absl::StatusCodeToString(status.code())));
    }
    absl::MutexLock lock(&mutex_);
    if (mutex_.AwaitWithTimeout(absl::Condition(&stop_), kPause)) return;
  }
}

int64_t Housekeeper::NowMs() const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(clock_->WallNow().time_since_epoch())
      .count();
}

absl::Status Housekeeper::LookOnce() {
  UTVALG_RETURN_IF_ERROR(audit_->Sign(/*now=*/false));
  if (share_->HasTenant()) {
    for (const ErasureBook::Overdue& overdue : erasures_->FindOverdue()) {
      telemetry_->Emit(ErasureOverdue(overdue.erasure_id, overdue.stage));
    }
  }
  UTVALG_RETURN_IF_ERROR(EraseExpired());
  return share_->HasTenant() ? EndOldEpoch() : absl::OkStatus();
}

bool Housekeeper::IsOver(const std::string& job_id, int64_t since_ms) const {
  const auto job = jobs_->Get(job_id);
  if (!job.ok() || !job->closed() || job->closed_at_ms() == 0) return false;
  const int64_t kept =
      job->retention_days() > 0 ? job->retention_days() * kDayMs : options_.retention.count();
  return NowMs() - job->closed_at_ms() > kept + since_ms;
}

absl::Status Housekeeper::EraseExpired() {
  for (const job::v1::Job& job : jobs_->List()) {
    if (!IsOver(job.job_id())) continue;
    UTVALG_ASSIGN_OR_RETURN(const auto applicants, named_->ApplicantsOf(job.job_id()));
    // What a crash left of an upload is known where it was begun alone.
    const bool left_over = IsOver(job.job_id(), kLeftOverMs);
    uint64_t erased = 0;
    for (const NamedWorld::Applicant& applicant : applicants) {
      if (!left_over && !share_->Has(applicant.candidate)) continue;
      UTVALG_ASSIGN_OR_RETURN(const auto elsewhere, named_->JobsOf(applicant.candidate));
      // The keys are the person's: they go with the last of the applications.
      if (!std::all_of(elsewhere.begin(), elsewhere.end(),
                       [this](const std::string& id) { return IsOver(id); })) {
        continue;
      }
      const auto begun = eraser_->Begin(applicant.candidate, "retention", "");
      if (absl::IsNotFound(begun.status())) continue;  // Under way.
      UTVALG_RETURN_IF_ERROR(begun.status());
      Principal clock;
      clock.subject = "retention";
      UTVALG_RETURN_IF_ERROR(audit_->Note(clock, "erase", begun->erasure_id, "retention"));
      telemetry_->Emit(ErasureBegun(begun->erasure_id, begun->applications));
      ++erased;
    }
    if (erased > 0) telemetry_->Emit(RetentionEnded(job.job_id(), erased));
  }
  return absl::OkStatus();
}

absl::Status Housekeeper::EndOldEpoch() {
  UTVALG_ASSIGN_OR_RETURN(const auto epochs, ring_->Epochs());
  if (epochs.empty() || NowMs() - epochs.back().created_at_ms < options_.epoch.count()) {
    return absl::OkStatus();
  }
  UTVALG_ASSIGN_OR_RETURN(const KeyRing::Rotation rotation, ring_->Rotate());
  telemetry_->Emit(EpochEnded(rotation.epoch, rotation.rewrapped));
  return absl::OkStatus();
}

}  // namespace utvalg::ingest
