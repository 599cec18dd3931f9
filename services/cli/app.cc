// SPDX-License-Identifier: Apache-2.0
#include "services/cli/app.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_join.h"
#include "common/taxonomy/imported_labels.h"
#include "services/cli/adapters/call_credentials.h"
#include "services/cli/adapters/terminal.h"
#include "services/cli/commands/cluster_commands.h"
#include "services/cli/commands/commands.h"
#include "services/cli/core/failure.h"
#include "services/cli/core/str.h"
#include "services/cli/core/suggest.h"

namespace utvalg::cli {
namespace {

constexpr char kDescription[] =
    "Utvalg reads CVs and puts them in order for a job, with the evidence for every point.\n"
    "It never turns anybody down: a person decides.";
constexpr char kFooter[] =
    "\nStart here:  utvalg screen --job advertisement.txt folder-with-cvs\n"
    "Help on one: utvalg screen --help";

void AddCommands(CLI::App* program, Action* chosen) {
  AddScreen(program, chosen);
  AddParse(program, chosen);
  AddUp(program, chosen);
  AddJob(program, chosen);
  AddSubmit(program, chosen);
  AddStatus(program, chosen);
  AddRank(program, chosen);
  AddExplain(program, chosen);
  AddSearch(program, chosen);
  AddSimilar(program, chosen);
  AddDuplicates(program, chosen);
  AddReplay(program, chosen);
  AddDecide(program, chosen);
  AddDecline(program, chosen);
  AddHistory(program, chosen);
  AddReview(program, chosen);
  AddCandidate(program, chosen);
  AddAudit(program, chosen);
  AddPages(program, chosen);
  AddErase(program, chosen);
  AddKeys(program, chosen);
  AddFairness(program, chosen);
  AddPilot(program, chosen);
  AddReprocess(program, chosen);
  AddTraining(program, chosen);
  AddReport(program, chosen);
  AddTaxonomy(program, chosen);
  AddTopics(program, chosen);
  AddDeadLetter(program, chosen);
  AddTrace(program, chosen);
  AddSimulate(program, chosen);
  AddHealth(program, chosen);
  AddDoctor(program, chosen);
  AddCompletion(program, chosen);
}

std::vector<std::string> CommandNames(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::App* inner : command.get_subcommands({})) names.push_back(inner->get_name());
  return names;
}

std::vector<std::string> OptionNames(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

absl::Status Unknown(std::string_view what, const std::string& word,
                     const std::vector<std::string>& known, const std::string& typed) {
  const std::string meant = Nearest(word, known);
  return Failure(
      Exit::kUsage,
      Cat("there is no ", what, " ", word, meant.empty() ? "" : Cat(", did you mean ", meant, "?")),
      Cat("see ", typed, " --help"));
}

// Says what is mistyped before the grammar complains of what is missing for it. *typed becomes the
// command as far as it is understood: "utvalg job put".
absl::Status CheckWords(const CLI::App& program, int argc, char** argv, std::string* typed) {
  *typed = program.get_name();
  const CLI::App* command = &program;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--") break;
    const std::vector<std::string> inner = CommandNames(*command);
    if (word.starts_with("--")) {
      const std::string name = word.substr(0, word.find('='));
      const std::vector<std::string> options = OptionNames(*command);
      if (std::find(options.begin(), options.end(), name) == options.end()) {
        return Unknown("option", name, options, *typed);
      }
    } else if (!inner.empty() && !word.starts_with("-")) {
      if (std::find(inner.begin(), inner.end(), word) == inner.end()) {
        return Unknown("command", word, inner, *typed);
      }
      command = command->get_subcommand(word);
      Append(typed, " ", word);
    }
  }
  if (command->get_subcommands({}).empty() || argc == 1) return absl::OkStatus();
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]).starts_with("-")) return absl::OkStatus();
  }
  return Failure(Exit::kUsage,
                 Cat("name one of the commands ", absl::StrJoin(CommandNames(*command), ", ")),
                 Cat("see ", *typed, " --help"));
}

int End(const absl::Status& status) {
  if (!status.ok()) Note(FailureLine("utvalg", status));
  return static_cast<int>(ExitOf(status));
}

}  // namespace

int RunUtvalg(int argc, char** argv) {
  // gRPC's own log would stand beside our one line; whoever wants it sets the variable.
  setenv("GRPC_VERBOSITY", "NONE", /*overwrite=*/0);
  CLI::App program(kDescription, "utvalg");
  program.footer(kFooter);
  program.require_subcommand(1);
  program.set_version_flag("--version", "utvalg " UTVALG_VERSION);
  program.get_formatter()->column_width(34);
  Action chosen;
  AddCommands(&program, &chosen);
  for (CLI::App* command : program.get_subcommands({})) {
    command->footer("");
    for (CLI::App* inner : command->get_subcommands({})) inner->footer("");
  }
  std::string typed;
  if (absl::Status status = CheckWords(program, argc, argv, &typed); !status.ok()) {
    return End(status);
  }
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return program.exit(error);  // --help, --version.
    if (argc == 1) {
      Note("utvalg: name a command");
      std::fputs(program.help().c_str(), stderr);
      return static_cast<int>(Exit::kUsage);
    }
    return End(Failure(Exit::kUsage, error.what(), Cat("see ", typed, " --help")));
  }
  // The import makes the folder that the others read.
  if (!program.got_subcommand("taxonomy")) {
    const absl::Status status = taxonomy::UseImportedLabels(Environment("UTVALG_TAXONOMY"));
    if (!status.ok()) return End(Failure(Exit::kConfiguration, std::string(status.message()), ""));
  }
  if (const auto tls = CallCredentials(Environment("UTVALG_TLS")); !tls.ok()) {
    return End(tls.status());
  }
  return End(chosen());
}

}  // namespace utvalg::cli
