// SPDX-License-Identifier: Apache-2.0
#include "common/log/kafka/topic_lanes.h"

#include <algorithm>

#include "absl/time/clock.h"
#include "common/base/strings.h"

namespace utvalg::kafka {

TopicLanes::TopicLanes(rd_kafka_t* client, const std::vector<Subscription>& topics,
                       const std::string& prefix, void (*wake)(rd_kafka_t*, void*), void* opaque)
    : client_(client) {
  for (const Subscription& subscription : topics) {
    Lane& lane = lanes_.emplace_back();
    lane.topic = subscription.topic;
    lane.name = Cat(prefix, subscription.topic);
    lane.weight = std::max(1U, subscription.weight);
    lane.queue.reset(rd_kafka_queue_new(client));
    rd_kafka_queue_cb_event_enable(lane.queue.get(), wake, opaque);
  }
}

void TopicLanes::Clear() {
  for (Lane& lane : lanes_) {
    rd_kafka_queue_cb_event_enable(lane.queue.get(), nullptr, nullptr);
    // Records left in the queue would keep the client alive (librdkafka #4724).
    while (MessageHandle message{rd_kafka_consume_queue(lane.queue.get(), 0)}) {
    }
  }
  lanes_.clear();
}

Lane* TopicLanes::Find(const std::string& topic) {
  const auto it = std::find_if(lanes_.begin(), lanes_.end(),
                               [&topic](const Lane& lane) { return lane.topic == topic; });
  return it == lanes_.end() ? nullptr : &*it;
}

Lane* TopicLanes::FindByName(const std::string& name) {
  const auto it = std::find_if(lanes_.begin(), lanes_.end(),
                               [&name](const Lane& lane) { return lane.name == name; });
  return it == lanes_.end() ? nullptr : &*it;
}

AssignedPartition* TopicLanes::Find(const TopicPartition& at) {
  Lane* lane = Find(at.topic);
  if (lane == nullptr) return nullptr;
  const auto it = lane->partitions.find(at.partition);
  return it == lane->partitions.end() ? nullptr : &it->second;
}

void TopicLanes::Add(Lane* lane, uint32_t partition) {
  AssignedPartition& added = lane->partitions[partition];
  added = AssignedPartition{};
  added.moved_at = absl::Now();
  added.queue.reset(
      rd_kafka_queue_get_partition(client_, lane->name.c_str(), static_cast<int32_t>(partition)));
  if (added.queue != nullptr) rd_kafka_queue_forward(added.queue.get(), lane->queue.get());
}

void TopicLanes::Remove(const std::vector<uint32_t>& partitions) {
  for (Lane& lane : lanes_) {
    for (const uint32_t p : partitions) lane.partitions.erase(p);
  }
}

bool TopicLanes::empty() const {
  return std::all_of(lanes_.begin(), lanes_.end(),
                     [](const Lane& lane) { return lane.partitions.empty(); });
}

std::vector<TopicPartition> TopicLanes::OnAllTopics(const std::vector<uint32_t>& partitions) const {
  std::vector<TopicPartition> all;
  for (const Lane& lane : lanes_) {
    for (const uint32_t p : partitions) all.push_back({lane.topic, p});
  }
  return all;
}

std::pair<Lane*, MessageHandle> TopicLanes::Next() {
  // A queue that is not empty may still give nothing, when all in it is of a former assignment.
  for (size_t tries = 0; tries <= lanes_.size(); ++tries) {
    Lane* best = nullptr;
    int64_t total = 0;
    for (Lane& lane : lanes_) {
      if (rd_kafka_queue_length(lane.queue.get()) == 0) continue;
      lane.credit += lane.weight;
      total += lane.weight;
      if (best == nullptr || lane.credit > best->credit) best = &lane;
    }
    if (best == nullptr) break;
    best->credit -= total;
    if (MessageHandle message{rd_kafka_consume_queue(best->queue.get(), 0)}) {
      return {best, std::move(message)};
    }
  }
  return {nullptr, nullptr};
}

}  // namespace utvalg::kafka
