// SPDX-License-Identifier: Apache-2.0
//
// The way of one application through the topics of a cluster.
#include <memory>
#include <string>
#include <vector>

#include "common/base/status_macros.h"
#include "common/log/topics.h"
#include "services/cli/adapters/record_views.h"
#include "services/cli/adapters/terminal.h"
#include "services/cli/commands/broker.h"
#include "services/cli/commands/cluster_commands.h"
#include "services/cli/core/failure.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

struct TraceOptions {
  BrokerOptions broker;
  std::string application_id;
};

absl::Status RunTrace(const TraceOptions& options) {
  UTVALG_ASSIGN_OR_RETURN(const auto log, OpenBroker(options.broker));
  std::vector<std::string> topics;
  for (const std::string_view topic :
       {kApplicationTopic, kApplicationBulkTopic, kCvParsedTopic, kCvParsedBulkTopic,
        kCvIdentityTopic, kCvLayoutTopic, kCvEmbeddedTopic, kResultTopic, kDecisionTopic}) {
    topics.emplace_back(topic);
    topics.push_back(DeadLetterTopic(topic));
  }
  UTVALG_ASSIGN_OR_RETURN(const std::vector<Record> records,
                          ReadTopics(log.get(), topics, [&options](const Record& record) {
                            const auto key = ParsePersonKey(record.key);
                            return key.ok() && key->application == options.application_id;
                          }));
  if (records.empty()) {
    return Failure(Exit::kNoInput,
                   Cat("there is no record of application ", options.application_id), "");
  }
  return Print(options.broker.json ? JsonLine(TraceJson(options.application_id, records))
                                   : TraceText(options.application_id, records, StandardOutput()));
}

}  // namespace

void AddTrace(CLI::App* program, Action* chosen) {
  auto options = std::make_shared<TraceOptions>();
  CLI::App* command = program->add_subcommand(
      "trace", "The way of an application through the topics of a Kafka cluster");
  command->add_option("application", options->application_id, "Its id")
      ->required()
      ->type_name("APPLICATION");
  AddBrokerOptions(command, &options->broker);
  command->add_flag("--json", options->broker.json, "Print JSON");
  command->callback([=] { *chosen = [options] { return RunTrace(*options); }; });
}

}  // namespace utvalg::cli
