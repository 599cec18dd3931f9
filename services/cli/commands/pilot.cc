// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/pilot/pilot.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "common/base/status_macros.h"
#include "services/cli/adapters/file_io.h"
#include "services/cli/adapters/terminal.h"
#include "services/cli/commands/commands.h"
#include "services/cli/commands/pilot_live.h"
#include "services/cli/core/failure.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

constexpr size_t kLargest = size_t{256} << 20;

struct PilotOptions {
  std::string order;
  std::string other;  // Judgements, or the shadow's order.
  uint32_t line = 10;
  uint64_t sample = 30;
  std::string seed;
};

absl::StatusOr<std::string> Content(const std::string& path) {
  auto content = ReadFile(path, kLargest);
  if (!content.ok()) return Failure(Exit::kNoInput, Cat(path, " cannot be read"), "check the path");
  return content;
}

template <typename T>
absl::StatusOr<T> Explained(const std::string& path, absl::StatusOr<T> value) {
  if (value.ok()) return value;
  return Failure(Exit::kData, Cat(path, ": ", std::string(value.status().message())),
                 "see docs/pilot.md");
}

absl::StatusOr<std::vector<OrderedCandidate>> ReadOrder(const std::string& path) {
  UTVALG_ASSIGN_OR_RETURN(const std::string content, Content(path));
  return Explained(path, ParseOrder(content));
}

absl::Status RunPlan(const PilotOptions& options) {
  UTVALG_ASSIGN_OR_RETURN(const auto order, ReadOrder(options.order));
  return Print(
      JsonText(ReadingListJson(PlanReading(order, options.line, options.sample, options.seed))));
}

absl::Status RunCompare(const PilotOptions& options) {
  UTVALG_ASSIGN_OR_RETURN(const auto order, ReadOrder(options.order));
  UTVALG_ASSIGN_OR_RETURN(const std::string content, Content(options.other));
  UTVALG_ASSIGN_OR_RETURN(const auto judgements,
                          Explained(options.other, ParseJudgements(content)));
  return Print(JsonText(
      PilotJson(ComparePilot(order, judgements, options.line, options.sample, options.seed))));
}

absl::Status RunShadow(const PilotOptions& options) {
  UTVALG_ASSIGN_OR_RETURN(const auto now, ReadOrder(options.order));
  UTVALG_ASSIGN_OR_RETURN(const auto shadow, ReadOrder(options.other));
  return Print(JsonText(ShadowJson(CompareOrders(now, shadow, options.line))));
}

}  // namespace

void AddPilot(CLI::App* program, Action* chosen) {
  CLI::App* command =
      program->add_subcommand("pilot", "Compare the order with people who have not seen it");
  command->require_subcommand(1);
  const auto add = [&](const char* name, const char* description, const char* other,
                       absl::Status (*run)(const PilotOptions&)) {
    auto options = std::make_shared<PilotOptions>();
    CLI::App* inner = command->add_subcommand(name, description);
    inner->add_option("order", options->order, "What utvalg screen --json or rank --json printed")
        ->required()
        ->type_name("FILE");
    if (*other != '\0') {
      inner->add_option("other", options->other, other)->required()->type_name("FILE");
    }
    inner->add_option("--line", options->line, "How many places are above the line")
        ->check(FromOne())
        ->capture_default_str()
        ->type_name("N");
    if (run != RunShadow) {
      inner->add_option("--sample", options->sample, "How many to read from below the line")
          ->capture_default_str()
          ->type_name("N");
      inner->add_option("--seed", options->seed, "Draws the sample; the same in plan and compare")
          ->required()
          ->type_name("TEXT");
    }
    inner->callback([=] { *chosen = [options, run] { return run(*options); }; });
  };
  add("plan", "Who is to be read, shuffled, without ranks or scores", "", RunPlan);
  add("compare", "What people found suitable against the order",
      "Judgements: application_id,suitable (CSV)", RunCompare);
  add("shadow", "Two orders of the same candidates", "The other order (JSON)", RunShadow);
  AddLivePilot(command, chosen);
}

}  // namespace utvalg::cli
