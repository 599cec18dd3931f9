// SPDX-License-Identifier: Apache-2.0
//
// KafkaConsumer: partitions that come and go.
#include <algorithm>
#include <utility>

#include "absl/time/clock.h"
#include "common/base/strings.h"
#include "common/log/kafka/cluster.h"
#include "common/log/kafka/kafka_consumer.h"
#include "common/log/kafka/kafka_errors.h"

namespace utvalg::kafka {
namespace {

constexpr int kCloseStepMs = 100;

}  // namespace

void KafkaConsumer::OnRebalance(rd_kafka_t* client, rd_kafka_resp_err_t what,
                                rd_kafka_topic_partition_list_t* list, void* context) {
  KafkaConsumer* self = static_cast<ClientContext*>(context)->consumer;
  std::vector<uint32_t> partitions;
  for (int i = 0; i < list->cnt; ++i) {
    partitions.push_back(static_cast<uint32_t>(list->elems[i].partition));
  }
  if (what == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS) {
    self->Assign(partitions);
  } else {
    self->lost_ = rd_kafka_assignment_lost(client) != 0;
    self->Revoke(partitions);
    self->lost_ = false;
  }
}

void KafkaConsumer::Assign(const std::vector<uint32_t>& partitions) {
  changed_ = true;
  for (Lane& lane : lanes_.lanes()) {
    for (const uint32_t p : partitions) lanes_.Add(&lane, p);
    // Of topics it does not subscribe to the library asks for the leaders only after some seconds.
    if (!std::exchange(lane.leaders_known, true)) {
      static_cast<void>(DescribeTopic(client_, lane.name, log().request_patience));
    }
  }
  const std::vector<TopicPartition> all = lanes_.OnAllTopics(partitions);
  const PartitionsHandle list = ListOf(all);
  // Without a position of ours: the committed one, or for a reader of its own the beginning.
  const int64_t otherwise = grouped() ? RD_KAFKA_OFFSET_INVALID : RD_KAFKA_OFFSET_BEGINNING;
  for (int i = 0; i < list->cnt; ++i) list->elems[i].offset = otherwise;
  if (setup_.consumer.listener != nullptr && !all.empty()) {
    assigning_ = true;
    auto starts = setup_.consumer.listener->OnAssigned(all);
    absl::Status status = starts.status();
    for (size_t i = 0; starts.ok() && i < starts->size(); ++i) status.Update(Seek((*starts)[i]));
    assigning_ = false;
    // From a wrong position nothing may be read, now or later.
    failed_.Update(status);
    for (int i = 0; starts.ok() && i < list->cnt; ++i) {
      const auto start = std::find_if(
          starts->begin(), starts->end(),
          [&](const Position& position) { return position.at == all[static_cast<size_t>(i)]; });
      if (start != starts->end()) {
        list->elems[i].offset = static_cast<int64_t>(start->next_offset);
      }
    }
  }
  if (grouped()) {
    const ErrorHandle error(rd_kafka_incremental_assign(client_, list.get()));
    if (error != nullptr) {
      failed_.Update(absl::InternalError(
          Cat("Kafka, take partitions: ", rd_kafka_err2name(rd_kafka_error_code(error.get())))));
    }
  } else {
    failed_.Update(ToStatus(rd_kafka_assign(client_, list.get()), "take all partitions"));
  }
  std::vector<TopicPartition> paused;
  for (const TopicPartition& at : all) {
    if (lanes_.Find(at)->paused) paused.push_back(at);
  }
  PauseInClient(paused, true);
}

void KafkaConsumer::Revoke(const std::vector<uint32_t>& partitions) {
  changed_ = true;
  LetGo(partitions);
  const PartitionsHandle list = ListOf(lanes_.OnAllTopics(partitions));
  const ErrorHandle error(rd_kafka_incremental_unassign(client_, list.get()));
  if (error != nullptr) {
    failed_.Update(absl::InternalError(
        Cat("Kafka, give up partitions: ", rd_kafka_err2name(rd_kafka_error_code(error.get())))));
  }
}

// Of the partitions those that are still the caller's of Poll stop being that.
void KafkaConsumer::LetGo(const std::vector<uint32_t>& partitions) {
  std::vector<uint32_t> owned;
  for (const uint32_t p : partitions) {
    if (lanes_.lanes().front().partitions.contains(p)) owned.push_back(p);
  }
  if (setup_.consumer.listener != nullptr && !owned.empty()) {
    setup_.consumer.listener->OnRevoked(lanes_.OnAllTopics(owned));
  }
  lanes_.Remove(owned);
  std::erase_if(unsettled_, [&partitions](const Position& position) {
    return std::find(partitions.begin(), partitions.end(), position.at.partition) !=
           partitions.end();
  });
}

PartitionsHandle KafkaConsumer::ListOf(const std::vector<TopicPartition>& partitions) const {
  PartitionsHandle list(rd_kafka_topic_partition_list_new(static_cast<int>(partitions.size())));
  for (const TopicPartition& at : partitions) {
    rd_kafka_topic_partition_list_add(list.get(), Cat(log().prefix, at.topic).c_str(),
                                      static_cast<int32_t>(at.partition));
  }
  return list;
}

void KafkaConsumer::PauseInClient(const std::vector<TopicPartition>& partitions, bool pause) {
  std::vector<TopicPartition> assigned;
  for (const TopicPartition& at : partitions) {
    if (lanes_.Find(at) != nullptr) assigned.push_back(at);
  }
  if (assigned.empty() || assigning_) return;
  const PartitionsHandle list = ListOf(assigned);
  // Should it fail, records that come all the same are held until Resume.
  if (pause) {
    rd_kafka_pause_partitions(client_, list.get());
  } else {
    rd_kafka_resume_partitions(client_, list.get());
  }
}

// False when the library does not let go in time (librdkafka #4527).
bool KafkaConsumer::LeaveGroup() {
  std::vector<uint32_t> all;
  for (const auto& [p, partition] : lanes_.lanes().front().partitions) all.push_back(p);
  // Before the library leaves: from then on it commits nothing more.
  LetGo(all);
  if (!grouped()) {
    // Whatever is still fetched would keep the client alive.
    rd_kafka_assign(client_, nullptr);
    return true;
  }
  const absl::Time deadline = absl::Now() + absl::FromChrono(log().close_patience);
  const QueueHandle queue(rd_kafka_queue_new(client_));
  const ErrorHandle error(rd_kafka_consumer_close_queue(client_, queue.get()));
  // Rebalance callbacks are served here.
  while (error == nullptr && rd_kafka_consumer_closed(client_) == 0 && absl::Now() < deadline) {
    const MessageHandle message(rd_kafka_consume_queue(queue.get(), kCloseStepMs));
  }
  return error == nullptr && rd_kafka_consumer_closed(client_) != 0;
}

}  // namespace utvalg::kafka
