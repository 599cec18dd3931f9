// SPDX-License-Identifier: Apache-2.0
#include "services/rank/adapters/rescorer.h"

#include <utility>
#include <vector>

#include "common/base/status_macros.h"

namespace utvalg::rank {
namespace {

constexpr absl::Duration kBackoff = absl::Seconds(1);

}  // namespace

Rescorer::Rescorer(Pool* pool, RankingStore* store, const Judge* judge, Producer* producer,
                   Telemetry* telemetry)
    : pool_(pool),
      store_(store),
      judge_(judge),
      producer_(producer),
      telemetry_(telemetry),
      thread_([this] { Run(); }) {}

Rescorer::~Rescorer() {
  {
    absl::MutexLock lock(&mutex_);
    stop_ = true;
  }
  thread_.join();
}

void Rescorer::Queue(const std::string& job_id) {
  absl::MutexLock lock(&mutex_);
  queued_.insert(job_id);
}

bool Rescorer::IsIdle() const {
  absl::MutexLock lock(&mutex_);
  return queued_.empty() && !working_;
}

bool Rescorer::WaitUntilIdle(absl::Time deadline) const {
  absl::MutexLock lock(&mutex_);
  const auto idle = [this]()
                        ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return queued_.empty() && !working_; };
  return mutex_.AwaitWithDeadline(absl::Condition(&idle), deadline);
}

void Rescorer::Between(absl::FunctionRef<void()> change) {
  absl::MutexLock lock(&emitting_);
  change();
}

bool Rescorer::stopping() const {
  absl::MutexLock lock(&mutex_);
  return stop_;
}

void Rescorer::Run() {
  for (;;) {
    std::string job_id;
    {
      absl::MutexLock lock(&mutex_);
      working_ = false;
      const auto woken = [this]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
        return stop_ || !queued_.empty();
      };
      mutex_.Await(absl::Condition(&woken));
      if (stop_) return;
      job_id = *queued_.begin();
      queued_.erase(queued_.begin());
      working_ = true;
    }
    const absl::Status status = Rescore(job_id);
    if (status.ok()) continue;
    telemetry_->Emit(StageFailed("rank-rescore", absl::StatusCodeToString(status.code())));
    absl::MutexLock lock(&mutex_);
    queued_.insert(job_id);
    mutex_.AwaitWithTimeout(absl::Condition(&stop_), kBackoff);
  }
}

absl::Status Rescorer::Rescore(const std::string& job_id) {
  std::vector<std::string> stale;
  {
    absl::MutexLock lock(&pool_->mutex);
    const Pool::JobView& view = pool_->jobs[job_id];
    if (view.scorer == nullptr) return absl::OkStatus();
    for (const auto& [partition, part] : view.parts) {
      for (const std::string& application_id : part.applications) {
        if (judge_->IsStale(pool_->Find(application_id)->result(), view)) {
          stale.push_back(application_id);
        }
      }
    }
  }
  for (const std::string& application_id : stale) {
    UTVALG_RETURN_IF_ERROR(RescoreOne(job_id, application_id));
  }
  return store_->Sync();
}

absl::Status Rescorer::RescoreOne(const std::string& job_id, const std::string& application_id) {
  absl::MutexLock one_at_a_time(&emitting_);
  v1::CandidateState before;
  v1::CandidateState state;
  {
    absl::MutexLock lock(&pool_->mutex);
    const v1::CandidateState* found = pool_->Find(application_id);
    if (stopping() || found == nullptr || found->job_id() != job_id) return absl::OkStatus();
    // OnDurable looks again.
    if (pool_->deciding.contains(application_id)) return absl::OkStatus();
    const auto cv = store_->ReadCv(application_id);
    if (absl::IsNotFound(cv.status())) return absl::OkStatus();  // Erased meanwhile.
    UTVALG_RETURN_IF_ERROR(cv.status());
    before = state = *found;
    const absl::StatusOr<bool> decided = judge_->Decide(&pool_->jobs[job_id], *cv, &state);
    if (!decided.ok()) {
      // It cannot be scored by this job: what is known stays, and the others go on.
      telemetry_->Emit(
          StageFailed("rank-rescore", absl::StatusCodeToString(decided.status().code())));
      return absl::OkStatus();
    }
    if (!*decided) return absl::OkStatus();
    // At once, so that a record that is delivered again emits this outcome and not the last one.
    pool_->Remember(application_id, state);
  }
  const absl::Status emitted = producer_->Append(ResultRecord(state)).status();
  return StoreEmitted(application_id, state, std::move(before), emitted);
}

absl::Status Rescorer::StoreEmitted(const std::string& application_id,
                                    const v1::CandidateState& state, v1::CandidateState before,
                                    const absl::Status& emitted) {
  absl::MutexLock lock(&pool_->mutex);
  if (absl::IsNotFound(emitted)) return absl::OkStatus();  // Erased meanwhile.
  const v1::CandidateState* found = pool_->Find(application_id);
  // Another revision of the application came meanwhile: its outcome counts.
  if (found == nullptr || found->value_digest() != state.value_digest()) return emitted;
  if (!emitted.ok()) {
    pool_->Remember(application_id, std::move(before));
    return emitted;
  }
  const auto sealed = store_->SealedState(application_id, state);
  if (absl::IsNotFound(sealed.status())) return absl::OkStatus();
  UTVALG_RETURN_IF_ERROR(sealed.status());
  return store_->Put(kStates, application_id, *sealed, KvSync::kNoSync);
}

}  // namespace utvalg::rank
