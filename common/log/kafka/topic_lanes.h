// SPDX-License-Identifier: Apache-2.0
//
// What a consumer holds of its topics: for each a queue of librdkafka that its partitions feed, and
// the state of the partitions that are assigned. Not thread-safe but for the waking of the queues.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "common/log/kafka/handles.h"
#include "common/log/log.h"
#include "common/log/record.h"

namespace utvalg::kafka {

// An assigned partition.
struct AssignedPartition {
  uint64_t expected = 0;              // Position of what came from librdkafka.
  bool paused = false;                // By the caller.
  std::deque<Record> held{};          // Came while it was paused.
  std::optional<uint64_t> committed;  // As far as we know.
  absl::Time moved_at;                // When `expected` last changed, or was seen to be the end.
  bool nudged = false;                // It stood still, and was asked for again.
  QueueHandle queue{};                // The partition's own, which feeds the lane's.

  // Position of the caller of Poll.
  uint64_t next() const { return held.empty() ? expected : held.front().offset; }
};

struct Lane {
  std::string topic;  // Our name,
  std::string name;   // the broker's.
  int64_t weight = 1;
  int64_t credit = 0;  // Smooth weighted round robin.
  bool leaders_known = false;
  QueueHandle queue{};
  std::map<uint32_t, AssignedPartition> partitions{};
};

class TopicLanes {
 public:
  // `wake` is called from a thread of librdkafka whenever a queue is no longer empty.
  TopicLanes(rd_kafka_t* client, const std::vector<Subscription>& topics, const std::string& prefix,
             void (*wake)(rd_kafka_t*, void*), void* opaque);
  // Let go of everything of the client's.
  void Clear();

  std::vector<Lane>& lanes() { return lanes_; }
  const std::vector<Lane>& lanes() const { return lanes_; }
  Lane* Find(const std::string& topic);               // By our name.
  Lane* FindByName(const std::string& name);          // By the broker's.
  AssignedPartition* Find(const TopicPartition& at);  // Null when it is not assigned.

  // From now on what comes for the partition goes into its lane's queue.
  void Add(Lane* lane, uint32_t partition);
  void Remove(const std::vector<uint32_t>& partitions);
  bool empty() const;
  // The same partitions of every topic.
  std::vector<TopicPartition> OnAllTopics(const std::vector<uint32_t>& partitions) const;

  // The next message or event of the topic whose turn it is among those that have any; null when
  // none has.
  std::pair<Lane*, MessageHandle> Next();

 private:
  rd_kafka_t* const client_;
  std::vector<Lane> lanes_;
};

}  // namespace utvalg::kafka
