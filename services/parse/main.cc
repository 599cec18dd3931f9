// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <thread>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/runtime/model_identity.h"
#include "common/runtime/service_process.h"
#include "common/taxonomy/imported_labels.h"
#include "services/parse/app.h"

namespace utvalg::parse {
namespace {

// utvalg-extract beside the running program unless another is named.
std::string ExtractorPath(const config::v1::ParseConfig& config) {
  if (!config.extractor().empty()) return config.extractor();
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  return (program.parent_path() / "utvalg-extract").string();
}

absl::StatusOr<ParseApp::Options> OptionsFrom(const config::v1::ParseConfig& config) {
  UTVALG_ASSIGN_OR_RETURN(const ModelIdentity model, ReadModelIdentity(config.model_dir()));
  UTVALG_RETURN_IF_ERROR(taxonomy::UseImportedLabels(config.taxonomy()));
  ParseApp::Options options;
  options.tenant = config.tenant();
  options.model_digest = model.digest;
  if (config.fill() == "again") {
    options.role = ParseApp::Role::kFillAgain;
  } else if (config.fill() == "beside") {
    options.role = ParseApp::Role::kFillBeside;
  } else if (!config.fill().empty()) {
    return absl::InvalidArgumentError("fill must be again or beside; see docs/operations.md");
  }
  options.cache_directory = config.cache_directory();
  options.workers =
      config.workers() > 0 ? config.workers() : std::max(1u, std::thread::hardware_concurrency());
  options.extractor.path = ExtractorPath(config);
  options.extractor.children = static_cast<int>(options.workers);
  options.extractor.kept = 1;  // For receipts and whoever else waits.
  options.extractor.ocr_children = config.no_ocr() ? 0 : 1;
  options.extractor.insecure_no_sandbox = config.insecure_no_sandbox();
  const config::v1::Limits& limits = config.limits();
  options.extractor.max_pages = limits.document_pages() > 0 ? limits.document_pages() : 100;
  options.extractor.max_characters =
      limits.document_characters() > 0 ? limits.document_characters() : 1000000;
  options.extractor.cpu_seconds =
      limits.extractor_cpu_seconds() > 0 ? static_cast<int>(limits.extractor_cpu_seconds()) : 10;
  if (limits.document_bytes() > 0) options.max_document_bytes = limits.document_bytes();
  return options;
}

}  // namespace
}  // namespace utvalg::parse

int main(int argc, char** argv) {
  utvalg::config::v1::ParseConfig config;
  const auto parts = [&config] {
    if (config.tenant().empty()) config.set_tenant("default");
    utvalg::ServiceParts parts;
    parts.name = "parse";
    parts.service = &config.service();
    parts.kafka = &config.kafka();
    parts.documents = &config.documents();
    parts.keys = &config.keys();
    parts.may_know_who = true;
    return parts;
  };
  return utvalg::RunServiceProcess(
      argc, argv, &config, parts,
      [&config](const utvalg::Ports& ports) -> absl::StatusOr<utvalg::RunningService> {
        UTVALG_ASSIGN_OR_RETURN(const auto options, utvalg::parse::OptionsFrom(config));
        UTVALG_ASSIGN_OR_RETURN(std::shared_ptr<utvalg::parse::ParseApp> app,
                                utvalg::parse::ParseApp::Create(options, ports));
        utvalg::RunningService running;
        running.services = {app->service()};
        running.stop = [raw = app.get()] { raw->Stop(); };
        running.owner = std::move(app);
        return running;
      });
}
