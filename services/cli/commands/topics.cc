// SPDX-License-Identifier: Apache-2.0
//
// The topics of a cluster: made where they are missing, compared with what they should be.
#include "common/log/topics.h"

#include <memory>
#include <string>
#include <vector>

#include "common/base/status_macros.h"
#include "common/log/kafka/declared_topics.h"
#include "common/log/kafka/kafka_options.h"
#include "common/log/kafka/kafka_topics.h"
#include "services/cli/adapters/terminal.h"
#include "services/cli/commands/broker.h"
#include "services/cli/commands/commands.h"
#include "services/cli/core/failure.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

struct TopicsOptions {
  BrokerOptions broker;
  uint32_t partitions = kDefaultPartitions;
  uint32_t replication = 3;
};

struct Comparison {
  std::unique_ptr<KafkaTopics> cluster;
  std::vector<KafkaTopic> declared;
  std::vector<TopicDrift> drifts;
};

absl::StatusOr<Comparison> Compare(const TopicsOptions& options) {
  UTVALG_ASSIGN_OR_RETURN(const config::v1::KafkaConfig config, BrokerConfig(options.broker));
  Comparison comparison;
  UTVALG_ASSIGN_OR_RETURN(comparison.cluster,
                          KafkaTopics::Connect(KafkaOptionsFrom(config, "utvalg", "")));
  comparison.declared = DeclaredTopics(options.partitions, options.replication);
  std::vector<std::string> names;
  for (const KafkaTopic& topic : comparison.declared) names.push_back(topic.name);
  UTVALG_ASSIGN_OR_RETURN(const auto found, comparison.cluster->Describe(names));
  comparison.drifts = FindDrift(comparison.declared, found);
  return comparison;
}

absl::Status Report(const std::vector<TopicDrift>& drifts) {
  std::string text;
  for (const TopicDrift& drift : drifts) {
    text +=
        Cat(drift.topic, ": ", drift.what, " is ", drift.found, ", should be ", drift.wanted, "\n");
  }
  return Print(text);
}

absl::Status RunCheck(const TopicsOptions& options) {
  UTVALG_ASSIGN_OR_RETURN(const Comparison comparison, Compare(options));
  if (comparison.drifts.empty()) {
    return Print(Cat(comparison.declared.size(), " topics are as declared\n"));
  }
  UTVALG_RETURN_IF_ERROR(Report(comparison.drifts));
  return Failure(Exit::kConfiguration, "the topics are not as declared",
                 "missing ones are made by utvalg topics apply, settings are changed with Kafka's "
                 "own tools");
}

// Makes what is missing; changes and deletes nothing.
absl::Status RunApply(const TopicsOptions& options) {
  UTVALG_ASSIGN_OR_RETURN(const Comparison comparison, Compare(options));
  std::vector<KafkaTopic> missing;
  for (const TopicDrift& drift : comparison.drifts) {
    if (drift.what != "topic") continue;
    for (const KafkaTopic& topic : comparison.declared) {
      if (topic.name == drift.topic) missing.push_back(topic);
    }
  }
  if (!missing.empty()) UTVALG_RETURN_IF_ERROR(comparison.cluster->Create(missing));
  UTVALG_RETURN_IF_ERROR(Print(Cat(missing.size(), " topics made\n")));
  return RunCheck(options);
}

void AddVerb(CLI::App* topics, const char* name, const char* about,
             const std::shared_ptr<TopicsOptions>& options,
             absl::Status (*run)(const TopicsOptions&), Action* chosen) {
  CLI::App* verb = topics->add_subcommand(name, about);
  AddBrokerOptions(verb, &options->broker);
  verb->add_option("--partitions", options->partitions, "Of every topic")
      ->capture_default_str()
      ->check(FromOne());
  verb->add_option("--replication", options->replication, "Copies of every topic")
      ->capture_default_str()
      ->check(FromOne());
  verb->callback([options, run, chosen] { *chosen = [options, run] { return run(*options); }; });
}

}  // namespace

void AddTopics(CLI::App* program, Action* chosen) {
  auto options = std::make_shared<TopicsOptions>();
  CLI::App* topics = program->add_subcommand("topics", "The topics of a Kafka cluster");
  topics->require_subcommand(1);
  AddVerb(topics, "apply", "Make the topics that are missing; change and delete nothing", options,
          RunApply, chosen);
  AddVerb(topics, "check", "Say what is not as declared", options, RunCheck, chosen);
}

}  // namespace utvalg::cli
