// SPDX-License-Identifier: Apache-2.0
#include "common/log/kafka/kafka_producer.h"

#include <utility>

#include "absl/time/time.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/log/kafka/client.h"
#include "common/log/kafka/kafka_errors.h"
#include "common/log/topics.h"

namespace utvalg::kafka {
namespace {

constexpr int kPollMs = 100;

}  // namespace

// The records of one Append; lives until the last of them was answered.
struct KafkaProducer::Batch {
  absl::Mutex mutex;
  size_t open ABSL_GUARDED_BY(mutex) = 0;  // Sent and not answered.
  absl::Status error ABSL_GUARDED_BY(mutex);

  bool Answered() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex) { return open == 0; }
};

struct KafkaProducer::Slot {
  KafkaProducer* producer = nullptr;
  Batch* batch = nullptr;
  int64_t offset = RD_KAFKA_OFFSET_INVALID;
};

absl::StatusOr<std::unique_ptr<KafkaProducer>> KafkaProducer::Create(
    const KafkaLogOptions& options) {
  auto context = std::make_shared<ClientContext>();
  ClientConf conf = ProducerConf(options, context.get());
  rd_kafka_conf_set_dr_msg_cb(conf.get(), OnDelivery);
  UTVALG_ASSIGN_OR_RETURN(rd_kafka_t* const client, conf.Make(RD_KAFKA_PRODUCER));
  return std::unique_ptr<KafkaProducer>(new KafkaProducer(options, std::move(context), client));
}

KafkaProducer::KafkaProducer(const KafkaLogOptions& options, std::shared_ptr<ClientContext> context,
                             rd_kafka_t* client)
    : options_(options), context_(std::move(context)), client_(client) {
  for (const std::string& topic : options.topics) {
    topics_[topic].reset(rd_kafka_topic_new(client_, Cat(options.prefix, topic).c_str(), nullptr));
  }
  thread_ = std::thread([this] { Run(); });
}

KafkaProducer::~KafkaProducer() {
  rd_kafka_flush(client_, static_cast<int>(options_.close_patience.count()));
  stop_ = true;
  thread_.join();
  topics_.clear();
  EndClient(client_, context_, options_.close_patience);
}

void KafkaProducer::Run() {
  while (!stop_) rd_kafka_poll(client_, kPollMs);
}

void KafkaProducer::OnDelivery(rd_kafka_t* /*client*/, const rd_kafka_message_t* message,
                               void* /*opaque*/) {
  Slot* slot = static_cast<Slot*>(message->_private);
  KafkaProducer* producer = slot->producer;
  {
    Batch* batch = slot->batch;
    absl::MutexLock lock(&batch->mutex);
    slot->offset = message->offset;
    batch->error.Update(ToStatus(message->err, "append"));
    // Acknowledged, but nobody says where: the broker took it for a duplicate.
    if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR && message->offset < 0) {
      batch->error.Update(absl::UnavailableError("Kafka, append: the broker names no offset"));
    }
    --batch->open;  // The appender may go on, and slot and batch with it, after this lock.
  }
  absl::MutexLock lock(&producer->room_mutex_);
  producer->room_.SignalAll();
}

absl::StatusOr<std::vector<Position>> KafkaProducer::Append(const std::vector<NewRecord>& records,
                                                            uint32_t partitions) {
  std::vector<Position> positions;
  positions.reserve(records.size());
  for (const NewRecord& record : records) {
    if (record.key.empty()) return absl::InvalidArgumentError("a record needs a key");
    const auto topic = topics_.find(record.topic);
    if (topic == topics_.end()) return absl::InvalidArgumentError(Cat("no topic ", record.topic));
    positions.push_back({{record.topic, PartitionOf(record.key, partitions)}, 0});
  }
  Batch batch;
  std::vector<Slot> slots(records.size(), {this, &batch});
  absl::Status status;
  for (size_t i = 0; i < records.size() && status.ok(); ++i) {
    status = Send(records[i], positions[i].at.partition, &slots[i]);
  }
  // Whatever was sent refers to records, slots and batch: wait for it in any case.
  absl::MutexLock lock(&batch.mutex);
  batch.mutex.Await(absl::Condition(&batch, &Batch::Answered));
  status.Update(batch.error);
  // A client that can send nothing more fails each record for itself; say why.
  if (absl::Status fatal = FatalErrorOf(client_); !fatal.ok()) return fatal;
  if (!status.ok()) return status;
  for (size_t i = 0; i < slots.size(); ++i) {
    positions[i].next_offset = static_cast<uint64_t>(slots[i].offset) + 1;
  }
  return positions;
}

absl::Status KafkaProducer::Send(const NewRecord& record, uint32_t partition, Slot* slot) {
  HeadersHandle headers;
  if (!record.headers.empty()) {
    headers.reset(rd_kafka_headers_new(record.headers.size()));
    for (const RecordHeader& header : record.headers) {
      rd_kafka_header_add(headers.get(), header.name.data(),
                          static_cast<ssize_t>(header.name.size()), header.value.data(),
                          static_cast<ssize_t>(header.value.size()));
    }
  }
  // Nothing is copied: key and value stay where they are until the broker answered. An empty value
  // is Kafka's null.
  void* const value = record.value.empty() ? nullptr : const_cast<char*>(record.value.data());
  for (;;) {
    {
      absl::MutexLock lock(&slot->batch->mutex);
      ++slot->batch->open;
    }
    const rd_kafka_resp_err_t error = rd_kafka_producev(
        client_, RD_KAFKA_V_RKT(topics_.find(record.topic)->second.get()),
        RD_KAFKA_V_PARTITION(static_cast<int32_t>(partition)),
        RD_KAFKA_V_KEY(record.key.data(), record.key.size()),
        RD_KAFKA_V_VALUE(value, record.value.size()), RD_KAFKA_V_HEADERS(headers.get()),
        RD_KAFKA_V_OPAQUE(slot), RD_KAFKA_V_END);
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR) {
      static_cast<void>(headers.release());  // The message's now.
      return absl::OkStatus();
    }
    {
      absl::MutexLock lock(&slot->batch->mutex);
      --slot->batch->open;
    }
    if (error != RD_KAFKA_RESP_ERR__QUEUE_FULL || !AwaitRoom()) {
      return ToStatus(error, Cat("append to ", record.topic));
    }
  }
}

bool KafkaProducer::AwaitRoom() {
  absl::MutexLock lock(&room_mutex_);
  return !room_.WaitWithTimeout(&room_mutex_, absl::FromChrono(options_.append_patience));
}

}  // namespace utvalg::kafka
