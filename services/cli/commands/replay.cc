// SPDX-License-Identifier: Apache-2.0
//
// utvalg replay: the scores of a workspace, computed again from what is stored.
#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "services/cli/adapters/local_server.h"
#include "services/cli/adapters/terminal.h"
#include "services/cli/commands/commands.h"
#include "services/cli/core/failure.h"
#include "services/cli/core/replay_view.h"
#include "services/cli/core/str.h"
#include "services/standalone/app.h"

namespace utvalg::cli {
namespace {

struct ReplayOptions {
  std::string workspace;
  std::vector<std::string> applications;
  bool json = false;
};

absl::Status RunReplay(const ReplayOptions& options) {
  standalone::Options services;
  services.workspace = WorkspaceOr(options.workspace);
  if (!std::filesystem::is_directory(services.workspace)) {
    return Failure(Exit::kNoInput, Cat("there is no workspace ", services.workspace),
                   "name one with --workspace");
  }
  auto replayed = standalone::App::ReplayScores(std::move(services));
  if (!replayed.ok()) return LocalFailure(replayed.status());
  ReplayOutcome outcome;
  for (rank::StoredReplay& one : *replayed) {
    const auto& wanted = options.applications;
    if (!wanted.empty() &&
        std::find(wanted.begin(), wanted.end(), one.application_id) == wanted.end()) {
      continue;
    }
    ++outcome.scores;
    if (one.report.exact) continue;
    outcome.different.push_back(
        {std::move(one.application_id), std::move(one.job_id), std::move(one.report.differences)});
  }
  if (!options.applications.empty() && outcome.scores < options.applications.size()) {
    return Failure(Exit::kNoInput, "an application is unknown, not ranked or erased",
                   "see `utvalg status --application ID`");
  }
  UTVALG_RETURN_IF_ERROR(
      Print(options.json ? JsonLine(ReplayJson(outcome)) : ReplayText(outcome, StandardOutput())));
  if (outcome.different.empty()) return absl::OkStatus();
  return Failure(Exit::kSoftware,
                 Cat(outcome.different.size(), " of ", outcome.scores, " scores are not the same"),
                 "what differs is named above");
}

}  // namespace

void AddReplay(CLI::App* program, Action* chosen) {
  auto options = std::make_shared<ReplayOptions>();
  CLI::App* command = program->add_subcommand(
      "replay", "Compute the stored scores of a workspace again, bit for bit");
  command->add_option("application", options->applications, "Ids of applications (default: all)")
      ->type_name("ID");
  command
      ->add_option("--workspace", options->workspace,
                   "Workspace; no server may have it (default: $UTVALG_WORKSPACE or .utvalg)")
      ->type_name("DIR");
  command->add_flag("--json", options->json, "Print JSON");
  command->callback([=] { *chosen = [options] { return RunReplay(*options); }; });
}

}  // namespace utvalg::cli
