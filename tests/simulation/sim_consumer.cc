// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/sim_consumer.h"

#include <algorithm>
#include <utility>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"

namespace utvalg::simulation {
namespace {

absl::Status Dead() { return absl::InternalError("the process is dead"); }

}  // namespace

SimConsumer::SimConsumer(SimLog* log, ConsumerOptions options)
    : log_(log), broker_(log->broker_), options_(std::move(options)) {}

SimConsumer::~SimConsumer() {
  absl::MutexLock lock(&broker_->mutex_);
  broker_->readers_.erase(this);
  broker_->rested_.SignalAll();
  if (!options_.group.empty()) broker_->Leave(&group(), this);
}

SimBroker::Group& SimConsumer::group() const {
  return broker_->groups_.find(options_.group)->second;
}

std::vector<TopicPartition> SimConsumer::Surplus() {
  std::vector<TopicPartition> surplus;
  for (const auto& [at, next] : next_) {
    if (expelled_ || broker_->TargetOf(group(), at) != this) surplus.push_back(at);
  }
  return surplus;
}

std::vector<TopicPartition> SimConsumer::TakeFree() {
  std::vector<TopicPartition> taken;
  for (const Subscription& topic : options_.topics) {
    for (uint32_t p = 0; p < broker_->partitions_; ++p) {
      const TopicPartition at{topic.topic, p};
      if (options_.group.empty()) {
        if (next_.try_emplace(at, 0).second) taken.push_back(at);
      } else if (broker_->TargetOf(group(), at) == this &&
                 group().owners.try_emplace(at, this).second) {
        const auto committed = group().committed.find(at);
        next_[at] = committed == group().committed.end() ? 0 : committed->second;
        taken.push_back(at);
      }
    }
  }
  return taken;
}

absl::StatusOr<bool> SimConsumer::TakePart() {
  std::vector<TopicPartition> surplus;
  {
    absl::MutexLock lock(&broker_->mutex_);
    if (!options_.group.empty()) surplus = Surplus();
  }
  if (!surplus.empty()) {
    if (options_.listener != nullptr) options_.listener->OnRevoked(surplus);
    absl::MutexLock lock(&broker_->mutex_);
    for (const TopicPartition& at : surplus) {
      next_.erase(at);
      paused_.erase(at);
      const auto owner = group().owners.find(at);
      if (owner != group().owners.end() && owner->second == this) group().owners.erase(owner);
    }
    broker_->changed_.SignalAll();
  }
  std::vector<TopicPartition> taken;
  {
    absl::MutexLock lock(&broker_->mutex_);
    if (log_->dead_) return Dead();
    if (expelled_ && !closed_) {
      expelled_ = false;
      group().topics = options_.topics;
      group().members.push_back(this);
      broker_->changed_.SignalAll();
    }
    taken = TakeFree();
  }
  if (!taken.empty() && options_.listener != nullptr) {
    UTVALG_ASSIGN_OR_RETURN(const std::vector<Position> starts,
                            options_.listener->OnAssigned(taken));
    absl::MutexLock lock(&broker_->mutex_);
    for (const Position& start : starts) next_[start.at] = start.next_offset;
  }
  return !surplus.empty() || !taken.empty();
}

const Record* SimConsumer::Next(const TopicPartition& at, uint64_t* next) const {
  const SimBroker::Partition& partition =
      broker_->topics_.find(at.topic)->second.partitions[at.partition];
  const auto record =
      std::lower_bound(partition.records.begin(), partition.records.end(), *next,
                       [](const Record& r, uint64_t offset) { return r.offset < offset; });
  const bool gated = options_.group.empty();
  if (record == partition.records.end()) {
    // Over a gap at the end; a reader that is held back has not come so far.
    if (!gated || partition.end == 0 || log_->IsVisible(at, partition.end - 1)) {
      *next = std::max(*next, partition.end);
    }
    return nullptr;
  }
  if (gated && !log_->IsVisible(at, record->offset)) return nullptr;
  *next = record->offset;
  return &*record;
}

std::vector<Record> SimConsumer::Take(size_t max_records) {
  std::vector<Record> taken;
  while (taken.size() < max_records) {
    std::map<std::string, std::vector<std::pair<const Record*, TopicPartition>>> waiting;
    for (auto& [at, next] : next_) {
      if (paused_.contains(at)) continue;
      if (const Record* record = Next(at, &next)) waiting[at.topic].emplace_back(record, at);
    }
    if (waiting.empty()) break;
    int64_t total = 0;
    const Subscription* best = nullptr;
    for (const Subscription& topic : options_.topics) {
      if (!waiting.contains(topic.topic)) continue;
      credit_[topic.topic] += topic.weight;
      total += topic.weight;
      if (best == nullptr || credit_[topic.topic] > credit_[best->topic]) best = &topic;
    }
    credit_[best->topic] -= total;
    const auto& choices = waiting[best->topic];
    const bool drawn = log_->choose_ != nullptr && !options_.group.empty();
    const size_t choice = (drawn ? log_->choose_(choices.size()) : turn_++) % choices.size();
    taken.push_back(*choices[choice].first);
    next_[choices[choice].second] = taken.back().offset + 1;
  }
  return taken;
}

absl::StatusOr<std::vector<Record>> SimConsumer::Poll(size_t max_records,
                                                      std::chrono::milliseconds wait) {
  if (!options_.group.empty() && log_->Count() != SimBroker::Fate::kUnharmed) return Dead();
  const absl::Time give_up = absl::Now() + absl::FromChrono(wait);
  for (;;) {
    UTVALG_ASSIGN_OR_RETURN(const bool changed, TakePart());
    absl::MutexLock lock(&broker_->mutex_);
    if (log_->dead_) return Dead();
    std::vector<Record> records = Take(max_records);
    if (!records.empty() || changed || max_records == 0 || woken_) {
      woken_ = false;
      return records;
    }
    waiting_ = true;
    if (options_.group.empty()) broker_->rested_.SignalAll();
    const bool timed_out = broker_->changed_.WaitWithDeadline(&broker_->mutex_, give_up);
    waiting_ = false;
    if (timed_out && absl::Now() >= give_up) return records;
  }
}

absl::Status SimConsumer::Commit(const std::vector<Position>& positions) {
  const SimBroker::Fate fate = log_->Count();
  if (fate == SimBroker::Fate::kDiesBefore) return Dead();
  absl::MutexLock lock(&broker_->mutex_);
  if (options_.group.empty()) return absl::AbortedError("a reader without a group has no position");
  for (const Position& position : positions) {
    const auto owner = group().owners.find(position.at);
    if (owner == group().owners.end() || owner->second != this) {
      return absl::AbortedError("the partition belongs to another member");
    }
  }
  for (const Position& position : positions) {
    const SimBroker::Partition& partition =
        broker_->topics_.find(position.at.topic)->second.partitions[position.at.partition];
    if (position.next_offset > partition.end) {
      broker_->violations_.push_back(Cat(options_.group, " committed behind the end of ",
                                         position.at.topic, " ", position.at.partition));
    }
    uint64_t& committed = group().committed[position.at];
    committed = std::max(committed, position.next_offset);
    broker_->Trace(Cat(options_.group, position.at.topic, position.at.partition, committed));
  }
  return fate == SimBroker::Fate::kDiesAfter ? Dead() : absl::OkStatus();
}

absl::Status SimConsumer::Seek(const Position& position) {
  absl::MutexLock lock(&broker_->mutex_);
  const auto next = next_.find(position.at);
  if (next == next_.end()) return absl::NotFoundError("the partition is not assigned");
  next->second = position.next_offset;
  return absl::OkStatus();
}

void SimConsumer::Pause(const std::vector<TopicPartition>& partitions) {
  absl::MutexLock lock(&broker_->mutex_);
  for (const TopicPartition& at : partitions) {
    if (next_.contains(at)) paused_.insert(at);
  }
}

void SimConsumer::Resume(const std::vector<TopicPartition>& partitions) {
  absl::MutexLock lock(&broker_->mutex_);
  for (const TopicPartition& at : partitions) paused_.erase(at);
  broker_->changed_.SignalAll();
}

std::vector<Position> SimConsumer::Positions() const {
  absl::MutexLock lock(&broker_->mutex_);
  std::vector<Position> positions;
  for (const auto& [at, next] : next_) positions.push_back({at, next});
  return positions;
}

void SimConsumer::Wake() {
  absl::MutexLock lock(&broker_->mutex_);
  woken_ = true;
  broker_->changed_.SignalAll();
}

void SimConsumer::Close() {
  std::vector<TopicPartition> owned;
  {
    absl::MutexLock lock(&broker_->mutex_);
    if (closed_ || options_.group.empty()) return;
    closed_ = true;
    for (const auto& [at, next] : next_) owned.push_back(at);
  }
  if (!owned.empty() && options_.listener != nullptr) options_.listener->OnRevoked(owned);
  absl::MutexLock lock(&broker_->mutex_);
  next_.clear();
  broker_->Leave(&group(), this);
}

}  // namespace utvalg::simulation
