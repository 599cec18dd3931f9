// SPDX-License-Identifier: Apache-2.0
//
// How large a cluster must be.
#include <memory>
#include <string>
#include <vector>

#include "services/cli/adapters/terminal.h"
#include "services/cli/commands/cluster_commands.h"
#include "services/cli/core/capacity/capacity.h"
#include "services/cli/core/json.h"
#include "services/cli/core/str.h"
#include "services/cli/core/table.h"

namespace utvalg::cli {
namespace {

struct SimulateOptions {
  CapacityLoad load;
  double parse = 0;
  double embed = 0;
  double rank = 0;
  uint32_t workers = 2;
  bool json = false;
};

std::string Tenths(double value) {
  const auto tenths = static_cast<int64_t>(value * 10 + 0.5);
  return Cat(tenths / 10, ".", tenths % 10);
}

absl::Status RunCapacity(const SimulateOptions& options) {
  const std::vector<CapacityStage> stages = {{"parse", options.parse, options.workers},
                                             {"embed", options.embed, 1},
                                             {"rank", options.rank, 1}};
  const CapacityPlan plan = PlanCapacity(options.load, stages);
  if (options.json) {
    Json json;
    json["peak_per_second"] = plan.peak_per_second;
    json["partitions"] = plan.partitions;
    json["stages"] = Json::array();
    for (const StagePlan& stage : plan.stages) {
      json["stages"].push_back(
          Json{{"name", stage.name}, {"replicas", stage.replicas}, {"use", stage.use}});
    }
    json["outcome_seconds"] = Json{{"median", plan.median}, {"p95", plan.p95}, {"p99", plan.p99}};
    return Print(JsonLine(json));
  }
  Table table({{.title = "Stage"},
               {.title = "Replicas", .right = true},
               {.title = "Use at the peak", .right = true}});
  for (const StagePlan& stage : plan.stages) {
    table.AddRow({{stage.name}, {Cat(stage.replicas)}, {Cat(Tenths(stage.use * 100), " %")}});
  }
  return Print(Cat("Peak: ", Tenths(plan.peak_per_second), " applications a second; ",
                   plan.partitions, " partitions\n\n", table.Render(StandardOutput()),
                   "\nFrom acknowledgement to outcome in the peak hour: half within ",
                   Tenths(plan.median), " s, 95 % within ", Tenths(plan.p95), " s, 99 % within ",
                   Tenths(plan.p99), " s\n"));
}

void AddSeconds(CLI::App* command, const char* name, double* value, const char* about) {
  command->add_option(name, *value, about)
      ->required()
      ->check(CLI::Range(0.00001, 3600.0))
      ->type_name("SECONDS");
}

}  // namespace

void AddSimulate(CLI::App* program, Action* chosen) {
  auto options = std::make_shared<SimulateOptions>();
  options->load.applications_per_day = 1'000'000;
  CLI::App* simulate = program->add_subcommand("simulate", "What a cluster would do");
  simulate->require_subcommand(1);
  CLI::App* command = simulate->add_subcommand(
      "capacity", "Replicas and partitions for a load, from measured times of the stages");
  command->add_option("--per-day", options->load.applications_per_day, "Applications a day")
      ->capture_default_str()
      ->check(CLI::Range(1.0, 1e8));
  command->add_option("--peak", options->load.peak_hour_share, "Share of them in the busiest hour")
      ->capture_default_str()
      ->check(CLI::Range(0.001, 1.0));
  command->add_option("--use", options->load.most_use, "Most use of a replica at the peak")
      ->capture_default_str()
      ->check(CLI::Range(0.05, 0.99));
  AddSeconds(command, "--parse", &options->parse, "Of one application at parse");
  AddSeconds(command, "--embed", &options->embed, "Of one at embed");
  AddSeconds(command, "--rank", &options->rank, "Of one at rank");
  command->add_option("--workers", options->workers, "Documents side by side in a parse replica")
      ->capture_default_str()
      ->check(CLI::Range(1, 256));
  command->add_flag("--json", options->json, "Print JSON");
  command->callback([=] { *chosen = [options] { return RunCapacity(*options); }; });
}

}  // namespace utvalg::cli
