// SPDX-License-Identifier: Apache-2.0
//
// Pilots and control samples of jobs on a running server, and taking a shadow into use.
#include "services/cli/commands/pilot_live.h"

#include <memory>
#include <string>

#include "common/base/digest.h"
#include "common/base/status_macros.h"
#include "services/cli/adapters/file_io.h"
#include "services/cli/adapters/job_source.h"
#include "services/cli/adapters/terminal.h"
#include "services/cli/commands/server_options.h"
#include "services/cli/core/failure.h"
#include "services/cli/core/job_json.h"
#include "services/cli/core/pilot/live.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

namespace ingest = utvalg::ingest::v1;

constexpr size_t kLargestComparison = size_t{64} << 20;

struct LiveOptions {
  ServerOptions server;
  std::string job_id;
  uint32_t line = 10;
  uint32_t sample = 30;
  std::string comparison;
  std::string job_file;
  std::string generation;
  std::string grounds;
  std::string assertion;
};

absl::StatusOr<ingest::ReadControlResponse> ReadControl(const LiveOptions& options,
                                                        Client* client) {
  ingest::ReadControlRequest request;
  request.set_job_id(options.job_id);
  request.set_line(options.line);
  request.set_sample(options.sample);
  return client->Call(&Client::Ingest::ReadControl, request);
}

absl::Status RunStart(const LiveOptions& options) {
  ingest::StartPilotRequest request;
  request.set_job_id(options.job_id);
  request.set_line(options.line);
  request.set_sample(options.sample);
  const auto client = Connect(options.server);
  UTVALG_ASSIGN_OR_RETURN(const auto started, client->Call(&Client::Ingest::StartPilot, request));
  if (options.server.json) return Print(JsonLine(JobJson(started.job())));
  return Print(Cat("The order of ", options.job_id, " is hidden until people have decided.\n",
                   "`utvalg pilot read ", options.job_id, "` shows whom to read.\n"));
}

absl::Status RunRead(const LiveOptions& options) {
  const auto client = Connect(options.server);
  UTVALG_ASSIGN_OR_RETURN(const auto control, ReadControl(options, client.get()));
  return Print(options.server.json ? JsonLine(ControlJson(control))
                                   : ReadingText(control, StandardOutput()));
}

absl::Status RunResult(const LiveOptions& options) {
  const auto client = Connect(options.server);
  UTVALG_ASSIGN_OR_RETURN(const auto control, ReadControl(options, client.get()));
  return Print(options.server.json ? JsonLine(ControlJson(control))
                                   : ControlText(control, StandardOutput()));
}

absl::Status RunReveal(const LiveOptions& options) {
  ingest::RevealPilotRequest request;
  request.set_job_id(options.job_id);
  const auto client = Connect(options.server);
  UTVALG_RETURN_IF_ERROR(client->Call(&Client::Ingest::RevealPilot, request).status());
  return RunResult(options);
}

absl::Status RunPromote(const LiveOptions& options) {
  const auto comparison = ReadFile(options.comparison, kLargestComparison);
  if (!comparison.ok()) {
    return Failure(Exit::kNoInput, Cat(options.comparison, " cannot be read"),
                   "name what `utvalg pilot shadow` printed");
  }
  ingest::PromoteRequest request;
  request.set_job_id(options.job_id);
  request.set_comparison(Sha256Hex(*comparison));
  request.set_generation(options.generation);
  request.set_grounds(options.grounds);
  request.set_assertion(options.assertion);
  const auto client = Connect(options.server);
  if (!options.job_file.empty()) {
    UTVALG_ASSIGN_OR_RETURN(const JobSource source, ReadJobSource(options.job_file));
    UTVALG_ASSIGN_OR_RETURN(ProposedJob proposed, ProposeJob(client.get(), source));
    *request.mutable_job() = std::move(proposed.job);
  }
  UTVALG_ASSIGN_OR_RETURN(const auto promoted, client->Call(&Client::Ingest::Promote, request));
  if (options.server.json) return Print(JsonLine(JobJson(promoted.job())));
  return Print(Cat("Promoted: ", options.job_id, " is at revision ", promoted.job().revision(),
                   "; the comparison ", request.comparison().substr(0, 16),
                   "… is named in the audit.\n"));
}

CLI::App* AddOne(CLI::App* pilot, Action* chosen, const char* name, const char* description,
                 const std::shared_ptr<LiveOptions>& options,
                 absl::Status (*run)(const LiveOptions&)) {
  CLI::App* command = pilot->add_subcommand(name, description);
  command->add_option("job", options->job_id, "Id of the job")->required()->type_name("JOB");
  AddServerOptions(command, &options->server);
  command->callback([=] { *chosen = [options, run] { return run(*options); }; });
  return command;
}

}  // namespace

void AddLivePilot(CLI::App* pilot, Action* chosen) {
  const auto with_sample = [&](const char* name, const char* description,
                               absl::Status (*run)(const LiveOptions&)) {
    auto options = std::make_shared<LiveOptions>();
    CLI::App* command = AddOne(pilot, chosen, name, description, options, run);
    command->add_option("--line", options->line, "How many places are above the line")
        ->check(FromOne())
        ->capture_default_str()
        ->type_name("N");
    command->add_option("--sample", options->sample, "How many to read from below the line")
        ->check(FromOne())
        ->capture_default_str()
        ->type_name("N");
  };
  with_sample("start", "Hide the order of a job until people have decided", RunStart);
  with_sample("read", "Whom to read: in a pilot the top and a sample, else the control sample",
              RunRead);
  with_sample("result", "What people found against the order, with the interval of the missed",
              RunResult);
  AddOne(pilot, chosen, "reveal",
         "Show the order again, when everybody on the list is decided about",
         std::make_shared<LiveOptions>(), RunReveal);
  auto options = std::make_shared<LiveOptions>();
  CLI::App* promote =
      AddOne(pilot, chosen, "promote", "Take a new revision or generation into use, as a person",
             options, RunPromote);
  promote->add_option("--comparison", options->comparison, "What pilot shadow printed")
      ->required()
      ->type_name("FILE");
  promote->add_option("--job-file", options->job_file, "The new revision of the job")
      ->type_name("FILE");
  promote->add_option("--generation", options->generation, "The generation that was the shadow")
      ->type_name("ID");
  promote->add_option("--grounds", options->grounds, "Why, in your own words")
      ->required()
      ->type_name("TEXT");
  promote->add_option("--assertion", options->assertion, "The person's signed assertion (API keys)")
      ->type_name("JWT");
}

}  // namespace utvalg::cli
