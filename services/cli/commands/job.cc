// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <string>
#include <utility>

#include "common/base/status_macros.h"
#include "services/cli/adapters/job_source.h"
#include "services/cli/adapters/ranking.h"
#include "services/cli/adapters/terminal.h"
#include "services/cli/commands/commands.h"
#include "services/cli/commands/server_options.h"
#include "services/cli/core/job_json.h"
#include "services/cli/core/people_text.h"
#include "services/cli/core/service_views.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

namespace ingest = utvalg::ingest::v1;

struct JobOptions {
  ServerOptions server;
  std::string file;
  std::string job_id;
  bool feedback = false;
  bool second_reader = false;
  uint32_t retention_days = 0;
};

absl::Status ShowJob(const JobOptions& options, const utvalg::job::v1::Job& job) {
  return Print(options.server.json ? JsonLine(JobJson(job)) : JobText(job, StandardOutput()));
}

absl::Status RunPut(const JobOptions& options) {
  UTVALG_ASSIGN_OR_RETURN(const JobSource source, ReadJobSource(options.file));
  const auto client = Connect(options.server);
  UTVALG_ASSIGN_OR_RETURN(ProposedJob proposed, ProposeJob(client.get(), source));
  proposed.job.set_candidate_feedback(options.feedback);
  proposed.job.set_second_reader(options.second_reader);
  proposed.job.set_retention_days(options.retention_days);
  UTVALG_ASSIGN_OR_RETURN(const auto job, PutJob(client.get(), proposed.job));
  for (const std::string& warning : proposed.warnings) Note(Cat("note: ", warning));
  return ShowJob(options, job);
}

absl::Status RunGet(const JobOptions& options) {
  ingest::GetJobRequest request;
  request.set_job_id(options.job_id);
  const auto client = Connect(options.server);
  UTVALG_ASSIGN_OR_RETURN(const auto response, client->Call(&Client::Ingest::GetJob, request));
  return ShowJob(options, response.job());
}

absl::Status RunClose(const JobOptions& options) {
  ingest::CloseJobRequest request;
  request.set_job_id(options.job_id);
  const auto client = Connect(options.server);
  UTVALG_ASSIGN_OR_RETURN(const auto response, client->Call(&Client::Ingest::CloseJob, request));
  if (!options.server.json) {
    return Print(Cat("The job takes no more applications.\n",
                     PeopleText(response.review(), StandardOutput())));
  }
  Json json = JobJson(response.job());
  json["review"] = Json::parse(MessageJsonLine(response.review()));
  return Print(JsonLine(json));
}

absl::Status RunList(const JobOptions& options) {
  const auto client = Connect(options.server);
  UTVALG_ASSIGN_OR_RETURN(const auto jobs, ReadJobs(client.get()));
  return Print(options.server.json ? JsonLine(JobListJson(jobs))
                                   : JobListText(jobs, StandardOutput()));
}

}  // namespace

void AddJob(CLI::App* program, Action* chosen) {
  CLI::App* command = program->add_subcommand("job", "Jobs of a running server");
  command->require_subcommand(1);
  const auto add = [&](const char* name, const char* description, const char* argument,
                       absl::Status (*run)(const JobOptions&)) {
    auto options = std::make_shared<JobOptions>();
    CLI::App* inner = command->add_subcommand(name, description);
    if (std::string_view(argument) == "FILE") {
      inner->add_option("file", options->file, "Advertisement (text) or criteria (YAML, JSON)")
          ->required()
          ->type_name("FILE");
      inner->add_flag("--feedback", options->feedback,
                      "Candidates may read the result of each criterion");
      inner->add_flag("--second-reader", options->second_reader,
                      "A decline counts only after a second person agreed");
      inner
          ->add_option("--retention-days", options->retention_days,
                       "Applications are erased this long after the job was closed "
                       "(default: as configured)")
          ->check(FromOne())
          ->type_name("N");
    } else if (std::string_view(argument) == "JOB") {
      inner->add_option("job", options->job_id, "Id of the job")->required()->type_name("JOB");
    }
    AddServerOptions(inner, &options->server);
    inner->callback([=] { *chosen = [options, run] { return run(*options); }; });
  };
  add("put", "Make a job known, or revise it", "FILE", RunPut);
  add("get", "Show a job with its criteria", "JOB", RunGet);
  add("list", "List the jobs", "", RunList);
  add("close", "Take no more applications for a job", "JOB", RunClose);
}

}  // namespace utvalg::cli
