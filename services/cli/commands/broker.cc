// SPDX-License-Identifier: Apache-2.0
#include "services/cli/commands/broker.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <tuple>
#include <utility>

#include "common/base/status_macros.h"
#include "common/config/config.h"
#include "common/log/kafka/kafka_log.h"
#include "common/log/kafka/kafka_options.h"
#include "services/cli/adapters/terminal.h"
#include "services/cli/core/failure.h"

namespace utvalg::cli {
namespace {

constexpr size_t kRecordsPerPoll = 1000;
constexpr std::chrono::milliseconds kWait(500);
constexpr std::chrono::minutes kPatience(5);

bool IsRead(const std::vector<Position>& ends, const std::vector<Position>& read) {
  std::map<TopicPartition, uint64_t> at;
  for (const Position& position : read) at[position.at] = position.next_offset;
  return std::all_of(ends.begin(), ends.end(), [&](const Position& end) {
    return end.next_offset == 0 || at[end.at] >= end.next_offset;
  });
}

}  // namespace

void AddBrokerOptions(CLI::App* command, BrokerOptions* options) {
  command->add_option("--brokers", options->brokers, "host:port of a broker, or several")
      ->type_name("ADDRESS");
  command
      ->add_option("--config", options->config_file,
                   "A file with the fields of KafkaConfig, for TLS and SASL")
      ->type_name("FILE");
}

absl::StatusOr<config::v1::KafkaConfig> BrokerConfig(const BrokerOptions& options) {
  config::v1::KafkaConfig config;
  if (!options.config_file.empty()) {
    UTVALG_RETURN_IF_ERROR(LoadConfig(options.config_file, &config));
  }
  if (!options.brokers.empty()) config.set_brokers(options.brokers);
  if (config.brokers().empty()) {
    return Failure(Exit::kUsage, "no broker is named", "give --brokers or --config");
  }
  const std::string password = Environment("UTVALG_KAFKA_SASL_PASSWORD");
  if (!password.empty()) config.set_sasl_password(password);
  return config;
}

absl::StatusOr<std::unique_ptr<Log>> OpenBroker(const BrokerOptions& options) {
  UTVALG_ASSIGN_OR_RETURN(const config::v1::KafkaConfig config, BrokerConfig(options));
  UTVALG_ASSIGN_OR_RETURN(std::unique_ptr<KafkaLog> log,
                          KafkaLog::Open(KafkaOptionsFrom(config, "utvalg", "")));
  return std::unique_ptr<Log>(std::move(log));
}

absl::StatusOr<std::vector<Record>> ReadTopics(Log* log, const std::vector<std::string>& topics,
                                               const std::function<bool(const Record&)>& take) {
  std::vector<Position> ends;
  ConsumerOptions options;
  for (const std::string& topic : topics) {
    UTVALG_ASSIGN_OR_RETURN(const std::vector<Position> positions, log->EndPositions(topic));
    ends.insert(ends.end(), positions.begin(), positions.end());
    options.topics.push_back({topic});
  }
  UTVALG_ASSIGN_OR_RETURN(const std::unique_ptr<Consumer> consumer,
                          log->Subscribe(std::move(options)));
  std::vector<Record> kept;
  const auto give_up = std::chrono::steady_clock::now() + kPatience;
  while (!IsRead(ends, consumer->Positions())) {
    if (std::chrono::steady_clock::now() > give_up) {
      return Failure(Exit::kTemporary, "the topics were not read to their ends in time",
                     "try again");
    }
    UTVALG_ASSIGN_OR_RETURN(std::vector<Record> records, consumer->Poll(kRecordsPerPoll, kWait));
    for (Record& record : records) {
      if (take(record)) kept.push_back(std::move(record));
    }
  }
  consumer->Close();
  const auto order = [](const Record& record) {
    return std::tie(record.produced_at_ms, record.at, record.offset);
  };
  std::sort(kept.begin(), kept.end(),
            [&](const Record& a, const Record& b) { return order(a) < order(b); });
  return kept;
}

}  // namespace utvalg::cli
