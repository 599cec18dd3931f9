// SPDX-License-Identifier: Apache-2.0
//
// The commands that read a running server: status, rank.
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "common/base/status_macros.h"
#include "services/cli/adapters/ranking.h"
#include "services/cli/adapters/terminal.h"
#include "services/cli/commands/commands.h"
#include "services/cli/commands/server_options.h"
#include "services/cli/core/failure.h"
#include "services/cli/core/service_views.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

namespace rank = utvalg::rank::v1;

struct ReadOptions {
  ServerOptions server;
  std::string job_id;
  std::string application_id;
  uint32_t top = 0;
  bool reveal = false;
  uint32_t until = 0;
};

absl::Status ShowOutcome(const ReadOptions& options, Client* client) {
  rank::GetOutcomeRequest request;
  request.set_application_id(options.application_id);
  UTVALG_ASSIGN_OR_RETURN(const auto outcome, client->Call(&Client::Rank::GetOutcome, request));
  return Print(options.server.json
                   ? JsonLine(OutcomeJson(options.application_id, outcome))
                   : OutcomeText(options.application_id, outcome, StandardOutput()));
}

// Blocks until so many applications of the job have their outcome.
absl::Status Await(const ReadOptions& options, Client* client) {
  const auto end =
      std::chrono::steady_clock::now() +
      std::chrono::milliseconds(static_cast<int64_t>(options.server.timeout_seconds * 1000));
  rank::GetProgressRequest request;
  request.set_job_id(options.job_id);
  request.set_wait_until_finished(options.until);
  for (;;) {
    const auto state = client->Call(&Client::Rank::GetProgress, request);
    // Rank hears of a new job a moment later, and answers early when its own patience ends.
    if (!state.ok() && !absl::IsNotFound(state.status())) return state.status();
    const uint32_t have = state.ok() ? state->ranked() + state->needs_person() : 0;
    if (have >= options.until) return absl::OkStatus();
    if (std::chrono::steady_clock::now() >= end) {
      return Failure(Exit::kTemporary,
                     Cat(have, " of ", options.until, " applications have an outcome"),
                     "wait longer with --timeout");
    }
    if (!state.ok()) std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
}

absl::Status RunStatus(const ReadOptions& options) {
  const auto client = Connect(options.server);
  if (!options.application_id.empty()) return ShowOutcome(options, client.get());
  if (options.until > 0) UTVALG_RETURN_IF_ERROR(Await(options, client.get()));
  UTVALG_ASSIGN_OR_RETURN(std::vector<JobStatus> jobs, ReadJobs(client.get()));
  if (!options.job_id.empty()) {
    std::erase_if(jobs,
                  [&](const JobStatus& status) { return status.job.job_id() != options.job_id; });
    if (jobs.empty()) {
      return Failure(Exit::kNoInput, Cat("there is no job ", options.job_id),
                     "see `utvalg job list`");
    }
  }
  return Print(options.server.json ? JsonLine(JobListJson(jobs))
                                   : JobListText(jobs, StandardOutput()));
}

absl::Status RunRank(const ReadOptions& options) {
  const auto client = Connect(options.server);
  UTVALG_ASSIGN_OR_RETURN(rank::GetRankingResponse ranking,
                          ReadRanking(client.get(), options.job_id));
  if (options.top > 0) {
    auto* ranked = ranking.mutable_ranked();
    while (!ranked->empty() && ranked->rbegin()->rank() > options.top) ranked->RemoveLast();
  }
  std::vector<std::string> ids;
  for (const auto& one : ranking.ranked()) ids.push_back(one.application_id());
  for (const auto& one : ranking.needs_person()) ids.push_back(one.application_id());
  UTVALG_ASSIGN_OR_RETURN(const Revealed files, Reveal(client.get(), options.reveal, ids));
  return Print(options.server.json ? JsonLine(RankingJson(ranking, files))
                                   : RankingText(ranking, files, StandardOutput()));
}

// A command with the server's options that runs `run`.
CLI::App* AddReader(CLI::App* program, Action* chosen, const char* name, const char* description,
                    const std::shared_ptr<ReadOptions>& options,
                    absl::Status (*run)(const ReadOptions&)) {
  CLI::App* command = program->add_subcommand(name, description);
  AddServerOptions(command, &options->server);
  command->callback([=] { *chosen = [options, run] { return run(*options); }; });
  return command;
}

}  // namespace

void AddStatus(CLI::App* program, Action* chosen) {
  auto options = std::make_shared<ReadOptions>();
  CLI::App* command = AddReader(program, chosen, "status",
                                "How far jobs are, or one application is", options, RunStatus);
  CLI::Option* job =
      command->add_option("job", options->job_id, "Id of a job (default: all)")->type_name("JOB");
  command
      ->add_option("--until", options->until,
                   "Answer when so many of the job's applications have an outcome")
      ->needs(job)
      ->type_name("N");
  command->add_option("--application", options->application_id, "Id of an application")
      ->type_name("ID");
}

void AddRank(CLI::App* program, Action* chosen) {
  auto options = std::make_shared<ReadOptions>();
  CLI::App* command =
      AddReader(program, chosen, "rank", "The order of a job as it stands", options, RunRank);
  command->add_option("job", options->job_id, "Id of the job")->required()->type_name("JOB");
  command->add_option("--top", options->top, "Show only ranks 1 to N")
      ->check(FromOne())
      ->type_name("N");
  command->add_flag("--reveal", options->reveal, "Name the files; every look is logged");
}

}  // namespace utvalg::cli
