// SPDX-License-Identifier: Apache-2.0
//
// Reports over the documents of a round.
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "services/cli/adapters/file_io.h"
#include "services/cli/adapters/local_server.h"
#include "services/cli/adapters/parallel.h"
#include "services/cli/adapters/terminal.h"
#include "services/cli/commands/commands.h"
#include "services/cli/commands/parse_files.h"
#include "services/cli/core/data_report/data_report.h"
#include "services/cli/core/failure.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

constexpr size_t kLargestReport = size_t{16} << 20;

struct DataOptions {
  std::vector<std::string> paths;
  std::string before;
  std::string html;
  bool json = false;
  bool no_ocr = false;
};

absl::StatusOr<std::optional<DataCounts>> ReadBefore(const std::string& path) {
  if (path.empty()) return std::nullopt;
  const auto content = ReadFile(path, kLargestReport);
  if (!content.ok()) return Failure(Exit::kNoInput, Cat(path, " cannot be read"), "check the path");
  auto counts = ParseDataReport(*content);
  if (counts.ok()) return *std::move(counts);
  return Failure(Exit::kData, Cat(path, ": ", std::string(counts.status().message())),
                 "name an earlier report");
}

// Texts are let go of as soon as they are counted, but for the facts that are.
absl::StatusOr<DataCounts> ReadAll(const DataOptions& options) {
  UTVALG_ASSIGN_OR_RETURN(const std::vector<FoundFile> files, FilesToParse(options.paths));
  standalone::Options services;
  services.parse_only = true;
  services.ocr = !options.no_ocr;
  UTVALG_ASSIGN_OR_RETURN(const auto app, StartServices(std::move(services)));
  Client client(app->channel(), "", {.deadline = std::chrono::minutes(20)});
  std::vector<ParsedFile> documents(files.size());
  std::mutex mutex;
  absl::Status failed;
  ParallelFor(files.size(), std::max(1u, std::thread::hardware_concurrency()), [&](size_t i) {
    auto parsed = ParseOne(files[i], /*blind=*/false, &client);
    if (!parsed.ok()) {
      const std::lock_guard lock(mutex);
      failed = LocalFailure(parsed.status());
      return;
    }
    parsed->cv.clear_blind_text();
    documents[i] = *std::move(parsed);
  });
  UTVALG_RETURN_IF_ERROR(failed);
  UTVALG_RETURN_IF_ERROR(LocalFailure(app->Shutdown()));
  return CountDocuments(documents);
}

absl::Status RunData(const DataOptions& options) {
  UTVALG_ASSIGN_OR_RETURN(const std::optional<DataCounts> earlier, ReadBefore(options.before));
  std::optional<OutputFile> html;
  if (!options.html.empty()) {
    UTVALG_ASSIGN_OR_RETURN(OutputFile file, OutputFile::Create(options.html));
    html.emplace(std::move(file));
  }
  UTVALG_ASSIGN_OR_RETURN(const DataCounts now, ReadAll(options));
  const DataCounts* const before = earlier ? &*earlier : nullptr;
  if (html) UTVALG_RETURN_IF_ERROR(html->Commit(DataHtml(now, before)));
  UTVALG_RETURN_IF_ERROR(Print(options.json ? JsonLine(DataJson(now, before))
                                            : DataText(now, before, StandardOutput())));
  if (html && !options.json) Note(Cat("The report is in ", options.html));
  return absl::OkStatus();
}

}  // namespace

void AddReport(CLI::App* program, Action* chosen) {
  CLI::App* command = program->add_subcommand("report", "What the documents of a round were like");
  command->require_subcommand(1);
  auto options = std::make_shared<DataOptions>();
  CLI::App* data = command->add_subcommand(
      "data", "Balance, completeness, reading quality by language and format, drift");
  data->add_option("files", options->paths, "Files and folders")->required()->type_name("FILE");
  data->add_option("--before", options->before, "An earlier report (JSON): how far data moved")
      ->type_name("FILE");
  data->add_option("--html", options->html, "Write a report as one HTML file")->type_name("FILE");
  data->add_flag("--json", options->json, "Print JSON");
  data->add_flag("--no-ocr", options->no_ocr, "Do not read scans");
  data->callback([=] { *chosen = [options] { return RunData(*options); }; });
}

}  // namespace utvalg::cli
