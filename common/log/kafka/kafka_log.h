// SPDX-License-Identifier: Apache-2.0
//
// The event log on Apache Kafka, through librdkafka. For services that run as processes of their
// own. What it promises is log.h; how it keeps that on a broker is docs/adr/0008.
//
//   KafkaLogOptions options;                 // or KafkaOptionsFrom(...), kafka_options.h
//   options.bootstrap = "127.0.0.1:9092";
//   UTVALG_ASSIGN_OR_RETURN(std::unique_ptr<KafkaLog> log, KafkaLog::Open(std::move(options)));
//
// The topics must be there (`utvalg topics apply`). No transactions: the producer is idempotent,
// positions move after effects, and what reads a record twice does its work once.
//
// INTERNAL, from Append or Poll, means that this process cannot go on with the broker: fenced by
// another one of the same instance id, or a fatal error of the client. End the process; a new one
// starts where the positions are.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/log/log.h"

namespace utvalg {

class Tracer;

// How the broker is spoken to. Empty strings leave librdkafka's default.
struct KafkaSecurity {
  std::string protocol = "plaintext";  // plaintext, ssl, sasl_plaintext, sasl_ssl.
  std::string sasl_mechanism;          // PLAIN, SCRAM-SHA-256, SCRAM-SHA-512.
  std::string username;
  std::string password;
  std::string ca_file;           // PEM; the broker's certificate must follow from it.
  std::string certificate_file;  // PEM; ours, for mutual TLS.
  std::string key_file;
  std::string key_password;
};

// All topics of topics.h with their dead letters.
std::vector<std::string> AllTopics();

struct KafkaLogOptions {
  std::string bootstrap;  // host:port[,host:port...]
  KafkaSecurity security;
  // Shown in the broker's logs and quotas.
  std::string client_id = "utvalg";
  // Static membership: the name of this process among the members of its groups, the same after a
  // restart (the pod's name). A restart within session_timeout then moves no partition. Empty: the
  // partitions move when the process ends.
  std::string instance_id;
  // Before every topic and group on the broker, for several installations on one cluster.
  std::string prefix;
  // What this process reads or writes. Open fails when one is missing or they differ in partitions.
  std::vector<std::string> topics = AllTopics();

  std::chrono::milliseconds open_patience{30'000};     // For the first answer of a broker.
  std::chrono::milliseconds append_patience{30'000};   // Then Append is UNAVAILABLE.
  std::chrono::milliseconds request_patience{10'000};  // A commit or a question to the broker.
  std::chrono::milliseconds session_timeout{10'000};   // A silent member loses its partitions.
  std::chrono::milliseconds poll_limit{300'000};       // So does one that does not Poll.
  // Of a partition that has records and gives none, though the broker answers (librdkafka #5153):
  // then it is asked for anew, and after as long again the consumer is fatal.
  std::chrono::milliseconds stall_patience{60'000};
  std::chrono::milliseconds close_patience{10'000};  // Then a consumer is abandoned.
  uint32_t prefetch_kbytes = 8192;  // Held in memory ahead of Poll, for each topic.
  uint32_t max_record_bytes =
      8U << 20U;  // Larger ones are INVALID_ARGUMENT. As the topics have it.
  uint32_t append_buffer_kbytes = 65536;  // Waiting for the broker; then Append waits.

  // Records with a traceparent get a span for being sent, which is then their traceparent. Null:
  // none. Must outlive the log.
  Tracer* tracer = nullptr;

  // Told once, from any thread, when the process must end; the status is INTERNAL.
  std::function<void(const absl::Status&)> on_fatal;
  // Told when a partition stood still and is asked for anew. On the thread that polls.
  std::function<void(std::string_view topic, uint32_t partition)> on_stall;
  // What librdkafka says of itself: its code ("REQTMOUT") and syslog severity. From any thread.
  std::function<void(std::string_view code, int severity)> on_client_message;
};

class KafkaLog final : public Log {
 public:
  // UNAVAILABLE: no broker answered in time. FAILED_PRECONDITION: topics are missing or unequal.
  // PERMISSION_DENIED. INVALID_ARGUMENT: an option that librdkafka does not take.
  static absl::StatusOr<std::unique_ptr<KafkaLog>> Open(KafkaLogOptions options);
  // Sends what is left, within close_patience.
  ~KafkaLog() override;

  absl::StatusOr<std::vector<Position>> Append(std::vector<NewRecord> records) override;
  // The members of a group in other processes must read the same topics: only those of this process
  // are checked.
  absl::StatusOr<std::unique_ptr<Consumer>> Subscribe(ConsumerOptions options) override;
  absl::StatusOr<std::vector<Position>> EndPositions(std::string_view topic) const override;
  absl::StatusOr<std::vector<Position>> CommittedPositions(std::string_view group,
                                                           std::string_view topic) const override;
  uint32_t partitions() const override;

 private:
  class Impl;
  explicit KafkaLog(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace utvalg
