// SPDX-License-Identifier: Apache-2.0
//
// Watches the stages of a process: how far each is behind its topics, and whether it moves. A stage
// that has work and does nothing is stuck: the process then is not live, and whoever runs it starts
// it again. A broker that cannot be asked is no fault of the stage. Thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/base/clock.h"
#include "common/log/log.h"
#include "common/log/stage_worker.h"
#include "common/telemetry/telemetry.h"

namespace utvalg {

class StageMonitor {
 public:
  struct Options {
    std::chrono::seconds stuck_after{300};
    std::chrono::milliseconds between_looks{5000};
  };

  // Log, telemetry and clock must outlive it.
  StageMonitor(Options options, const Log* log, Telemetry* telemetry, const Clock* clock);
  ~StageMonitor();

  // From now on the worker is watched, which reads in that group; it must be taken out before it
  // goes.
  void Add(const std::string& name, const std::string& group, const StageWorker* worker);
  void Remove(const StageWorker* worker);
  // What the stage of this name has to work off.
  void OnAssigned(const std::string& name, const std::vector<TopicPartition>& partitions);
  void OnRevoked(const std::string& name, const std::vector<TopicPartition>& partitions);

  // Whether every stage with work did something within stuck_after.
  bool IsLive() const;
  // One round, as the thread makes it. Gauge utvalg_stage_lag{stage}: records of this process's
  // partitions that are not done with.
  void LookOnce();

 private:
  struct Watched {
    std::string name;
    std::string group;
    uint64_t last_work = 0;  // What the counters said.
    std::chrono::steady_clock::time_point moved;
    bool stuck = false;
  };
  void Run();
  // NOT_FOUND and the like: the log could not say.
  absl::StatusOr<uint64_t> LagOf(const std::string& group,
                                 const std::set<TopicPartition>& assigned) const;

  const Options options_;
  const Log* const log_;
  Telemetry* const telemetry_;
  const Clock* const clock_;
  mutable absl::Mutex mutex_;
  std::map<std::string, std::set<TopicPartition>> assigned_ ABSL_GUARDED_BY(mutex_);
  std::map<const StageWorker*, Watched> watched_ ABSL_GUARDED_BY(mutex_);
  bool stop_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;  // Last: it uses the rest.
};

}  // namespace utvalg
