// SPDX-License-Identifier: Apache-2.0
//
// The event log of the simulation, in memory: one SimBroker keeps topics, groups and positions, and
// each simulated process has a SimLog of its own, its connection, which can die at any operation.
// Passes tests/contract. Thread-safe; what is random is drawn by the simulation's own thread only.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/base/clock.h"
#include "common/log/log.h"

namespace utvalg::simulation {

class SimConsumer;

struct SimTopic {
  std::string name;
  bool compacted = false;
};

class SimBroker {
 public:
  // What a crashed process did before its connection went: the operation has its effect or not.
  enum class Fate { kUnharmed, kDiesBefore, kDiesAfter };

  SimBroker(std::vector<SimTopic> topics, uint32_t partitions, const Clock* clock);

  uint32_t partitions() const { return partitions_; }
  absl::StatusOr<std::vector<Position>> Append(std::vector<NewRecord> records);
  absl::StatusOr<std::vector<Position>> EndPositions(std::string_view topic) const;
  absl::StatusOr<std::vector<Position>> CommittedPositions(std::string_view group,
                                                           std::string_view topic) const;

  // Faults of the broker's making. Keeps the newest record of each key.
  void Compact(const std::string& topic);
  // Its members learn at their next poll that they lost everything; until then they are zombies.
  void ExpelMembers(const std::string& group, size_t member);
  size_t Members(const std::string& group) const;
  // The group's positions go back to the beginning: everything is delivered again.
  void Rewind(const std::string& group);
  // Whether the group has read everything there is.
  bool IsRead(const std::string& group) const;

  // Everything a topic holds, for the invariants.
  std::vector<Record> Records(const std::string& topic) const;
  std::vector<std::string> Topics() const;
  // Digest of all that was appended and committed so far, but for what is random by nature.
  uint64_t trace() const;
  // Positions that moved back or over records that do not exist, in words. Never, by the contract.
  std::vector<std::string> violations() const;
  // Returns when all readers without a group wait for more.
  void WaitForReaders() const;

 private:
  friend class SimConsumer;
  friend class SimLog;

  struct Partition {
    std::vector<Record> records;  // By offset; compaction leaves gaps.
    uint64_t end = 0;
  };
  struct Topic {
    bool compacted = false;
    std::vector<Partition> partitions;
  };
  struct Group {
    std::vector<Subscription> topics;
    std::vector<SimConsumer*> members;  // In the order they joined.
    std::map<TopicPartition, SimConsumer*> owners;
    std::map<TopicPartition, uint64_t> committed;
  };

  SimConsumer* TargetOf(const Group& group, const TopicPartition& at) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Leave(Group* group, SimConsumer* member) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Trace(std::string_view what) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const uint32_t partitions_;
  const Clock* const clock_;
  mutable absl::Mutex mutex_;
  mutable absl::CondVar changed_;  // Something to read, an assignment, a death.
  mutable absl::CondVar rested_;   // A reader without a group waits, or is no more.
  std::map<std::string, Topic, std::less<>> topics_ ABSL_GUARDED_BY(mutex_);
  std::map<std::string, Group, std::less<>> groups_ ABSL_GUARDED_BY(mutex_);
  std::set<const SimConsumer*> readers_ ABSL_GUARDED_BY(mutex_);  // Without a group.
  uint64_t trace_ ABSL_GUARDED_BY(mutex_) = 0xcbf29ce484222325U;
  std::vector<std::string> violations_ ABSL_GUARDED_BY(mutex_);
};

// One process' connection.
class SimLog final : public Log {
 public:
  // Which of `choices` comes next; drawn for every record a member of a group polls.
  using Choose = std::function<size_t(size_t choices)>;

  explicit SimLog(SimBroker* broker, Choose choose = nullptr)
      : broker_(broker), choose_(std::move(choose)) {}

  // The `operations`-th append, commit or poll of a group from now on ends the process.
  void DieAt(uint64_t operations, SimBroker::Fate fate);
  bool dead() const;
  void Die();
  // The next appends fail with UNAVAILABLE, with or without effect.
  void FailAppends(int times, bool with_effect);
  // Readers without a group see what comes from now on only after Deliver, or when the process
  // itself asks for the end of a topic.
  void HoldBack();
  void Deliver();
  // Counts an operation, of the log or of another store, and says what becomes of it.
  SimBroker::Fate Count();

  absl::StatusOr<std::vector<Position>> Append(std::vector<NewRecord> records) override;
  absl::StatusOr<std::unique_ptr<Consumer>> Subscribe(ConsumerOptions options) override;
  absl::StatusOr<std::vector<Position>> EndPositions(std::string_view topic) const override;
  absl::StatusOr<std::vector<Position>> CommittedPositions(std::string_view group,
                                                           std::string_view topic) const override;
  uint32_t partitions() const override { return broker_->partitions(); }

 private:
  friend class SimBroker;
  friend class SimConsumer;

  bool IsVisible(const TopicPartition& at, uint64_t offset) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(broker_->mutex_);

  SimBroker* const broker_;
  const Choose choose_;
  bool dead_ ABSL_GUARDED_BY(broker_->mutex_) = false;
  uint64_t left_ ABSL_GUARDED_BY(broker_->mutex_) = 0;  // 0 = lives on.
  SimBroker::Fate fate_ ABSL_GUARDED_BY(broker_->mutex_) = SimBroker::Fate::kUnharmed;
  int failing_ ABSL_GUARDED_BY(broker_->mutex_) = 0;
  bool failing_with_effect_ ABSL_GUARDED_BY(broker_->mutex_) = false;
  bool holding_back_ ABSL_GUARDED_BY(broker_->mutex_) = false;
  mutable std::map<TopicPartition, uint64_t> visible_ ABSL_GUARDED_BY(broker_->mutex_);
};

}  // namespace utvalg::simulation
