// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/bare_producer.h"

#include <chrono>
#include <cstdlib>

#include "common/base/strings.h"
#include "common/log/topics.h"

namespace utvalg {

BareProducer::BareProducer(const KafkaLogOptions& options, const std::string& topic)
    : context_(std::make_shared<kafka::ClientContext>()) {
  kafka::ClientConf conf = kafka::ProducerConf(options, context_.get());
  rd_kafka_conf_set_dr_msg_cb(
      conf.get(), [](rd_kafka_t*, const rd_kafka_message_t* message, void*) {
        if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR) std::abort();
        auto* const delivered = static_cast<std::atomic<int64_t>*>(message->_private);
        delivered->fetch_add(1);
        delivered->notify_all();
      });
  client_ = *conf.Make(RD_KAFKA_PRODUCER);
  topic_.reset(rd_kafka_topic_new(client_, Cat(options.prefix, topic).c_str(), nullptr));
}

BareProducer::~BareProducer() {
  topic_.reset();
  kafka::EndClient(client_, context_, std::chrono::seconds(10));
}

void BareProducer::Send(const void* key, size_t key_size, void* value, size_t size,
                        int32_t partition, std::atomic<int64_t>* delivered) {
  while (rd_kafka_produce(topic_.get(), partition, RD_KAFKA_MSG_F_COPY, value, size, key, key_size,
                          delivered) != 0) {
    rd_kafka_poll(client_, 10);
  }
}

void BareProducer::WaitFor(const std::atomic<int64_t>& delivered, int64_t count) {
  while (delivered < count) rd_kafka_poll(client_, 100);
}

ServedBareProducer::ServedBareProducer(const KafkaLogOptions& options, const std::string& topic,
                                       int writers)
    : producer_(options, topic), delivered_(static_cast<size_t>(writers)), server_([this] {
        while (!stop_) producer_.Serve();
      }) {}

ServedBareProducer::~ServedBareProducer() {
  stop_ = true;
  server_.join();
}

void ServedBareProducer::Write(int writer, const std::string& key, std::string value) const {
  std::atomic<int64_t>& mine = delivered_[static_cast<size_t>(writer)];
  const int64_t before = mine;
  producer_.Send(key.data(), key.size(), value.data(), value.size(),
                 static_cast<int32_t>(PartitionOf(key, kDefaultPartitions)), &mine);
  mine.wait(before);
}

}  // namespace utvalg
