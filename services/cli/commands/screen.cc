// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "services/cli/adapters/documents.h"
#include "services/cli/adapters/file_io.h"
#include "services/cli/adapters/file_walk.h"
#include "services/cli/adapters/job_source.h"
#include "services/cli/adapters/local_server.h"
#include "services/cli/adapters/terminal.h"
#include "services/cli/commands/commands.h"
#include "services/cli/commands/screening.h"
#include "services/cli/commands/token.h"
#include "services/cli/core/failure.h"
#include "services/cli/core/screen_html.h"
#include "services/cli/core/screen_json.h"
#include "services/cli/core/screen_text.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

constexpr std::chrono::minutes kDeadline(2);
constexpr std::chrono::seconds kServerPatience(30);  // For a server that restarts meanwhile.

struct ScreenOptions {
  std::string job;
  std::vector<std::string> paths;
  std::string workspace;
  std::string server;
  std::string html;
  uint32_t top = 0;
  bool json = false;
  bool reveal = false;
  bool no_ocr = false;
  bool insecure_no_sandbox = false;
};

absl::StatusOr<std::vector<FoundFile>> FindApplicants(const ScreenOptions& options) {
  // What the run itself brings applies for nothing.
  UTVALG_ASSIGN_OR_RETURN(auto files, FilesBelow(options.paths, {WorkspaceOr(options.workspace),
                                                                 options.job, options.html}));
  if (files.empty()) {
    return Failure(Exit::kNoInput,
                   Cat("there are no files below ", options.paths.front(),
                       options.paths.size() > 1 ? " and the other paths" : ""),
                   "name a folder with CVs");
  }
  return files;
}

absl::Status Show(const ScreenOptions& options, const ScreenReport& report,
                  std::optional<OutputFile> html) {
  for (const std::string& warning : report.warnings) Note(Cat("note: ", warning));
  if (html) {
    UTVALG_RETURN_IF_ERROR(html->Commit(ScreenHtml(report, {.reveal = options.reveal})));
  }
  UTVALG_RETURN_IF_ERROR(
      Print(options.json ? JsonLine(ScreenJson(report)) : ScreenText(report, StandardOutput())));
  if (html && !options.json) Note(Cat("The report is in ", options.html));
  return absl::OkStatus();
}

// By the services of this process, in the workspace.
absl::StatusOr<ScreenReport> ScreenHere(const ScreenOptions& options, const JobSource& source,
                                        const DocumentSet& set) {
  standalone::Options services;
  services.workspace = WorkspaceOr(options.workspace);
  services.ocr = !options.no_ocr;
  services.insecure_no_sandbox = options.insecure_no_sandbox;
  UTVALG_ASSIGN_OR_RETURN(const auto app, StartServices(std::move(services)));
  Client client(app->channel(), "", {.deadline = kDeadline});
  auto report = ScreenDocuments(&client, source, set,
                                {WorkspaceOr(options.workspace), options.top, options.reveal});
  absl::Status closed = app->Shutdown();
  if (!report.ok()) return LocalFailure(report.status());
  UTVALG_RETURN_IF_ERROR(LocalFailure(closed));
  return report;
}

// By a server: the same work, the same answer.
absl::StatusOr<ScreenReport> ScreenThere(const ScreenOptions& options, const JobSource& source,
                                         const DocumentSet& set) {
  Client client(
      Client::Dial(options.server), options.server,
      {.deadline = kDeadline, .patience = kServerPatience, .token = TokenFor(options.server)});
  return ScreenDocuments(&client, source, set, {"", options.top, options.reveal});
}

absl::Status RunScreen(const ScreenOptions& options) {
  // Whatever can be said to be wrong is said before the work begins.
  UTVALG_ASSIGN_OR_RETURN(const JobSource source, ReadJobSource(options.job));
  UTVALG_RETURN_IF_ERROR(ProposalFailure(source, standalone::CheckJob(ProposalRequest(source))));
  UTVALG_ASSIGN_OR_RETURN(const std::vector<FoundFile> files, FindApplicants(options));
  std::optional<OutputFile> html;
  if (!options.html.empty()) {
    UTVALG_ASSIGN_OR_RETURN(OutputFile file, OutputFile::Create(options.html));
    html.emplace(std::move(file));
  }
  const size_t cores = std::max(1u, std::thread::hardware_concurrency());
  const DocumentSet set = GroupByContent(files, cores);

  UTVALG_ASSIGN_OR_RETURN(const ScreenReport report, options.server.empty()
                                                         ? ScreenHere(options, source, set)
                                                         : ScreenThere(options, source, set));
  return Show(options, report, std::move(html));
}

}  // namespace

void AddScreen(CLI::App* program, Action* chosen) {
  auto options = std::make_shared<ScreenOptions>();
  CLI::App* command = program->add_subcommand(
      "screen", "Read all CVs below the paths and put them in order for a job, with evidence");
  command->add_option("--job", options->job, "Advertisement (text) or criteria (YAML, JSON)")
      ->required()
      ->type_name("FILE");
  command->add_option("paths", options->paths, "Files and folders with CVs")
      ->required()
      ->type_name("PATH");
  command
      ->add_option("--workspace", options->workspace,
                   "Where what was read is kept (default: $UTVALG_WORKSPACE or .utvalg)")
      ->type_name("DIR");
  command
      ->add_option("--server", options->server,
                   "Let this server do the work instead of this machine (default: none)")
      ->type_name("HOST:PORT")
      ->excludes("--workspace");
  command->add_option("--top", options->top, "Show only ranks 1 to N")
      ->check(FromOne())
      ->type_name("N");
  command->add_flag("--json", options->json, "Print JSON instead of a table");
  command->add_option("--html", options->html, "Write a report as one HTML file")
      ->type_name("FILE");
  command->add_flag("--reveal", options->reveal, "Name candidates and files in table and report");
  command->add_flag("--no-ocr", options->no_ocr, "Do not read scans");
  command->add_flag("--insecure-no-sandbox", options->insecure_no_sandbox,
                    "Read documents without the sandbox; only for documents you trust");
  command->callback([=] { *chosen = [options] { return RunScreen(*options); }; });
}

}  // namespace utvalg::cli
