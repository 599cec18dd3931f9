// SPDX-License-Identifier: Apache-2.0
//
// The life of a stage, once: poll -> decode -> handle -> emit -> store -> move on. A service brings
// a StageHandler that turns records into verdicts and knows nothing of positions, retries or dead
// letters.
//
// What holds:
//  - a position moves over a record only when its outputs (or its dead letter) are durable; after a
//  crash the record comes
//    again, so a handler must be idempotent on (application, revision, generation);
//  - records of one owner (tenant|candidate, tenant|job) are handled one after the other, in order,
//  tries included;
//    different owners overtake one another;
//  - a record that cannot be handled goes to the dead letters and blocks nobody; while the dead
//  letters cannot be written,
//    nothing moves;
//  - with a state store, a record's state and the fact that it is done become durable in one batch,
//  so that its state is
//    written exactly once, whatever was handled out of order.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/base/clock.h"
#include "common/kv/kv_store.h"
#include "common/log/log.h"
#include "common/log/record_codec.h"
#include "common/log/verdict.h"
#include "common/telemetry/tracer.h"

namespace utvalg {

class StageHandler {
 public:
  virtual ~StageHandler() = default;

  // One verdict per record, in the same order. At most StageOptions::max_batch records, all of
  // different owners, values decoded. Called from up to StageOptions::concurrency threads at once.
  // Must not throw.
  virtual std::vector<Verdict> Handle(std::span<const Record> records) = 0;

  // What to tell the stages behind about a record that went to the dead letters, so that its
  // application still ends in an outcome (needs-a-person, SYSTEM_ERROR). Durable together with the
  // dead letter. The value may be undecodable: it is empty for kCorrupt; key and headers are as
  // they came.
  virtual std::vector<NewRecord> OnDeadLetter(const Record& record, DeadLetterCode code) {
    static_cast<void>(record), static_cast<void>(code);
    return {};
  }

  // What Handle (or OnDeadLetter) answered to the records of these keys is durable: outputs, state
  // and position. Called on the worker's thread, before the owners' next records are handled.
  virtual void OnDurable(const std::vector<std::string>& keys) { static_cast<void>(keys); }

  // The worker owns these partitions now / no longer. Called on the worker's thread while none of
  // their records is being handled. An error from OnAssigned ends Run with it.
  virtual absl::Status OnAssigned(const std::vector<TopicPartition>& partitions) {
    static_cast<void>(partitions);
    return absl::OkStatus();
  }
  virtual void OnRevoked(const std::vector<TopicPartition>& partitions) {
    static_cast<void>(partitions);
  }
};

struct StageOptions {
  std::string name;  // Its name in telemetry, and the connector name in dead letters: "parse".
  // "" = called like the stage, so that all replicas share the partitions. A stage of which every
  // replica reads everything has a group of its own for each.
  std::string group;
  std::vector<Subscription> topics;
  size_t concurrency = 1;     // Threads that call Handle.
  size_t max_batch = 1;       // Records in one call of Handle.
  size_t max_in_flight = 64;  // Records held in memory, waiting ones included.
  uint32_t max_attempts = 5;
  std::chrono::milliseconds first_backoff{1000};  // Doubles with each try ...
  std::chrono::milliseconds max_backoff{
      60000};  // ... up to this; then 80 to 120 % of it, by jitter.
  // For a stage with state: where Verdict::Done's state goes, and the family that keeps the
  // positions (of this worker alone).
  KvStore* state = nullptr;
  KvFamily position_family = 0;
  // Gets a span for each try of each record that has a traceparent. Null: none. Must outlive the
  // worker.
  Tracer* tracer = nullptr;
};

// What the worker did since it was made. Plain counters for whoever exports metrics.
struct StageCounters {
  std::atomic<uint64_t> polled{0};
  std::atomic<uint64_t> done{0};
  std::atomic<uint64_t> retried{0};
  std::atomic<uint64_t> dead_letters{0};
  std::atomic<uint64_t> emitted{0};
  std::atomic<uint64_t> failed_appends{0};
  std::atomic<uint64_t> failed_commits{0};
  std::atomic<uint64_t> in_flight{0};  // Now, not since.
};

class StageWorker {
 public:
  // All pointers must outlive the worker.
  StageWorker(Log* log, const RecordCodec* codec, StageHandler* handler, const Clock* clock,
              StageOptions options);
  ~StageWorker();

  // Works until Stop, then finishes what is being handled, commits and leaves the group. OK after
  // Stop; else why it cannot go on (DATA_LOSS: damaged log). Call once.
  absl::Status Run();
  // The same in single steps on the caller's thread, for who brings time and order himself (the
  // simulation). Never waits, so a failed append is tried again at once. Errors as Run; not to be
  // called after one. Never use both.
  enum class Phase {
    kPoll,
    kHandle,  // One batch of what is held.
    kSettle,  // All that was handled.
  };
  absl::Status Step(Phase phase);
  // Ends what Step began: settles, commits and leaves the group.
  absl::Status Finish();
  // From any thread, more than once if you like. Not from a signal handler.
  void Stop();
  // Looks at the clock again: for tests with a clock of their own.
  void Wake();

  const StageCounters& counters() const;

  // Whether everything before these positions is done with, also where compaction left nothing to
  // do: for the readiness of who must not answer before that. From any thread; asked again until it
  // is so, after which the worker no longer looks.
  bool HasSettled(const std::vector<Position>& positions);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace utvalg
