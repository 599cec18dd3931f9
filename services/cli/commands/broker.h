// SPDX-License-Identifier: Apache-2.0
//
// For commands that speak to Kafka itself, as an operator does: options, and reading whole topics.
// Used by the commands, on the main thread.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/log/log.h"
#include "common/log/record.h"
#include "utvalg/config/v1/config.pb.h"

namespace utvalg::cli {

struct BrokerOptions {
  std::string brokers;
  std::string config_file;
  bool json = false;
};

// Adds --brokers and --config.
void AddBrokerOptions(CLI::App* command, BrokerOptions* options);

// Address and access, from the options and the environment (UTVALG_KAFKA_SASL_PASSWORD).
absl::StatusOr<config::v1::KafkaConfig> BrokerConfig(const BrokerOptions& options);
absl::StatusOr<std::unique_ptr<Log>> OpenBroker(const BrokerOptions& options);

// What the topics hold up to their present ends, oldest first by time of writing. Values stay
// sealed. `take`: which records are kept.
absl::StatusOr<std::vector<Record>> ReadTopics(Log* log, const std::vector<std::string>& topics,
                                               const std::function<bool(const Record&)>& take);

}  // namespace utvalg::cli
