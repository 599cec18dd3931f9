// SPDX-License-Identifier: Apache-2.0
#include "services/cli/adapters/local_server.h"

#include <filesystem>
#include <string_view>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "services/cli/adapters/terminal.h"
#include "services/cli/core/failure.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

namespace fs = std::filesystem;

bool Exists(const std::string& path) {
  std::error_code error;
  return fs::exists(path, error);
}

bool Says(const absl::Status& status, std::string_view words) {
  return std::string_view(status.message().data(), status.message().size()).find(words) !=
         std::string_view::npos;
}

}  // namespace

std::string ProgramFolder() {
  std::error_code error;
  return fs::read_symlink("/proc/self/exe", error).parent_path().string();
}

std::string WorkspaceOr(const std::string& flag) {
  if (!flag.empty()) return flag;
  const std::string named = Environment("UTVALG_WORKSPACE");
  return named.empty() ? ".utvalg" : named;
}

absl::StatusOr<std::string> FindModel(const std::string& flag) {
  const std::string named = flag.empty() ? Environment("UTVALG_MODEL") : flag;
  std::vector<std::string> places = {named};
  if (named.empty()) {
    // In the build tree, build/<preset>/bin and build/model; installed, bin and share/utvalg/model.
    const std::string folder = ProgramFolder();
    places = {Cat(folder, "/../../model"), Cat(folder, "/../share/utvalg/model")};
  }
  for (const std::string& place : places) {
    if (Exists(Cat(place, "/manifest.json"))) return place;
  }
  return Failure(Exit::kConfiguration,
                 Cat("there is no model in ", fs::path(places.front()).lexically_normal().string()),
                 "make it with tools/prepare-model, or name its folder in UTVALG_MODEL");
}

absl::StatusOr<std::string> FindExtractor(const std::string& flag) {
  const std::string path = flag.empty() ? Cat(ProgramFolder(), "/utvalg-extract") : flag;
  if (Exists(path)) return path;
  return Failure(Exit::kConfiguration, Cat("there is no program ", path),
                 "install utvalg-extract beside utvalg");
}

absl::Status LocalFailure(const absl::Status& status) {
  if (status.ok() || status.GetPayload("utvalg.cli/exit")) return status;
  if (Says(status, "No space left") || Says(status, "no space left")) {
    return Failure(Exit::kIo, "the disk of the workspace is full",
                   "free space and run again; it goes on where it stopped");
  }
  if (Says(status, "another process")) {
    return Failure(Exit::kTemporary, "another utvalg works in this workspace",
                   "wait for it, stop it, or name another folder with --workspace");
  }
  switch (status.code()) {
    case absl::StatusCode::kDataLoss:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kPermissionDenied:
      return Failure(Exit::kConfiguration, std::string(status.message()), "");
    default:
      return status;
  }
}

absl::StatusOr<std::unique_ptr<standalone::App>> StartServices(standalone::Options options) {
  UTVALG_ASSIGN_OR_RETURN(options.extractor_path, FindExtractor(options.extractor_path));
  if (!options.parse_only) {
    UTVALG_ASSIGN_OR_RETURN(options.model_dir, FindModel(options.model_dir));
  }
  // Scans are read where their reader is installed; without it they go to a person.
  const fs::path folder = fs::path(options.extractor_path).parent_path();
  options.ocr = options.ocr && Exists((folder / "utvalg-ocr").string());
  const std::string secret = Environment("UTVALG_TENANT_SECRET");
  if (!secret.empty()) options.tenant_secret = secret;
  auto app = standalone::App::Create(std::move(options));
  if (absl::IsNotFound(app.status())) {
    return Failure(Exit::kConfiguration, std::string(app.status().message()),
                   "`utvalg doctor` says what is missing");
  }
  if (!app.ok()) return LocalFailure(app.status());
  return app;
}

}  // namespace utvalg::cli
