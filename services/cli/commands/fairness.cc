// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "common/base/digest.h"
#include "common/base/status_macros.h"
#include "services/cli/adapters/file_io.h"
#include "services/cli/adapters/terminal.h"
#include "services/cli/commands/commands.h"
#include "services/cli/commands/fairness_swaps.h"
#include "services/cli/core/failure.h"
#include "services/cli/core/fairness/audit.h"
#include "services/cli/core/fairness/audit_html.h"
#include "services/cli/core/fairness/audit_json.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

constexpr size_t kLargestDeclared = size_t{64} << 20;

struct RateOptions {
  std::string declared;
  std::string html;
  std::string law = "norway";
  bool what_if = false;
  bool json = false;
};

absl::StatusOr<Declared> ReadDeclared(const std::string& path, std::string* digest) {
  const auto content = ReadFile(path, kLargestDeclared);
  if (!content.ok()) {
    return Failure(Exit::kNoInput, Cat(path, " cannot be read"), "name a CSV or JSON file");
  }
  *digest = Sha256Hex(*content);
  auto declared = ParseDeclared(*content, path.ends_with(".json"));
  if (!declared.ok()) {
    return Failure(Exit::kData, Cat(path, ": ", std::string(declared.status().message())),
                   "see docs/fairness.md");
  }
  return declared;
}

std::string AuditText(const Audit& audit) {
  std::string out;
  for (const AuditTable& table : audit.tables) {
    Append(&out, table.measure, " by ", table.by, "\n");
    for (const CategoryRate& rate : table.table.rates) {
      Append(&out, "  ", rate.count.category, ": ", rate.count.selected, " of ",
             rate.count.applicants, ", impact ratio ",
             rate.impact_ratio ? Decimal(*rate.impact_ratio, 3) : "undefined",
             rate.below_four_fifths ? ", below four fifths" : "", "\n");
    }
    Append(&out, "  in no known category: ", table.table.unknown.applicants, "\n\n");
  }
  for (const MissingTable& missing : audit.missing) {
    Append(&out, "no table by ", missing.by, ": ", missing.reason, "\n");
  }
  return out;
}

absl::Status RunRates(const RateOptions& options) {
  std::string digest;
  UTVALG_ASSIGN_OR_RETURN(const Declared declared, ReadDeclared(options.declared, &digest));
  std::optional<OutputFile> html;
  if (!options.html.empty()) {
    UTVALG_ASSIGN_OR_RETURN(OutputFile file, OutputFile::Create(options.html));
    html.emplace(std::move(file));
  }
  AuditOptions audit_options;
  audit_options.law = options.law == "norway" ? Law::kNorway : Law::kNewYork;
  audit_options.what_if = options.what_if;
  const Audit audit = MakeAudit(declared, audit_options);
  if (html) UTVALG_RETURN_IF_ERROR(html->Commit(AuditHtml(audit, digest)));
  UTVALG_RETURN_IF_ERROR(
      Print(options.json ? JsonLine(AuditJson(audit, digest)) : AuditText(audit)));
  if (html && !options.json) Note(Cat("The report is in ", options.html));
  return absl::OkStatus();
}

void AddRates(CLI::App* command, Action* chosen) {
  auto options = std::make_shared<RateOptions>();
  CLI::App* rates = command->add_subcommand(
      "rates", "Rates, impact ratios and the order by groups that were declared apart");
  rates->add_option("declared", options->declared, "Aggregates without names (CSV, JSON)")
      ->required()
      ->type_name("FILE");
  rates->add_option("--law", options->law, "Whose law applies: norway or new-york")
      ->check(CLI::IsMember({"norway", "new-york"}))
      ->capture_default_str();
  rates->add_flag("--what-if", options->what_if,
                  "Also show what a proportional order would cost; nothing is ordered by it");
  rates->add_option("--html", options->html, "Write a report as one HTML file")->type_name("FILE");
  rates->add_flag("--json", options->json, "Print JSON");
  rates->callback([=] { *chosen = [options] { return RunRates(*options); }; });
}

void AddSwaps(CLI::App* command, Action* chosen) {
  auto options = std::make_shared<SwapOptions>();
  CLI::App* swaps = command->add_subcommand(
      "swaps", "The same CVs with one thing changed, run from bytes and compared");
  swaps->add_option("manifest", options->manifest, "swaps.json beside its documents")
      ->required()
      ->type_name("FILE");
  swaps->add_option("--job", options->job, "Advertisement (text) or criteria (YAML, JSON)")
      ->required()
      ->type_name("FILE");
  swaps
      ->add_option("--workspace", options->workspace,
                   "Of its own: these documents must not join real applications")
      ->default_str(".utvalg-swaps")
      ->type_name("DIR");
  swaps->add_option("--shortlist", options->shortlist, "How many are invited")
      ->check(FromOne())
      ->capture_default_str()
      ->type_name("N");
  swaps->add_option("--html", options->html, "Write a report as one HTML file")->type_name("FILE");
  swaps->add_flag("--json", options->json, "Print JSON");
  swaps->callback([=] {
    *chosen = [options] {
      if (options->workspace.empty()) options->workspace = ".utvalg-swaps";
      return RunSwaps(*options);
    };
  });
}

}  // namespace

void AddFairness(CLI::App* program, Action* chosen) {
  CLI::App* command = program->add_subcommand("fairness", "Measure whether like is treated alike");
  command->require_subcommand(1);
  AddSwaps(command, chosen);
  AddRates(command, chosen);
}

}  // namespace utvalg::cli
