// SPDX-License-Identifier: Apache-2.0
//
// How a librdkafka client is configured, made and ended. Every setting that a promise of log.h
// rests on stands in client.cc, once.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/log/kafka/handles.h"
#include "common/log/kafka/kafka_log.h"

namespace utvalg::kafka {

class KafkaConsumer;

// What the callbacks of a client find. Lives as long as the client.
struct ClientContext {
  std::function<void(std::string_view code, int severity)> on_client_message;
  KafkaConsumer* consumer = nullptr;  // Of a consumer's client.
};

// Settings of one client, under librdkafka's names. The first refusal is kept.
class ClientConf {
 public:
  // What all clients share: addresses, security, client id, messages of the library.
  ClientConf(const KafkaLogOptions& options, ClientContext* context);

  void Set(const char* name, const std::string& value);
  void Set(const char* name, std::chrono::milliseconds value);
  rd_kafka_conf_t* get() { return conf_.get(); }

  // INVALID_ARGUMENT: what librdkafka says of a setting.
  absl::StatusOr<rd_kafka_t*> Make(rd_kafka_type_t type);

 private:
  ConfHandle conf_;
  absl::Status status_;
};

// The client that appends and asks.
ClientConf ProducerConf(const KafkaLogOptions& options, ClientContext* context);
// The client of one consumer. group "" = a reader of its own; instance "" = no static membership.
ClientConf ConsumerConf(const KafkaLogOptions& options, ClientContext* context,
                        const std::string& group, const std::string& instance);

// Destroys the client; false when it did not come to an end in time and was left behind.
bool EndClient(rd_kafka_t* client, std::shared_ptr<ClientContext> context,
               std::chrono::milliseconds patience);

}  // namespace utvalg::kafka
