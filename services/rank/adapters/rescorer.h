// SPDX-License-Identifier: Apache-2.0
//
// Scores the candidates of a job anew, in a thread of its own: when the job was revised or came
// after them, when partitions were loaded, when the rules of scoring changed. The outcome goes to
// the log first and to the store behind it, so that whatever a crash interrupts is done on the next
// start. Used by RankingState; thread-safe.
#pragma once

#include <set>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/log/producer.h"
#include "common/telemetry/telemetry.h"
#include "services/rank/adapters/judge.h"
#include "services/rank/adapters/pool.h"
#include "services/rank/adapters/ranking_store.h"

namespace utvalg::rank {

class Rescorer {
 public:
  // None is owned; all must outlive this.
  Rescorer(Pool* pool, RankingStore* store, const Judge* judge, Producer* producer,
           Telemetry* telemetry);
  ~Rescorer();

  // The stale candidates of this job are scored soon. May be called with the pool's mutex held.
  void Queue(const std::string& job_id);
  // Nothing is queued or being scored.
  bool IsIdle() const;
  // False at the deadline.
  bool WaitUntilIdle(absl::Time deadline) const;
  // Runs `change` while no candidate is being scored anew: of what `change` makes the pool forget,
  // nothing is emitted here any more. Not with the pool's mutex held.
  void Between(absl::FunctionRef<void()> change);

 private:
  void Run();
  bool stopping() const;
  absl::Status Rescore(const std::string& job_id);
  absl::Status RescoreOne(const std::string& job_id, const std::string& application_id);
  // Behind the log: else a crash in between would take it for done.
  absl::Status StoreEmitted(const std::string& application_id, const Pool::Candidate& after,
                            Pool::Candidate before, const absl::Status& emitted);
  // Scores what is stale of it; whether anything changed.
  absl::StatusOr<bool> ScoreAnew(const std::string& application_id, Pool::Candidate* candidate)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(pool_->mutex);
  // The reading that is shown, when another is searched.
  absl::Status PutIntoSearch(const std::string& application_id)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(pool_->mutex);

  Pool* const pool_;
  RankingStore* const store_;
  const Judge* const judge_;
  Producer* const producer_;
  Telemetry* const telemetry_;

  // Order of locks: emitting_, the pool's, mutex_.
  absl::Mutex emitting_;  // Held while a candidate is scored anew and its outcome emitted.
  mutable absl::Mutex mutex_;
  std::set<std::string> queued_ ABSL_GUARDED_BY(mutex_);  // Jobs.
  bool working_ ABSL_GUARDED_BY(mutex_) = false;
  bool stop_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;  // Last: it uses the rest.
};

}  // namespace utvalg::rank
