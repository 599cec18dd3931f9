// SPDX-License-Identifier: Apache-2.0
//
// A reader of the log on Kafka: member of a group, or a reader of its own. See Consumer.
//
// The group shares the partitions of one of its topics, the first by name; a member then reads the
// same partitions of all of them, so that a person belongs to one member whole. Everything happens
// on the thread that polls; librdkafka's threads only wake it.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/log/kafka/client.h"
#include "common/log/kafka/handles.h"
#include "common/log/kafka/kafka_log.h"
#include "common/log/kafka/topic_lanes.h"
#include "common/log/log.h"

namespace utvalg::kafka {

class KafkaConsumer final : public Consumer {
 public:
  struct Setup {
    const KafkaLogOptions* log = nullptr;  // Outlives the consumer.
    ConsumerOptions consumer;
    uint32_t partitions = 0;
    std::string instance;             // Static membership; "" = none.
    std::function<void()> on_closed;  // Called once, at the end of Close.
    std::function<void(const absl::Status&)> on_fatal;
  };
  static absl::StatusOr<std::unique_ptr<KafkaConsumer>> Create(Setup setup);
  ~KafkaConsumer() override;

  absl::StatusOr<std::vector<Record>> Poll(size_t max_records,
                                           std::chrono::milliseconds wait) override;
  absl::Status Commit(const std::vector<Position>& positions) override;
  absl::Status Seek(const Position& position) override;
  void Pause(const std::vector<TopicPartition>& partitions) override;
  void Resume(const std::vector<TopicPartition>& partitions) override;
  std::vector<Position> Positions() const override;
  void Wake() override;
  void Close() override;

 private:
  KafkaConsumer(Setup setup, std::shared_ptr<ClientContext> context, rd_kafka_t* client);

  bool grouped() const { return !setup_.consumer.group.empty(); }
  const KafkaLogOptions& log() const { return *setup_.log; }
  absl::Status Begin();

  // kafka_consumer.cc: reading.
  void ServeGroup();
  std::vector<Record> Take(size_t max_records);
  void Accept(Lane* lane, const rd_kafka_message_t& message, std::vector<Record>* records);
  void OnEnd(Lane* lane, uint32_t partition, uint64_t end);
  void OnError(Lane* lane, const rd_kafka_message_t& message);
  bool Await(absl::Time deadline);
  static void OnQueue(rd_kafka_t* client, void* consumer);

  // consumer_group.cc: partitions that come and go.
  static void OnRebalance(rd_kafka_t* client, rd_kafka_resp_err_t what,
                          rd_kafka_topic_partition_list_t* list, void* opaque);
  void Assign(const std::vector<uint32_t>& partitions);
  void Revoke(const std::vector<uint32_t>& partitions);
  void LetGo(const std::vector<uint32_t>& partitions);
  PartitionsHandle ListOf(const std::vector<TopicPartition>& partitions) const;
  void PauseInClient(const std::vector<TopicPartition>& partitions, bool pause);
  bool LeaveGroup();

  // consumer_watch.cc: partitions that stand still.
  void WatchForStalls();
  void WatchLane(Lane* lane, absl::Time now);
  void NoteMove(AssignedPartition* partition, uint64_t expected);

  // consumer_commit.cc: positions.
  absl::Status LearnCommitted(const std::vector<Position>& positions);
  absl::Status CommitInClient(const std::vector<Position>& positions);
  void RetryCommit();

  const Setup setup_;
  const std::shared_ptr<ClientContext> context_;
  rd_kafka_t* const client_;
  QueueHandle group_queue_;
  TopicLanes lanes_;
  std::string lead_;  // The topic whose partitions the group shares, by the broker's name.

  bool begun_ = false;
  bool closed_ = false;
  bool changed_ = false;    // The assignment, since the last Poll.
  bool ended_ = false;      // A position came to the end of its partition without a record.
  bool assigning_ = false;  // In OnAssigned: positions are taken up afterwards.
  bool lost_ = false;       // In OnRevoked: another member may have the partitions already.
  absl::Status failed_;     // Why no Poll gives anything any more.
  std::vector<Position> unsettled_;  // To be committed again: the broker could not yet.
  absl::Time retry_commit_at_ = absl::InfinitePast();
  absl::Time next_watch_ = absl::InfinitePast();

  absl::Mutex mutex_;
  absl::CondVar wake_up_;
  bool woken_ ABSL_GUARDED_BY(mutex_) = false;      // By Wake.
  bool signalled_ ABSL_GUARDED_BY(mutex_) = false;  // By a queue.
};

}  // namespace utvalg::kafka
