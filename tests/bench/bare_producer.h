// SPDX-License-Identifier: Apache-2.0
//
// librdkafka alone, with the settings of the log: the rival of benchmarks on Kafka. Any failure
// aborts.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "common/log/kafka/client.h"
#include "common/log/kafka/kafka_log.h"

namespace utvalg {

// Whoever sends also serves the client: by WaitFor, or by calling Serve.
class BareProducer {
 public:
  BareProducer(const KafkaLogOptions& options, const std::string& topic);
  ~BareProducer();

  // `delivered` counts when the broker has it; it must outlive that.
  void Send(const void* key, size_t key_size, void* value, size_t size, int32_t partition,
            std::atomic<int64_t>* delivered);
  void WaitFor(const std::atomic<int64_t>& delivered, int64_t count);
  void Serve() { rd_kafka_poll(client_, 10); }

 private:
  std::shared_ptr<kafka::ClientContext> context_;
  rd_kafka_t* client_ = nullptr;
  kafka::TopicHandle topic_;
};

// For writers who each wait for their record, as an upload does; a thread of its own serves them.
class ServedBareProducer {
 public:
  ServedBareProducer(const KafkaLogOptions& options, const std::string& topic, int writers);
  ~ServedBareProducer();

  // Returns when the broker has it. One thread per writer at a time.
  void Write(int writer, const std::string& key, std::string value) const;

 private:
  mutable BareProducer producer_;
  mutable std::vector<std::atomic<int64_t>> delivered_;
  std::atomic<bool> stop_{false};
  std::thread server_;
};

}  // namespace utvalg
