// SPDX-License-Identifier: Apache-2.0
//
// The books of a StageWorker: which records it holds, which of them may be handled now, and how far
// each partition's position may move. Pure; not thread-safe (the worker locks around it).
//
// An item's life: waiting -> (ready ->) handling -> finished -> settled, or back to waiting for
// another try. Of one owner only the oldest item is ever ready or beyond. A position covers the
// unbroken run of settled items from the front.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "common/log/record.h"
#include "common/log/verdict.h"
#include "common/telemetry/tracer.h"

namespace utvalg {

class InFlight {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  struct Item {
    uint32_t lane = 0;
    uint64_t sequence = 0;  // In order of arrival.
    Record record;          // As polled: the value has not passed the codec.
    uint32_t attempts = 0;
    bool handling = false;  // From Take until Settle or Retry.
    bool settled = false;
    TimePoint due{};  // Not to be handled before; the epoch = at once.
    std::optional<Verdict> verdict;
    std::optional<Span> span;  // Of its handling, when its trace is recorded.
  };

  // `lane`: what waits in a lower one is taken up first.
  void Add(Record record, uint32_t lane = 0);
  // A record that was settled before the last start.
  void AddSettled(Record record);
  // Up to `max` items that may be handled now, oldest first, all of different owners and of one
  // lane: nobody waits for the batch of a slower lane.
  std::vector<Item*> Take(size_t max, TimePoint now);
  // It is done with: its outputs are durable. The item may be gone when this returns.
  void Settle(Item* item);
  // To be handled again at `due`.
  void Retry(Item* item, TimePoint due);

  // How far a partition is: everything before next_offset is settled, and beyond it these.
  struct Progress {
    Position position;
    std::vector<uint64_t> ahead;
  };
  // Of the partitions where something was settled since the last call.
  std::vector<Progress> TakeProgress();

  // Forgets all items of these partitions. None of them may be being handled.
  void Drop(const std::vector<TopicPartition>& partitions);

  size_t size() const { return size_; }
  // Items of these partitions between Take and Settle or Retry.
  size_t Handling(const std::vector<TopicPartition>& partitions) const;
  // When the next item that waits for its time is due; empty when none waits.
  std::optional<TimePoint> NextDue(TimePoint now) const;
  // Whether Take would give something.
  bool HasReady(TimePoint now) const;

 private:
  using Turn = std::tuple<uint32_t, uint64_t, Item*>;  // Lane, sequence.

  static Turn TurnOf(Item* item) { return {item->lane, item->sequence, item}; }

  void LeaveOwner(Item* item);
  void PopSettled(const TopicPartition& at);

  uint64_t next_sequence_ = 0;
  size_t size_ = 0;
  std::map<TopicPartition, std::deque<std::unique_ptr<Item>>> partitions_;
  std::map<std::string, std::deque<Item*>, std::less<>> owners_;
  std::set<Turn> first_of_owner_;  // The oldest item of each owner, unless it is being handled.
  std::map<TopicPartition, uint64_t> touched_;  // With the offset behind what was popped last.
};

}  // namespace utvalg
