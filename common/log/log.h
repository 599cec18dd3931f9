// SPDX-License-Identifier: Apache-2.0
//
// The event log: the seam between the services and what carries their records. embedded/ keeps it
// in RocksDB inside one process; a broker is the other implementation. Both pass tests/contract,
// which states the meaning:
//  - what Append acknowledged is durable, and every group reads it at least once, in order within
//  its partition;
//  - a group's position is durable, never moves back, and belongs to one member at a time;
//  - a compacted topic keeps the newest record of each key.
// Records pass here as bytes; Producer and StageWorker put them through the RecordCodec.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/log/record.h"

namespace utvalg {

// Told about the partitions a member of a group gets and gives up. Called inside Consumer::Poll and
// ::Close, on their thread; may use the consumer (Commit, Seek, Pause), must not Poll.
class AssignmentListener {
 public:
  virtual ~AssignmentListener() = default;
  // These partitions are the caller's from now on. Returns where to start: a stage that keeps its
  // positions beside its state gives them here; partitions left out start at the group's committed
  // position, else at the beginning. An error ends the Poll with it.
  virtual absl::StatusOr<std::vector<Position>> OnAssigned(
      const std::vector<TopicPartition>& partitions) = 0;
  // The last moment to commit for these partitions; another member may have them when this returns.
  virtual void OnRevoked(const std::vector<TopicPartition>& partitions) = 0;
};

struct Subscription {
  std::string topic;
  // When several topics have records waiting, Poll takes them in the ratio of their weights. At
  // least 1.
  uint32_t weight = 1;
};

struct ConsumerOptions {
  // Members of a group share the partitions. "" = a reader of its own that gets all partitions from
  // the beginning and commits nothing: for global tables.
  std::string group;
  std::vector<Subscription> topics;        // The same for all members of a group.
  AssignmentListener* listener = nullptr;  // Optional; must outlive the consumer.
};

// One member of a group. Poll, Commit, Seek, Pause, Resume and Close belong to one thread; Wake to
// any.
class Consumer {
 public:
  virtual ~Consumer() = default;

  // Up to max_records that follow what was polled before; waits until there is at least one, at
  // most `wait`. Empty when the time is over, on Wake, when the assignment changed, or when a
  // position came to the end of its partition over records that compaction removed. With
  // max_records 0 it only takes part in the group. DATA_LOSS: the log is damaged or ends before
  // the position, stop.
  virtual absl::StatusOr<std::vector<Record>> Poll(size_t max_records,
                                                   std::chrono::milliseconds wait) = 0;

  // Records for the group that everything before these positions is done with. A position behind
  // the committed one changes nothing. ABORTED: one of the partitions belongs to another member
  // now; nothing was committed.
  virtual absl::Status Commit(const std::vector<Position>& positions) = 0;

  // The next Poll reads from there. NOT_FOUND when the partition is not assigned.
  virtual absl::Status Seek(const Position& position) = 0;

  // Paused partitions stay assigned and are not read. Unassigned ones are ignored.
  virtual void Pause(const std::vector<TopicPartition>& partitions) = 0;
  virtual void Resume(const std::vector<TopicPartition>& partitions) = 0;

  // The partitions that are assigned, and for each the offset the next Poll reads from or behind.
  virtual std::vector<Position> Positions() const = 0;

  // Ends a waiting Poll, or the next one when none is waiting.
  virtual void Wake() = 0;

  // Gives up the partitions (OnRevoked is called) and leaves the group. Further calls do nothing.
  virtual void Close() = 0;
};

// Thread-safe.
class Log {
 public:
  virtual ~Log() = default;

  // Appends the records, in the given order within each partition, and returns when all of them are
  // durable: one position per record (next_offset = its offset + 1). On an error any of them may
  // have been stored; appending again is safe, because what reads them is idempotent.
  // INVALID_ARGUMENT: unknown topic or empty key, do not retry. RESOURCE_EXHAUSTED and UNAVAILABLE:
  // retry.
  virtual absl::StatusOr<std::vector<Position>> Append(std::vector<NewRecord> records) = 0;

  // INVALID_ARGUMENT: unknown topic or none. FAILED_PRECONDITION: other members of the group read
  // other topics. The consumer must be gone before the log.
  virtual absl::StatusOr<std::unique_ptr<Consumer>> Subscribe(ConsumerOptions options) = 0;

  // Behind the last durable record of each partition.
  virtual absl::StatusOr<std::vector<Position>> EndPositions(std::string_view topic) const = 0;
  // Where a group stands; partitions it never committed are left out.
  virtual absl::StatusOr<std::vector<Position>> CommittedPositions(
      std::string_view group, std::string_view topic) const = 0;

  virtual uint32_t partitions() const = 0;
};

}  // namespace utvalg
