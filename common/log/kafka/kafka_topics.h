// SPDX-License-Identifier: Apache-2.0
//
// Topics as the broker has them: looked at, and made where they are missing. For `utvalg topics`
// and tests. Nothing here changes or deletes a topic.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/log/kafka/kafka_log.h"

namespace utvalg {

struct KafkaTopic {
  std::string name;  // Without the prefix.
  uint32_t partitions = 0;
  uint32_t replication = 0;
  std::map<std::string, std::string> settings;  // Under Kafka's names: cleanup.policy, ...
};

class KafkaTopics {
 public:
  // Of the options: bootstrap, security, prefix and the times. INVALID_ARGUMENT: an option that
  // librdkafka does not take.
  static absl::StatusOr<std::unique_ptr<KafkaTopics>> Connect(KafkaLogOptions options);
  ~KafkaTopics();

  // Those of the names that exist, with every setting, defaults included. UNAVAILABLE: no broker
  // answered.
  absl::StatusOr<std::map<std::string, KafkaTopic>> Describe(const std::vector<std::string>& names);

  // All or, on an error, some of them. ALREADY_EXISTS; INVALID_ARGUMENT: the broker does not take
  // it so, for one with too few brokers for the replication.
  absl::Status Create(const std::vector<KafkaTopic>& topics);

 private:
  class Impl;
  explicit KafkaTopics(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace utvalg
