// SPDX-License-Identifier: Apache-2.0
//
// Generations side by side (ADR 24): how far each is read, reading everything again, comparing two
// orders of a job, taking back what nobody uses. `utvalg pilot promote` switches a job.
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "services/cli/adapters/local_server.h"
#include "services/cli/adapters/ranking.h"
#include "services/cli/adapters/terminal.h"
#include "services/cli/commands/cluster_commands.h"
#include "services/cli/commands/server_options.h"
#include "services/cli/core/failure.h"
#include "services/cli/core/json.h"
#include "services/cli/core/pilot/pilot.h"
#include "services/cli/core/str.h"
#include "services/cli/core/table.h"

namespace utvalg::cli {
namespace {

namespace ingest = utvalg::ingest::v1;
namespace rank = utvalg::rank::v1;
using std::chrono::steady_clock;

constexpr std::chrono::milliseconds kBetweenLooks(300);
constexpr std::chrono::minutes kPatience(20);  // Without anything having moved.

struct ReprocessOptions {
  ServerOptions server;
  std::string workspace;
  std::string job_id;
  std::string generation;
  uint32_t line = 10;
  bool no_ocr = false;
};

struct JobGenerations {
  std::string job_id;
  std::string title;
  rank::GetProgressResponse progress;

  // Applications that were not read into a generation.
  uint32_t MissingIn(const std::string& generation) const {
    uint32_t all = 0;
    for (const auto& count : progress.generations()) {
      if (count.generation() == generation) return count.missing();
      all = count.read() + count.missing();
    }
    return all;
  }
  uint32_t Applications() const {
    if (progress.generations_size() == 0) return 0;
    return progress.generations(0).read() + progress.generations(0).missing();
  }
};

struct Generations {
  std::string live;
  std::string reading;
  std::vector<JobGenerations> jobs;
};

absl::StatusOr<Generations> ReadGenerations(Client* client) {
  Generations all;
  UTVALG_ASSIGN_OR_RETURN(auto live, client->Call(&Client::Parse::GetGeneration,
                                                  utvalg::parse::v1::GetGenerationRequest()));
  all.live = std::move(*live.mutable_generation());
  all.reading = std::move(*live.mutable_reading());
  UTVALG_ASSIGN_OR_RETURN(const auto jobs,
                          client->Call(&Client::Ingest::ListJobs, ingest::ListJobsRequest()));
  for (const auto& job : jobs.jobs()) {
    rank::GetProgressRequest request;
    request.set_job_id(job.job_id());
    UTVALG_ASSIGN_OR_RETURN(auto progress, client->Call(&Client::Rank::GetProgress, request));
    all.jobs.push_back({job.job_id(), job.title(), std::move(progress)});
  }
  return all;
}

Json StatusJson(const Generations& all) {
  Json json{{"live", all.live}, {"reading", all.reading}, {"jobs", Json::array()}};
  for (const JobGenerations& job : all.jobs) {
    Json generations = Json::array();
    for (const auto& count : job.progress.generations()) {
      generations.push_back(Json{{"generation", count.generation()},
                                 {"read", count.read()},
                                 {"missing", count.missing()}});
    }
    json["jobs"].push_back(Json{{"job_id", job.job_id},
                                {"generation", job.progress.generation()},
                                {"partial", job.progress.partial()},
                                {"generations", std::move(generations)}});
  }
  return json;
}

std::string StatusText(const Generations& all) {
  Table table({{.title = "Job"},
               {.title = "Generation"},
               {.title = "Read", .right = true},
               {.title = "Missing", .right = true},
               {.title = ""}});
  for (const JobGenerations& job : all.jobs) {
    for (const auto& count : job.progress.generations()) {
      std::string about = count.generation() == job.progress.generation() ? "its order" : "";
      if (count.generation() == all.live) about += about.empty() ? "live" : ", live";
      table.AddRow({{job.job_id},
                    {count.generation()},
                    {Cat(count.read())},
                    {Cat(count.missing())},
                    {about}});
    }
  }
  return Cat("What comes in is read into ", all.live, " (parser ", all.reading, ")\n\n",
             table.Render(StandardOutput()));
}

absl::Status RunStatus(const ReprocessOptions& options) {
  const auto client = Connect(options.server);
  UTVALG_ASSIGN_OR_RETURN(const Generations all, ReadGenerations(client.get()));
  return Print(options.server.json ? JsonLine(StatusJson(all)) : StatusText(all));
}

// Until every application of every job is read into the live generation.
absl::StatusOr<Generations> AwaitFill(Client* client) {
  Progress progress("Reading again");
  uint64_t last = UINT64_MAX;
  auto moved = steady_clock::now();
  for (;;) {
    UTVALG_ASSIGN_OR_RETURN(Generations all, ReadGenerations(client));
    uint64_t total = 0;
    uint64_t missing = 0;
    for (const JobGenerations& job : all.jobs) {
      total += job.Applications();
      missing += job.MissingIn(all.live);
    }
    progress.Update(total - missing, total, "");
    if (missing == 0) return all;
    if (missing != last) moved = steady_clock::now();
    last = missing;
    if (steady_clock::now() - moved > kPatience) {
      return Failure(Exit::kTemporary, Cat(missing, " of ", total, " were not read again"),
                     "run again, it goes on where it stopped; `utvalg doctor` checks");
    }
    std::this_thread::sleep_for(kBetweenLooks);
  }
}

absl::Status RunRun(const ReprocessOptions& options) {
  standalone::Options services;
  services.workspace = WorkspaceOr(options.workspace);
  services.fill = true;
  services.ocr = !options.no_ocr;
  UTVALG_ASSIGN_OR_RETURN(const auto app, StartServices(std::move(services)));
  Client client(app->channel(), "", {});
  UTVALG_ASSIGN_OR_RETURN(const Generations all, AwaitFill(&client));
  UTVALG_RETURN_IF_ERROR(Print(options.server.json ? JsonLine(StatusJson(all)) : StatusText(all)));
  return LocalFailure(app->Shutdown());
}

std::vector<OrderedCandidate> Candidates(const rank::GetRankingResponse& ranking) {
  std::vector<OrderedCandidate> order;
  for (const auto& ranked : ranking.ranked()) {
    order.push_back({ranked.application_id(), "", ranked.rank()});
  }
  return order;
}

absl::Status RunCompare(const ReprocessOptions& options) {
  const auto client = Connect(options.server);
  UTVALG_ASSIGN_OR_RETURN(const auto now, ReadRanking(client.get(), options.job_id));
  UTVALG_ASSIGN_OR_RETURN(const auto other,
                          ReadRanking(client.get(), options.job_id, options.generation));
  Json json = ShadowJson(CompareOrders(Candidates(now), Candidates(other), options.line));
  json["job_id"] = options.job_id;
  json["now"] = Json{{"generation", now.generation()}, {"ranking_id", now.ranking_id()}};
  json["shadow"] = Json{{"generation", other.generation()}, {"ranking_id", other.ranking_id()}};
  return Print(JsonText(json));
}

absl::Status RunDrop(const ReprocessOptions& options) {
  ingest::DropGenerationRequest request;
  request.set_generation(options.generation);
  const auto client = Connect(options.server);
  UTVALG_ASSIGN_OR_RETURN(const auto dropped,
                          client->Call(&Client::Ingest::DropGeneration, request));
  if (options.server.json) {
    return Print(JsonLine(
        Json{{"generation", options.generation}, {"applications", dropped.applications()}}));
  }
  return Print(Cat("Taken back: ", options.generation, ", of ", dropped.applications(),
                   " applications. No result changed.\n"));
}

}  // namespace

void AddReprocess(CLI::App* program, Action* chosen) {
  CLI::App* command = program->add_subcommand(
      "reprocess", "Read what is stored again, beside the old reading, and compare");
  command->require_subcommand(1);
  auto options = std::make_shared<ReprocessOptions>();
  const auto add = [&](const char* name, const char* description,
                       absl::Status (*run)(const ReprocessOptions&)) {
    CLI::App* inner = command->add_subcommand(name, description);
    inner->callback([=] { *chosen = [options, run] { return run(*options); }; });
    return inner;
  };
  AddServerOptions(add("status", "What each job's applications were read into", RunStatus),
                   &options->server);
  CLI::App* run = add("run", "Read everything in a workspace again, as this program reads", RunRun);
  run->add_option("--workspace", options->workspace,
                  "Where everything is kept (default: $UTVALG_WORKSPACE or .utvalg)")
      ->type_name("DIR");
  run->add_flag("--no-ocr", options->no_ocr, "Do not read scans");
  run->add_flag("--json", options->server.json, "Print JSON");
  CLI::App* compare =
      add("compare", "A job's order beside the one it would have on a generation", RunCompare);
  compare->add_option("job", options->job_id, "Id of the job")->required()->type_name("JOB");
  compare->add_option("--generation", options->generation, "The other generation")
      ->required()
      ->type_name("ID");
  compare->add_option("--line", options->line, "How many places are above the line")
      ->check(FromOne())
      ->capture_default_str()
      ->type_name("N");
  AddServerOptions(compare, &options->server);
  CLI::App* drop = add("drop", "Take back a generation that no job is on", RunDrop);
  drop->add_option("generation", options->generation, "The generation")
      ->required()
      ->type_name("ID");
  AddServerOptions(drop, &options->server);
}

}  // namespace utvalg::cli
