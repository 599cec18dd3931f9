// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/sim_broker.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "common/base/strings.h"
#include "common/log/topics.h"
#include "tests/simulation/sim_consumer.h"

namespace utvalg::simulation {
namespace {

absl::Status Dead() { return absl::InternalError("the process is dead"); }

}  // namespace

SimBroker::SimBroker(std::vector<SimTopic> topics, uint32_t partitions, const Clock* clock)
    : partitions_(partitions), clock_(clock) {
  absl::MutexLock lock(&mutex_);
  for (const SimTopic& topic : topics) {
    topics_[topic.name] = {topic.compacted, std::vector<Partition>(partitions)};
  }
}

absl::StatusOr<std::vector<Position>> SimBroker::Append(std::vector<NewRecord> records) {
  absl::MutexLock lock(&mutex_);
  for (const NewRecord& record : records) {
    if (topics_.find(record.topic) == topics_.end()) {
      return absl::InvalidArgumentError(Cat("there is no topic ", record.topic));
    }
    if (record.key.empty()) return absl::InvalidArgumentError("a record needs a key");
  }
  std::vector<Position> positions;
  for (NewRecord& source : records) {
    const uint32_t number = PartitionOf(source.key, partitions_);
    Partition& partition = topics_.find(source.topic)->second.partitions[number];
    // Key ids are random; the rest of a key and the length of a value are not.
    const bool random_key = source.topic == kCandidateKeyTopic;
    Trace(Cat(source.topic, "\n", random_key ? OwnerOf(source.key) : std::string_view(source.key),
              "\n", source.value.size()));
    Record& record = partition.records.emplace_back();
    record.at = {std::move(source.topic), number};
    record.offset = partition.end++;
    record.key = std::move(source.key);
    record.value = std::move(source.value);
    record.headers = std::move(source.headers);
    record.produced_at_ms =
        std::chrono::duration_cast<std::chrono::milliseconds>(clock_->WallNow().time_since_epoch())
            .count();
    positions.push_back({record.at, partition.end});
  }
  changed_.SignalAll();
  return positions;
}

absl::StatusOr<std::vector<Position>> SimBroker::EndPositions(std::string_view topic) const {
  absl::MutexLock lock(&mutex_);
  const auto found = topics_.find(topic);
  if (found == topics_.end()) return absl::InvalidArgumentError(Cat("there is no topic ", topic));
  std::vector<Position> ends;
  for (uint32_t p = 0; p < partitions_; ++p) {
    ends.push_back({{std::string(topic), p}, found->second.partitions[p].end});
  }
  return ends;
}

absl::StatusOr<std::vector<Position>> SimBroker::CommittedPositions(std::string_view group,
                                                                    std::string_view topic) const {
  absl::MutexLock lock(&mutex_);
  std::vector<Position> positions;
  const auto found = groups_.find(group);
  if (found == groups_.end()) return positions;
  for (const auto& [at, next] : found->second.committed) {
    if (at.topic == topic) positions.push_back({at, next});
  }
  return positions;
}

void SimBroker::Compact(const std::string& topic) {
  absl::MutexLock lock(&mutex_);
  for (Partition& partition : topics_[topic].partitions) {
    std::map<std::string, uint64_t> newest;
    for (const Record& record : partition.records) newest[record.key] = record.offset;
    std::erase_if(partition.records,
                  [&newest](const Record& record) { return newest[record.key] != record.offset; });
  }
}

void SimBroker::ExpelMembers(const std::string& group, size_t member) {
  absl::MutexLock lock(&mutex_);
  Group& found = groups_[group];
  if (member >= found.members.size()) return;
  SimConsumer* const gone = found.members[member];
  Leave(&found, gone);
  gone->expelled_ = true;
}

size_t SimBroker::Members(const std::string& group) const {
  absl::MutexLock lock(&mutex_);
  const auto found = groups_.find(group);
  return found == groups_.end() ? 0 : found->second.members.size();
}

void SimBroker::Rewind(const std::string& group) {
  absl::MutexLock lock(&mutex_);
  Group& found = groups_[group];
  found.committed.clear();
  while (!found.members.empty()) {
    found.members.back()->expelled_ = true;
    Leave(&found, found.members.back());
  }
}

bool SimBroker::IsRead(const std::string& group) const {
  absl::MutexLock lock(&mutex_);
  const auto found = groups_.find(group);
  if (found == groups_.end()) return true;
  for (const Subscription& topic : found->second.topics) {
    for (uint32_t p = 0; p < partitions_; ++p) {
      const TopicPartition at{topic.topic, p};
      const uint64_t end = topics_.find(topic.topic)->second.partitions[p].end;
      const auto owner = found->second.owners.find(at);
      if (owner == found->second.owners.end() || owner->second != TargetOf(found->second, at)) {
        return false;
      }
      uint64_t next = owner->second->next_[at];
      if (next < end && owner->second->Next(at, &next) != nullptr) return false;
    }
  }
  return true;
}

std::vector<Record> SimBroker::Records(const std::string& topic) const {
  absl::MutexLock lock(&mutex_);
  std::vector<Record> records;
  for (const Partition& partition : topics_.find(topic)->second.partitions) {
    records.insert(records.end(), partition.records.begin(), partition.records.end());
  }
  return records;
}

std::vector<std::string> SimBroker::Topics() const {
  absl::MutexLock lock(&mutex_);
  std::vector<std::string> names;
  for (const auto& [name, topic] : topics_) names.push_back(name);
  return names;
}

uint64_t SimBroker::trace() const {
  absl::MutexLock lock(&mutex_);
  return trace_;
}

std::vector<std::string> SimBroker::violations() const {
  absl::MutexLock lock(&mutex_);
  return violations_;
}

void SimBroker::WaitForReaders() const {
  absl::MutexLock lock(&mutex_);
  const auto settled = [this]() ABSL_NO_THREAD_SAFETY_ANALYSIS {
    return std::all_of(readers_.begin(), readers_.end(),
                       [](const SimConsumer* reader) ABSL_NO_THREAD_SAFETY_ANALYSIS {
                         if (reader->log_->dead_) return true;
                         if (!reader->waiting_) return false;
                         for (auto [at, next] : reader->next_) {
                           if (reader->Next(at, &next) != nullptr) return false;
                         }
                         return true;
                       });
  };
  while (!settled()) rested_.Wait(&mutex_);
}

SimConsumer* SimBroker::TargetOf(const Group& group, const TopicPartition& at) const {
  if (group.members.empty()) return nullptr;
  return group.members[at.partition % group.members.size()];
}

void SimBroker::Leave(Group* group, SimConsumer* member) {
  std::erase(group->members, member);
  std::erase_if(group->owners, [member](const auto& owner) { return owner.second == member; });
  if (group->members.empty()) group->topics.clear();
  changed_.SignalAll();
}

void SimBroker::Trace(std::string_view what) {
  for (const char byte : what) {
    trace_ = (trace_ ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
  }
}

void SimLog::DieAt(uint64_t operations, SimBroker::Fate fate) {
  absl::MutexLock lock(&broker_->mutex_);
  left_ = operations;
  fate_ = fate;
}

bool SimLog::dead() const {
  absl::MutexLock lock(&broker_->mutex_);
  return dead_;
}

void SimLog::Die() {
  absl::MutexLock lock(&broker_->mutex_);
  dead_ = true;
  broker_->changed_.SignalAll();
  broker_->rested_.SignalAll();
}

void SimLog::FailAppends(int times, bool with_effect) {
  absl::MutexLock lock(&broker_->mutex_);
  failing_ = times;
  failing_with_effect_ = with_effect;
}

void SimLog::HoldBack() {
  absl::MutexLock lock(&broker_->mutex_);
  holding_back_ = true;
}

void SimLog::Deliver() {
  absl::MutexLock lock(&broker_->mutex_);
  for (const auto& [name, topic] : broker_->topics_) {
    for (uint32_t p = 0; p < broker_->partitions_; ++p) {
      visible_[{name, p}] = topic.partitions[p].end;
    }
  }
  broker_->changed_.SignalAll();
}

bool SimLog::IsVisible(const TopicPartition& at, uint64_t offset) const {
  if (!holding_back_) return true;
  const auto found = visible_.find(at);
  return found != visible_.end() && offset < found->second;
}

SimBroker::Fate SimLog::Count() {
  absl::MutexLock lock(&broker_->mutex_);
  if (dead_) return SimBroker::Fate::kDiesBefore;
  if (left_ == 0 || --left_ > 0) return SimBroker::Fate::kUnharmed;
  dead_ = true;
  broker_->changed_.SignalAll();
  broker_->rested_.SignalAll();
  return fate_;
}

absl::StatusOr<std::vector<Position>> SimLog::Append(std::vector<NewRecord> records) {
  const SimBroker::Fate fate = Count();
  if (fate == SimBroker::Fate::kDiesBefore) return Dead();
  bool fails = false;
  bool has_effect = true;
  {
    absl::MutexLock lock(&broker_->mutex_);
    if (failing_ > 0) {
      --failing_;
      fails = true;
      has_effect = failing_with_effect_;
    }
  }
  if (!has_effect) return absl::UnavailableError("the broker cannot be reached");
  auto positions = broker_->Append(std::move(records));
  if (fate == SimBroker::Fate::kDiesAfter) return Dead();
  if (fails) return absl::UnavailableError("the broker did not answer");
  return positions;
}

absl::StatusOr<std::unique_ptr<Consumer>> SimLog::Subscribe(ConsumerOptions options) {
  absl::MutexLock lock(&broker_->mutex_);
  if (dead_) return Dead();
  if (options.topics.empty()) return absl::InvalidArgumentError("a reader needs a topic");
  for (const Subscription& topic : options.topics) {
    if (broker_->topics_.find(topic.topic) == broker_->topics_.end()) {
      return absl::InvalidArgumentError(Cat("there is no topic ", topic.topic));
    }
  }
  const std::string name = options.group;
  if (!name.empty()) {
    SimBroker::Group& group = broker_->groups_[name];
    const bool same = std::equal(
        group.topics.begin(), group.topics.end(), options.topics.begin(), options.topics.end(),
        [](const Subscription& a, const Subscription& b) { return a.topic == b.topic; });
    if (!group.topics.empty() && !same) {
      return absl::FailedPreconditionError("the group reads other topics");
    }
    group.topics = options.topics;
  }
  auto consumer = std::make_unique<SimConsumer>(this, std::move(options));
  if (name.empty()) {
    broker_->readers_.insert(consumer.get());
  } else {
    broker_->groups_[name].members.push_back(consumer.get());
  }
  broker_->changed_.SignalAll();
  return std::unique_ptr<Consumer>(std::move(consumer));
}

absl::StatusOr<std::vector<Position>> SimLog::EndPositions(std::string_view topic) const {
  auto ends = broker_->EndPositions(topic);
  absl::MutexLock lock(&broker_->mutex_);
  if (dead_) return Dead();
  if (ends.ok()) {
    for (const Position& end : *ends) visible_[end.at] = end.next_offset;
    broker_->changed_.SignalAll();
  }
  return ends;
}

absl::StatusOr<std::vector<Position>> SimLog::CommittedPositions(std::string_view group,
                                                                 std::string_view topic) const {
  return broker_->CommittedPositions(group, topic);
}

}  // namespace utvalg::simulation
