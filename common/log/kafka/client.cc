// SPDX-License-Identifier: Apache-2.0
#include "common/log/kafka/client.h"

#include <algorithm>
#include <future>
#include <memory>
#include <thread>
#include <utility>

#include "common/base/strings.h"

namespace utvalg::kafka {
namespace {

constexpr size_t kMessageBytes = 512;

void OnMessage(const rd_kafka_t* client, int severity, const char* code, const char* /*text*/) {
  // The text may quote what brokers say; the code says enough.
  const auto* context = static_cast<const ClientContext*>(rd_kafka_opaque(client));
  if (context->on_client_message) context->on_client_message(code, severity);
}

void SetSecurity(const KafkaSecurity& security, ClientConf* conf) {
  const auto set = [conf](const char* name, const std::string& value) {
    if (!value.empty()) conf->Set(name, value);
  };
  set("security.protocol", security.protocol);
  set("sasl.mechanism", security.sasl_mechanism);
  set("sasl.username", security.username);
  set("sasl.password", security.password);
  set("ssl.ca.location", security.ca_file);
  set("ssl.certificate.location", security.certificate_file);
  set("ssl.key.location", security.key_file);
  set("ssl.key.password", security.key_password);
  conf->Set("ssl.endpoint.identification.algorithm", "https");
}

}  // namespace

ClientConf::ClientConf(const KafkaLogOptions& options, ClientContext* context)
    : conf_(rd_kafka_conf_new()) {
  context->on_client_message = options.on_client_message;
  rd_kafka_conf_set_opaque(conf_.get(), context);
  rd_kafka_conf_set_log_cb(conf_.get(), OnMessage);
  Set("bootstrap.servers", options.bootstrap);
  Set("client.id", options.client_id);
  SetSecurity(options.security, this);
  // Topics are declared (deploy/topics.yaml), never made by a typing error.
  Set("allow.auto.create.topics", "false");
  // Records larger than this come through all the same, one at a time.
  Set("message.max.bytes", Cat(options.max_record_bytes));
  // A broker that comes back is found again quickly.
  Set("reconnect.backoff.max.ms", std::chrono::milliseconds(2000));
  Set("socket.keepalive.enable", "true");
  Set("topic.metadata.refresh.interval.ms", std::chrono::milliseconds(60'000));
}

void ClientConf::Set(const char* name, const std::string& value) {
  char message[kMessageBytes];
  if (rd_kafka_conf_set(conf_.get(), name, value.c_str(), message, sizeof message) !=
      RD_KAFKA_CONF_OK) {
    status_.Update(absl::InvalidArgumentError(Cat("Kafka setting ", name, ": ", message)));
  }
}

void ClientConf::Set(const char* name, std::chrono::milliseconds value) {
  Set(name, Cat(value.count()));
}

absl::StatusOr<rd_kafka_t*> ClientConf::Make(rd_kafka_type_t type) {
  if (!status_.ok()) return status_;
  char message[kMessageBytes];
  rd_kafka_t* client = rd_kafka_new(type, conf_.get(), message, sizeof message);
  if (client == nullptr) return absl::InvalidArgumentError(Cat("Kafka client: ", message));
  static_cast<void>(conf_.release());  // The client's now.
  return client;
}

ClientConf ProducerConf(const KafkaLogOptions& options, ClientContext* context) {
  ClientConf conf(options, context);
  // No loss, no doubling and no reordering by retries, whatever broker dies.
  conf.Set("enable.idempotence", "true");
  conf.Set("acks", "all");
  // One request under way: a broker that knows nothing of a producer yet takes any first sequence.
  // When it refuses the first batch (it does not lead the new partition yet) and takes the second,
  // the first one tried again counts as a duplicate, and is acknowledged without being in the log.
  conf.Set("max.in.flight.requests.per.connection", "1");
  conf.Set("message.timeout.ms", options.append_patience);
  // Append waits for its records: waiting for more of them would only add to it.
  conf.Set("linger.ms", "0");
  conf.Set("queue.buffering.max.kbytes", Cat(options.append_buffer_kbytes));
  return conf;
}

ClientConf ConsumerConf(const KafkaLogOptions& options, ClientContext* context,
                        const std::string& group, const std::string& instance) {
  ClientConf conf(options, context);
  // A client that assigns itself partitions needs a name too; nothing is ever committed under it.
  conf.Set("group.id", Cat(options.prefix, group.empty() ? "utvalg-reader" : group));
  if (!instance.empty()) conf.Set("group.instance.id", instance);
  conf.Set("partition.assignment.strategy", "cooperative-sticky");
  conf.Set("session.timeout.ms", options.session_timeout);
  // How soon members hear of a change in the group.
  conf.Set("heartbeat.interval.ms",
           std::max(std::chrono::milliseconds(100), options.session_timeout / 10));
  conf.Set("max.poll.interval.ms", std::max(options.poll_limit, options.session_timeout));
  // Positions move after effects, by Commit alone.
  conf.Set("enable.auto.commit", "false");
  conf.Set("enable.auto.offset.store", "false");
  // A group whose positions the broker forgot reads again; it must not skip.
  conf.Set("auto.offset.reset", "earliest");
  conf.Set("check.crcs", "true");
  // Where a partition ends although its last records were compacted away.
  conf.Set("enable.partition.eof", "true");
  conf.Set("queued.min.messages", "1000");
  conf.Set("queued.max.messages.kbytes", Cat(options.prefetch_kbytes));
  conf.Set("fetch.max.bytes", Cat(std::max(options.max_record_bytes, 8U << 20U)));
  conf.Set("fetch.error.backoff.ms", std::chrono::milliseconds(100));
  return conf;
}

bool EndClient(rd_kafka_t* client, std::shared_ptr<ClientContext> context,
               std::chrono::milliseconds patience) {
  // Destroying waits for threads of the library, which 2.0.2 does not always end (librdkafka
  // #4724).
  auto done = std::make_shared<std::promise<void>>();
  std::future<void> ended = done->get_future();
  std::thread([client, done, context = std::move(context)] {
    rd_kafka_destroy_flags(client, RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE);
    done->set_value();
  }).detach();
  return ended.wait_for(patience) == std::future_status::ready;
}

}  // namespace utvalg::kafka
