// SPDX-License-Identifier: Apache-2.0
//
// What no stage could handle: seen, and handed to its stage again once the cause is mended.
#include <algorithm>
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

struct DeadLetterOptions {
  BrokerOptions broker;
  std::vector<std::string> ids;
  bool all = false;
};

absl::StatusOr<std::vector<DeadLetter>> ReadLetters(Log* log) {
  std::vector<std::string> topics;
  for (const TopicSpec& topic : Topics()) {
    if (topic.dead_letter) topics.push_back(DeadLetterTopic(topic.name));
  }
  UTVALG_ASSIGN_OR_RETURN(const std::vector<Record> records,
                          ReadTopics(log, topics, [](const Record&) { return true; }));
  return DeadLettersIn(records);
}

absl::StatusOr<DeadLetter> Find(const std::vector<DeadLetter>& letters, const std::string& id) {
  const auto found = std::find_if(letters.begin(), letters.end(),
                                  [&](const DeadLetter& letter) { return letter.id == id; });
  if (found != letters.end()) return *found;
  return Failure(Exit::kNoInput, Cat("there is no dead letter ", id),
                 "utvalg dead-letter list shows those there are");
}

absl::Status RunList(const DeadLetterOptions& options) {
  UTVALG_ASSIGN_OR_RETURN(const auto log, OpenBroker(options.broker));
  UTVALG_ASSIGN_OR_RETURN(std::vector<DeadLetter> letters, ReadLetters(log.get()));
  if (!options.all) {
    std::erase_if(letters, [](const DeadLetter& letter) { return letter.replayed; });
  }
  if (!options.broker.json) return Print(DeadLettersText(letters, StandardOutput()));
  std::string lines;
  for (const DeadLetter& letter : letters) lines += JsonLine(DeadLetterJson(letter));
  return Print(lines);
}

absl::Status RunShow(const DeadLetterOptions& options) {
  UTVALG_ASSIGN_OR_RETURN(const auto log, OpenBroker(options.broker));
  UTVALG_ASSIGN_OR_RETURN(const std::vector<DeadLetter> letters, ReadLetters(log.get()));
  for (const std::string& id : options.ids) {
    UTVALG_ASSIGN_OR_RETURN(const DeadLetter letter, Find(letters, id));
    UTVALG_RETURN_IF_ERROR(
        Print(options.broker.json ? JsonLine(DeadLetterJson(letter)) : DeadLetterText(letter)));
  }
  return absl::OkStatus();
}

// The record first, then the mark: what dies in between replays it twice, which changes nothing.
absl::Status RunReplay(const DeadLetterOptions& options) {
  if (options.ids.empty() != options.all) {
    return Failure(Exit::kUsage, "name dead letters, or give --all", "");
  }
  UTVALG_ASSIGN_OR_RETURN(const auto log, OpenBroker(options.broker));
  UTVALG_ASSIGN_OR_RETURN(const std::vector<DeadLetter> letters, ReadLetters(log.get()));
  std::vector<DeadLetter> chosen;
  for (const std::string& id : options.ids) {
    UTVALG_ASSIGN_OR_RETURN(DeadLetter letter, Find(letters, id));
    chosen.push_back(std::move(letter));
  }
  for (const DeadLetter& letter : letters) {
    if (options.all && !letter.replayed) chosen.push_back(letter);
  }
  for (const DeadLetter& letter : chosen) {
    std::vector<NewRecord> restored = {Restored(letter)};
    UTVALG_RETURN_IF_ERROR(log->Append(std::move(restored)).status());
    std::vector<NewRecord> mark = {ReplayMark(letter)};
    UTVALG_RETURN_IF_ERROR(log->Append(std::move(mark)).status());
  }
  return Print(options.broker.json ? JsonLine(Json{{"replayed", chosen.size()}})
                                   : Cat(chosen.size(), " replayed\n"));
}

CLI::App* AddVerb(CLI::App* letters, const char* name, const char* about,
                  const std::shared_ptr<DeadLetterOptions>& options,
                  absl::Status (*run)(const DeadLetterOptions&), Action* chosen) {
  CLI::App* verb = letters->add_subcommand(name, about);
  AddBrokerOptions(verb, &options->broker);
  verb->add_flag("--json", options->broker.json, "Print JSON");
  verb->callback([options, run, chosen] { *chosen = [options, run] { return run(*options); }; });
  return verb;
}

}  // namespace

void AddDeadLetter(CLI::App* program, Action* chosen) {
  auto options = std::make_shared<DeadLetterOptions>();
  CLI::App* letters = program->add_subcommand(
      "dead-letter", "Records of a Kafka cluster that could not be handled");
  letters->require_subcommand(1);
  CLI::App* list =
      AddVerb(letters, "list", "Those that were not replayed", options, RunList, chosen);
  list->add_flag("--all", options->all, "Also those that were");
  CLI::App* show = AddVerb(letters, "show", "All that is known of some", options, RunShow, chosen);
  show->add_option("ids", options->ids, "As list names them")->required()->type_name("ID");
  CLI::App* replay =
      AddVerb(letters, "replay", "Hand them to their stage again", options, RunReplay, chosen);
  replay->add_option("ids", options->ids, "As list names them")->type_name("ID");
  replay->add_flag("--all", options->all, "All that were not replayed");
}

}  // namespace utvalg::cli
