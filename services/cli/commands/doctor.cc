// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "common/base/utf8.h"
#include "services/cli/adapters/client.h"
#include "services/cli/adapters/disk.h"
#include "services/cli/adapters/local_server.h"
#include "services/cli/adapters/port_probe.h"
#include "services/cli/adapters/terminal.h"
#include "services/cli/commands/commands.h"
#include "services/cli/commands/server_options.h"
#include "services/cli/core/doctor_view.h"
#include "services/cli/core/failure.h"
#include "services/cli/core/str.h"
#include "services/cli/core/words.h"

namespace utvalg::cli {
namespace {

namespace fs = std::filesystem;
using Verdict = Check::Verdict;

constexpr uint64_t kScarceDisk = uint64_t{1} << 30;

struct DoctorOptions {
  std::string workspace;
  std::string listen = kDefaultServer;
  bool json = false;
};

Check Bad(std::string name, const absl::Status& status) {
  return {std::move(name), Verdict::kBad, std::string(status.message())};
}

Check CheckModel() {
  const auto model = FindModel("");
  if (!model.ok()) return Bad("model", model.status());
  return {"model", Verdict::kGood, fs::path(*model).lexically_normal().string()};
}

// Reads a small document through the real sandboxed extractor.
Check CheckExtractor() {
  standalone::Options services;
  services.parse_only = true;
  services.workers = 1;
  const auto app = StartServices(std::move(services));
  if (!app.ok()) return Bad("extractor and sandbox", app.status());
  Client client((*app)->channel(), "", {});
  utvalg::parse::v1::ParseDocumentRequest request;
  request.set_document("Curriculum vitae\n\nExperience\n2019 - 2023 Nurse, Oslo\n");
  const auto response = client.Call(&Client::Parse::ParseDocument, request);
  if (!response.ok()) return Bad("extractor and sandbox", response.status());
  const auto reason = response->parsed().unreadable();
  if (reason == utvalg::cv::v1::NEEDS_PERSON_REASON_SYSTEM_ERROR ||
      reason == utvalg::cv::v1::NEEDS_PERSON_REASON_SANDBOX_VIOLATION ||
      reason == utvalg::cv::v1::NEEDS_PERSON_REASON_PARSE_CRASH) {
    return {"extractor and sandbox", Verdict::kBad,
            Cat("a harmless document could not be read (", Token(reason),
                "); install utvalg-extract of the same version beside utvalg")};
  }
  return {"extractor and sandbox", Verdict::kGood, "a document was read inside the sandbox"};
}

Check CheckScans() {
  std::error_code error;
  if (!fs::exists(Cat(ProgramFolder(), "/utvalg-ocr"), error)) {
    return {"scans", Verdict::kRemark,
            "utvalg-ocr is not installed beside utvalg, so scans go to a person"};
  }
  std::string found;
  for (const char* language : {"nor", "eng"}) {
    for (const char* version : {"5", "4.00"}) {
      if (fs::exists(
              Cat("/usr/share/tesseract-ocr/", version, "/tessdata/", language, ".traineddata"),
              error)) {
        Append(&found, found.empty() ? "" : ", ", language);
        break;
      }
    }
  }
  if (found == "nor, eng") return {"scans", Verdict::kGood, "read in Norwegian and English"};
  return {"scans", Verdict::kRemark,
          Cat("languages found: ", found.empty() ? "none" : found,
              "; without both, scans go to a person (apt-get install tesseract-ocr "
              "tesseract-ocr-nor)")};
}

Check CheckSpace(const std::string& workspace) {
  const auto free = FreeBytes(workspace);
  if (!free.ok()) return Bad("disk", free.status());
  const std::string text = Cat(*free >> 20, " MiB free");
  if (*free < kScarceDisk) return {"disk", Verdict::kBad, Cat(text, "; free some space")};
  return {"disk", Verdict::kGood, text};
}

// Opens an existing workspace as the services do; a new one is only looked at.
Check CheckWorkspace(const std::string& workspace) {
  std::error_code error;
  if (!fs::exists(workspace, error)) {
    const fs::path parent = fs::absolute(workspace, error).parent_path();
    if (::access(parent.c_str(), W_OK) != 0) {
      return {"workspace", Verdict::kBad,
              Cat(parent.string(), " cannot be written to; choose another place with --workspace")};
    }
    return {"workspace", Verdict::kGood, Cat(workspace, " will be made")};
  }
  standalone::Options services;
  services.workspace = workspace;
  const auto app = StartServices(std::move(services));
  if (app.ok()) return {"workspace", Verdict::kGood, Cat(workspace, " opens")};
  if (ExitOf(app.status()) == Exit::kTemporary) {
    return {"workspace", Verdict::kRemark, Cat(workspace, " is in use by a running utvalg")};
  }
  return Bad("workspace", app.status());
}

Check CheckPort(const std::string& listen) {
  const absl::Status free = ProbePort(listen);
  if (free.ok()) return {"port", Verdict::kGood, Cat(listen, " is free")};
  Client client(Client::Dial(listen), listen,
                {.deadline = std::chrono::seconds(2), .patience = std::chrono::seconds(0)});
  if (client.Call(&Client::Ingest::ListJobs, utvalg::ingest::v1::ListJobsRequest()).ok()) {
    return {"port", Verdict::kGood, Cat("a server answers at ", listen)};
  }
  return {"port", Verdict::kBad,
          Cat(std::string(free.message()), "; stop the other program or use --listen")};
}

Check CheckText() {
  if (FoldCase("ÅØÆ") != "åøæ") {
    return {"text", Verdict::kBad, "the Unicode data of ICU is missing; reinstall libicu"};
  }
  std::string locale = Environment("LC_ALL");
  if (locale.empty()) locale = Environment("LC_CTYPE");
  if (locale.empty()) locale = Environment("LANG");
  const std::string folded = FoldCase(locale);
  if (folded.find("utf-8") == std::string::npos && folded.find("utf8") == std::string::npos) {
    return {"text", Verdict::kRemark,
            "the locale is not UTF-8, so tables may look odd; set LANG=C.UTF-8"};
  }
  return {"text", Verdict::kGood, Cat("UTF-8 (", locale, ")")};
}

absl::Status RunDoctor(const DoctorOptions& options) {
  const std::string workspace = WorkspaceOr(options.workspace);
  const std::vector<Check> checks = {CheckModel(),
                                     CheckExtractor(),
                                     CheckScans(),
                                     CheckSpace(workspace),
                                     CheckWorkspace(workspace),
                                     CheckPort(options.listen),
                                     CheckText()};
  UTVALG_RETURN_IF_ERROR(
      Print(options.json ? JsonLine(ChecksJson(checks)) : ChecksText(checks, StandardOutput())));
  if (AllWell(checks)) return absl::OkStatus();
  return Failure(Exit::kConfiguration, "something is wrong", "see above for what to do");
}

}  // namespace

void AddDoctor(CLI::App* program, Action* chosen) {
  auto options = std::make_shared<DoctorOptions>();
  CLI::App* command = program->add_subcommand(
      "doctor", "Check that everything needed is there, and say what to do");
  command
      ->add_option("--workspace", options->workspace,
                   "The workspace to look at (default: $UTVALG_WORKSPACE or .utvalg)")
      ->type_name("DIR");
  command->add_option("--listen", options->listen, "The address to look at")
      ->type_name("HOST:PORT");
  command->add_flag("--json", options->json, "Print JSON");
  command->callback([=] { *chosen = [options] { return RunDoctor(*options); }; });
}

}  // namespace utvalg::cli
