// SPDX-License-Identifier: Apache-2.0
#include "common/log/kafka/kafka_consumer.h"

#include <algorithm>
#include <utility>

#include "absl/time/clock.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/log/kafka/client.h"
#include "common/log/kafka/kafka_errors.h"

namespace utvalg::kafka {
namespace {

// A queue that fills wakes Poll; this only bounds what a missed waking would cost.
constexpr absl::Duration kLongestWait = absl::Milliseconds(500);

Record ToRecord(const std::string& topic, const rd_kafka_message_t& message) {
  Record record;
  record.at = {topic, static_cast<uint32_t>(message.partition)};
  record.offset = static_cast<uint64_t>(message.offset);
  record.key.assign(static_cast<const char*>(message.key), message.key_len);
  record.value.assign(static_cast<const char*>(message.payload), message.len);
  record.produced_at_ms = std::max<int64_t>(0, rd_kafka_message_timestamp(&message, nullptr));
  rd_kafka_headers_t* headers = nullptr;
  if (rd_kafka_message_headers(&message, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR) return record;
  const char* name = nullptr;
  const void* value = nullptr;
  size_t size = 0;
  for (size_t i = 0;
       rd_kafka_header_get_all(headers, i, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR;
       ++i) {
    record.headers.push_back({name, std::string(static_cast<const char*>(value), size)});
  }
  return record;
}

}  // namespace

absl::StatusOr<std::unique_ptr<KafkaConsumer>> KafkaConsumer::Create(Setup setup) {
  auto context = std::make_shared<ClientContext>();
  ClientConf conf = ConsumerConf(*setup.log, context.get(), setup.consumer.group, setup.instance);
  rd_kafka_conf_set_rebalance_cb(conf.get(), OnRebalance);
  UTVALG_ASSIGN_OR_RETURN(rd_kafka_t* const client, conf.Make(RD_KAFKA_CONSUMER));
  rd_kafka_poll_set_consumer(client);
  std::unique_ptr<KafkaConsumer> consumer(
      new KafkaConsumer(std::move(setup), std::move(context), client));
  UTVALG_RETURN_IF_ERROR(consumer->Begin());
  return consumer;
}

KafkaConsumer::KafkaConsumer(Setup setup, std::shared_ptr<ClientContext> context,
                             rd_kafka_t* client)
    : setup_(std::move(setup)),
      context_(std::move(context)),
      client_(client),
      group_queue_(rd_kafka_queue_get_consumer(client)),
      lanes_(client, setup_.consumer.topics, setup_.log->prefix, OnQueue, this) {
  context_->consumer = this;
  for (const Lane& lane : lanes_.lanes()) {
    if (lead_.empty() || lane.name < lead_) lead_ = lane.name;
  }
  rd_kafka_queue_cb_event_enable(group_queue_.get(), OnQueue, this);
}

absl::Status KafkaConsumer::Begin() {
  if (!grouped()) return absl::OkStatus();
  const PartitionsHandle topics(rd_kafka_topic_partition_list_new(1));
  rd_kafka_topic_partition_list_add(topics.get(), lead_.c_str(), RD_KAFKA_PARTITION_UA);
  return ToStatus(rd_kafka_subscribe(client_, topics.get()), Cat("subscribe to ", lead_));
}

KafkaConsumer::~KafkaConsumer() {
  Close();
  rd_kafka_queue_cb_event_enable(group_queue_.get(), nullptr, nullptr);
  group_queue_.reset();
  lanes_.Clear();
  EndClient(client_, context_, log().close_patience);
}

absl::StatusOr<std::vector<Record>> KafkaConsumer::Poll(size_t max_records,
                                                        std::chrono::milliseconds wait) {
  const absl::Time deadline = absl::Now() + absl::FromChrono(wait);
  while (!closed_) {
    if (!grouped() && !std::exchange(begun_, true)) {
      std::vector<uint32_t> all;
      for (uint32_t p = 0; p < setup_.partitions; ++p) all.push_back(p);
      Assign(all);
    }
    {
      absl::MutexLock lock(&mutex_);
      signalled_ = false;  // Before looking: what comes from now on signals again.
    }
    ServeGroup();
    RetryCommit();
    WatchForStalls();
    if (grouped() && std::exchange(changed_, false) && failed_.ok()) break;
    std::vector<Record> records = Take(max_records);
    if (!failed_.ok()) return failed_;
    if (std::exchange(ended_, false) || !records.empty()) return records;
    if (!Await(deadline)) break;
  }
  return std::vector<Record>();
}

void KafkaConsumer::ServeGroup() {
  // Rebalances come here, as callbacks, and what is wrong with the whole client.
  while (MessageHandle message{rd_kafka_consumer_poll(client_, 0)}) {
    Lane* lane =
        message->rkt == nullptr ? nullptr : lanes_.FindByName(rd_kafka_topic_name(message->rkt));
    if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR) {
      OnError(lane, *message);
    } else if (lane != nullptr) {
      // A record of a partition whose queue could not be led into its lane.
      const auto it = lane->partitions.find(static_cast<uint32_t>(message->partition));
      if (it != lane->partitions.end()) Accept(lane, *message, nullptr);
    }
  }
}

std::vector<Record> KafkaConsumer::Take(size_t max_records) {
  std::vector<Record> records;
  for (Lane& lane : lanes_.lanes()) {
    for (auto& [p, partition] : lane.partitions) {
      while (!partition.paused && !partition.held.empty() && records.size() < max_records) {
        records.push_back(std::move(partition.held.front()));
        partition.held.pop_front();
      }
    }
  }
  while (records.size() < max_records && failed_.ok()) {
    const auto [lane, message] = lanes_.Next();
    if (lane == nullptr) break;
    if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
      Accept(lane, *message, &records);
    } else {
      OnError(lane, *message);
    }
  }
  return records;
}

// To the records, or to what is held of its partition when that is paused or `records` is null.
void KafkaConsumer::Accept(Lane* lane, const rd_kafka_message_t& message,
                           std::vector<Record>* records) {
  const auto it = lane->partitions.find(static_cast<uint32_t>(message.partition));
  if (it == lane->partitions.end()) return;  // Given up meanwhile.
  AssignedPartition& partition = it->second;
  const auto offset = static_cast<uint64_t>(message.offset);
  // Fetched again after a pause or a rebalance (librdkafka #4636, #4686).
  if (offset < partition.expected) return;
  NoteMove(&partition, offset + 1);
  Record record = ToRecord(lane->topic, message);
  if (partition.paused || records == nullptr) {
    partition.held.push_back(std::move(record));
  } else {
    records->push_back(std::move(record));
  }
}

// The partition has nothing behind `end`. Between its last record and there compaction may have
// left a gap.
void KafkaConsumer::OnEnd(Lane* lane, uint32_t p, uint64_t end) {
  const auto it = lane->partitions.find(p);
  if (it == lane->partitions.end()) return;
  AssignedPartition& partition = it->second;
  if (end < partition.expected) {
    // What was read is gone, and what comes in its place would be taken for known.
    failed_.Update(absl::DataLossError(Cat("partition ", p, " of ", lane->topic, " ends at ", end,
                                           ", before position ", partition.expected,
                                           ": it lost records or was made anew")));
    return;
  }
  ended_ |= partition.expected < end;
  NoteMove(&partition, end);
}

void KafkaConsumer::OnError(Lane* lane, const rd_kafka_message_t& message) {
  const std::string where = lane == nullptr
                                ? Cat("group ", setup_.consumer.group)
                                : Cat("read partition ", message.partition, " of ", lane->topic);
  switch (message.err) {
    case RD_KAFKA_RESP_ERR__PARTITION_EOF:
      if (lane != nullptr) {
        OnEnd(lane, static_cast<uint32_t>(message.partition),
              static_cast<uint64_t>(message.offset));
      }
      return;
    case RD_KAFKA_RESP_ERR__FATAL:
      failed_.Update(FatalErrorOf(client_));
      if (setup_.on_fatal) setup_.on_fatal(failed_);
      return;
    default:
      // The library tries again by itself. A record it skips as damaged is the end.
      if (const absl::Status status = ToStatus(message.err, where); absl::IsDataLoss(status)) {
        failed_.Update(absl::DataLossError(Cat(std::string(status.message()), " at offset ",
                                               message.offset, ": the record is damaged")));
      }
  }
}

// False when the wait is over without anything new.
bool KafkaConsumer::Await(absl::Time deadline) {
  const absl::Time until = std::min(deadline, absl::Now() + kLongestWait);
  absl::MutexLock lock(&mutex_);
  while (!woken_ && !signalled_ && absl::Now() < until) {
    wake_up_.WaitWithDeadline(&mutex_, until);
  }
  if (std::exchange(woken_, false)) return false;
  return signalled_ || absl::Now() < deadline;
}

void KafkaConsumer::OnQueue(rd_kafka_t* /*client*/, void* consumer) {
  auto* self = static_cast<KafkaConsumer*>(consumer);
  absl::MutexLock lock(&self->mutex_);
  self->signalled_ = true;
  self->wake_up_.Signal();
}

absl::Status KafkaConsumer::Seek(const Position& position) {
  AssignedPartition* partition = lanes_.Find(position.at);
  if (partition == nullptr) {
    return absl::NotFoundError(
        Cat("partition ", position.at.partition, " of ", position.at.topic, " is not assigned"));
  }
  partition->held.clear();
  NoteMove(partition, position.next_offset);
  if (assigning_) return absl::OkStatus();
  const PartitionsHandle list = ListOf({position.at});
  list->elems[0].offset = static_cast<int64_t>(position.next_offset);
  const ErrorHandle error(rd_kafka_seek_partitions(
      client_, list.get(), static_cast<int>(log().request_patience.count())));
  const std::string what = Cat("seek in ", position.at.topic);
  if (error != nullptr) return ToStatus(rd_kafka_error_code(error.get()), what);
  return ToStatus(list->elems[0].err, what);
}

void KafkaConsumer::Pause(const std::vector<TopicPartition>& partitions) {
  for (const TopicPartition& at : partitions) {
    if (AssignedPartition* partition = lanes_.Find(at)) partition->paused = true;
  }
  PauseInClient(partitions, true);
}

void KafkaConsumer::Resume(const std::vector<TopicPartition>& partitions) {
  for (const TopicPartition& at : partitions) {
    if (AssignedPartition* partition = lanes_.Find(at)) partition->paused = false;
  }
  PauseInClient(partitions, false);
}

std::vector<Position> KafkaConsumer::Positions() const {
  std::vector<Position> all;
  for (const Lane& lane : lanes_.lanes()) {
    for (const auto& [p, partition] : lane.partitions) {
      all.push_back({{lane.topic, p}, partition.next()});
    }
  }
  return all;
}

void KafkaConsumer::Wake() {
  absl::MutexLock lock(&mutex_);
  woken_ = true;
  wake_up_.Signal();
}

void KafkaConsumer::Close() {
  if (closed_) return;
  if (!LeaveGroup()) {
    absl::Status status = absl::InternalError(
        Cat("Kafka, leaving group ", setup_.consumer.group, " did not come to an end"));
    if (setup_.on_fatal) setup_.on_fatal(status);
  }
  closed_ = true;
  if (setup_.on_closed) setup_.on_closed();
}

}  // namespace utvalg::kafka
