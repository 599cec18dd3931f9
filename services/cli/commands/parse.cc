// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "services/cli/adapters/client.h"
#include "services/cli/adapters/local_server.h"
#include "services/cli/adapters/parallel.h"
#include "services/cli/adapters/terminal.h"
#include "services/cli/commands/commands.h"
#include "services/cli/commands/parse_files.h"
#include "services/cli/core/cv_json.h"
#include "services/cli/core/cv_text.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

struct ParseOptions {
  std::vector<std::string> paths;
  bool blind = false;
  bool json = false;
  bool no_ocr = false;
  bool insecure_no_sandbox = false;
};

// Prints texts in the order of their numbers, each as soon as all before it are there. Thread-safe.
class OrderedPrinter {
 public:
  explicit OrderedPrinter(size_t count) : texts_(count) {}

  void Put(size_t number, std::string text) {
    const std::lock_guard lock(mutex_);
    texts_[number] = std::move(text);
    for (; status_.ok() && next_ < texts_.size() && texts_[next_]; ++next_) {
      status_ = Print(*texts_[next_]);
      texts_[next_]->clear();
    }
  }
  void Fail(absl::Status status) {
    const std::lock_guard lock(mutex_);
    if (status_.ok()) status_ = std::move(status);
  }
  absl::Status status() const {
    const std::lock_guard lock(mutex_);
    return status_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::optional<std::string>> texts_;
  size_t next_ = 0;
  absl::Status status_;
};

absl::Status RunParse(const ParseOptions& options) {
  UTVALG_ASSIGN_OR_RETURN(const std::vector<FoundFile> files, FilesToParse(options.paths));
  standalone::Options services;
  services.parse_only = true;
  services.ocr = !options.no_ocr;
  services.insecure_no_sandbox = options.insecure_no_sandbox;
  UTVALG_ASSIGN_OR_RETURN(const auto app, StartServices(std::move(services)));
  // A scan of many pages takes its time, and waits for its turn.
  Client client(app->channel(), "", {.deadline = std::chrono::minutes(20)});

  const Canvas canvas = StandardOutput();
  OrderedPrinter printer(files.size());
  ParallelFor(files.size(), std::max(1u, std::thread::hardware_concurrency()), [&](size_t i) {
    if (!printer.status().ok()) return;
    const auto parsed = ParseOne(files[i], options.blind, &client);
    if (!parsed.ok()) return printer.Fail(LocalFailure(parsed.status()));
    printer.Put(i, options.json ? JsonLine(ParsedFileJson(*parsed, options.blind))
                                : Cat(i == 0 ? "" : "\n", CvText(*parsed, options.blind, canvas)));
  });
  UTVALG_RETURN_IF_ERROR(printer.status());
  return LocalFailure(app->Shutdown());
}

}  // namespace

void AddParse(CLI::App* program, Action* chosen) {
  auto options = std::make_shared<ParseOptions>();
  CLI::App* command = program->add_subcommand("parse", "Show what is read from CVs");
  command->add_option("files", options->paths, "Files and folders")->required()->type_name("FILE");
  command->add_flag("--blind", options->blind, "Only what is embedded and scored: no identity");
  command->add_flag("--json", options->json, "One line of JSON per file");
  command->add_flag("--no-ocr", options->no_ocr, "Do not read scans");
  command->add_flag("--insecure-no-sandbox", options->insecure_no_sandbox,
                    "Read documents without the sandbox; only for documents you trust");
  command->callback([=] { *chosen = [options] { return RunParse(*options); }; });
}

}  // namespace utvalg::cli
