// SPDX-License-Identifier: Apache-2.0
#include "common/runtime/stage_monitor.h"

#include <algorithm>
#include <utility>

#include "absl/time/time.h"
#include "common/base/status_macros.h"

namespace utvalg {
namespace {

uint64_t WorkOf(const StageCounters& counters) {
  return counters.polled + counters.done + counters.retried + counters.dead_letters;
}

}  // namespace

StageMonitor::StageMonitor(Options options, const Log* log, Telemetry* telemetry,
                           const Clock* clock)
    : options_(options), log_(log), telemetry_(telemetry), clock_(clock), thread_([this] {
        Run();
      }) {}

StageMonitor::~StageMonitor() {
  {
    absl::MutexLock lock(&mutex_);
    stop_ = true;
  }
  thread_.join();
}

void StageMonitor::Add(const std::string& name, const std::string& group,
                       const StageWorker* worker) {
  absl::MutexLock lock(&mutex_);
  watched_[worker] = Watched{name, group, 0, clock_->Now(), false};
}

void StageMonitor::Remove(const StageWorker* worker) {
  absl::MutexLock lock(&mutex_);
  watched_.erase(worker);
}

void StageMonitor::OnAssigned(const std::string& name,
                              const std::vector<TopicPartition>& partitions) {
  absl::MutexLock lock(&mutex_);
  assigned_[name].insert(partitions.begin(), partitions.end());
}

void StageMonitor::OnRevoked(const std::string& name,
                             const std::vector<TopicPartition>& partitions) {
  absl::MutexLock lock(&mutex_);
  for (const TopicPartition& at : partitions) assigned_[name].erase(at);
}

bool StageMonitor::IsLive() const {
  absl::MutexLock lock(&mutex_);
  return std::none_of(watched_.begin(), watched_.end(),
                      [](const auto& entry) { return entry.second.stuck; });
}

absl::StatusOr<uint64_t> StageMonitor::LagOf(const std::string& group,
                                             const std::set<TopicPartition>& assigned) const {
  std::map<TopicPartition, uint64_t> behind;
  std::set<std::string> topics;
  for (const TopicPartition& at : assigned) topics.insert(at.topic);
  for (const std::string& topic : topics) {
    UTVALG_ASSIGN_OR_RETURN(const std::vector<Position> ends, log_->EndPositions(topic));
    UTVALG_ASSIGN_OR_RETURN(const std::vector<Position> committed,
                            log_->CommittedPositions(group, topic));
    for (const Position& end : ends) behind[end.at] = end.next_offset;
    for (const Position& position : committed) {
      uint64_t& left = behind[position.at];
      left -= std::min(left, position.next_offset);
    }
  }
  uint64_t lag = 0;
  for (const TopicPartition& at : assigned) lag += behind[at];
  return lag;
}

void StageMonitor::LookOnce() {
  struct Look {
    const StageWorker* worker;
    std::string name;
    std::string group;
    std::set<TopicPartition> assigned;
    absl::StatusOr<uint64_t> lag = 0;
  };
  std::vector<Look> looks;
  {
    absl::MutexLock lock(&mutex_);
    for (const auto& [worker, watched] : watched_) {
      looks.push_back({worker, watched.name, watched.group, assigned_[watched.name]});
    }
  }
  // The broker is asked without the lock: a worker that ends must not wait for it.
  for (Look& look : looks) look.lag = LagOf(look.group, look.assigned);
  const auto now = clock_->Now();
  absl::MutexLock lock(&mutex_);
  for (const Look& look : looks) {
    if (look.lag.ok()) {
      telemetry_->SetGauge("stage_lag", "stage", look.name, static_cast<double>(*look.lag));
    }
    const auto found = watched_.find(look.worker);
    if (found == watched_.end()) continue;
    Watched& watched = found->second;
    const StageCounters& counters = look.worker->counters();
    const uint64_t work = WorkOf(counters);
    // What cannot be asked for counts as no work: a broker that is away is not the stage's fault.
    const bool idle = counters.in_flight == 0 && look.lag.value_or(0) == 0;
    if (work != watched.last_work || idle) {
      watched.last_work = work;
      watched.moved = now;
    }
    watched.stuck = now - watched.moved > options_.stuck_after;
  }
}

void StageMonitor::Run() {
  for (;;) {
    {
      absl::MutexLock lock(&mutex_);
      if (mutex_.AwaitWithTimeout(absl::Condition(&stop_),
                                  absl::FromChrono(options_.between_looks))) {
        return;
      }
    }
    LookOnce();
  }
}

}  // namespace utvalg
