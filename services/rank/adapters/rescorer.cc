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
        if (judge_->IsStale(*pool_->Find(application_id), view)) {
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

absl::Status Rescorer::PutIntoSearch(const std::string& application_id) {
  Pool::Candidate& candidate = pool_->candidates.at(application_id);
  const Shown shown = pool_->ShownOf(candidate);
  if (shown.state == nullptr || shown.state->generation() == candidate.searched) {
    return absl::OkStatus();
  }
  const auto cv = store_->ReadCv(application_id, shown.state->generation());
  if (!cv.ok() && !absl::IsNotFound(cv.status())) return cv.status();
  if (cv.ok()) {
    pool_->PutCv(application_id, *cv);
  } else {
    pool_->DropCv(application_id);  // A dead letter has none.
    candidate.searched = shown.state->generation();
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> Rescorer::ScoreAnew(const std::string& application_id,
                                         Pool::Candidate* candidate) {
  const Pool::JobView& job = pool_->jobs.at(candidate->job_id());
  bool changed = false;
  for (auto& [generation, state] : candidate->readings.by_generation) {
    if (!judge_->IsStale(state.result(), job)) continue;
    UTVALG_ASSIGN_OR_RETURN(const auto cv, store_->ReadCv(application_id, generation));
    const absl::StatusOr<bool> decided = judge_->Decide(&job, cv, &state);
    if (!decided.ok()) {
      // It cannot be scored by this job: a person must look, and the others go on.
      telemetry_->Emit(
          StageFailed("rank-rescore", absl::StatusCodeToString(decided.status().code())));
      state.mutable_result()->set_needs_person(cv::v1::NEEDS_PERSON_REASON_SYSTEM_ERROR);
    }
    changed |= !decided.ok() || *decided;
  }
  return changed;
}

absl::Status Rescorer::RescoreOne(const std::string& job_id, const std::string& application_id) {
  absl::MutexLock one_at_a_time(&emitting_);
  Pool::Candidate before;
  Pool::Candidate after;
  result::v1::Result outcome;
  std::string traceparent;
  {
    absl::MutexLock lock(&pool_->mutex);
    const Pool::Candidate* found = pool_->Find(application_id);
    if (stopping() || found == nullptr || found->job_id() != job_id) return absl::OkStatus();
    // OnDurable looks again.
    if (pool_->deciding.contains(application_id)) return absl::OkStatus();
    UTVALG_RETURN_IF_ERROR(PutIntoSearch(application_id));
    before = after = *found;
    const absl::StatusOr<bool> changed = ScoreAnew(application_id, &after);
    if (absl::IsNotFound(changed.status())) return absl::OkStatus();  // Erased meanwhile.
    UTVALG_RETURN_IF_ERROR(changed.status());
    const std::string& generation = pool_->GenerationOf(job_id);
    if (!*changed && IsPublished(after.readings, generation)) return absl::OkStatus();
    NotePublished(&after.readings, generation);
    const Shown shown = ShownOf(after.readings, generation);
    outcome = OutcomeOf(shown);
    if (shown.state != nullptr) traceparent = shown.state->traceparent();
    // At once, so that a record that is delivered again emits this outcome and not the last one.
    pool_->RememberAll(application_id, after);
  }
  absl::Status emitted;
  if (outcome.outcome_case() != result::v1::Result::OUTCOME_NOT_SET) {
    NewRecord record = ResultRecord(after.owner_key, outcome);
    if (!traceparent.empty()) {
      record.headers.push_back({std::string(kTraceparentHeader), std::move(traceparent)});
    }
    emitted = producer_->Append(std::move(record)).status();
  }
  return StoreEmitted(application_id, after, std::move(before), emitted);
}

absl::Status Rescorer::StoreEmitted(const std::string& application_id, const Pool::Candidate& after,
                                    Pool::Candidate before, const absl::Status& emitted) {
  absl::MutexLock lock(&pool_->mutex);
  if (absl::IsNotFound(emitted)) return absl::OkStatus();  // Erased meanwhile.
  const Pool::Candidate* found = pool_->Find(application_id);
  // Another reading of the application came meanwhile: it tells its outcome.
  if (found == nullptr || pool_->deciding.contains(application_id) ||
      !AreSameReadings(found->readings, after.readings)) {
    return emitted;
  }
  if (!emitted.ok()) {
    pool_->RememberAll(application_id, std::move(before));
    return emitted;
  }
  KvBatch states;
  const absl::Status sealed = store_->AddStates(application_id, after.readings, &states);
  if (absl::IsNotFound(sealed)) return absl::OkStatus();
  UTVALG_RETURN_IF_ERROR(sealed);
  return store_->Write(states, KvSync::kNoSync);
}

}  // namespace utvalg::rank
