// SPDX-License-Identifier: Apache-2.0
#include "services/cli/commands/fairness_swaps.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "common/base/digest.h"
#include "common/base/status_macros.h"
#include "services/cli/adapters/documents.h"
#include "services/cli/adapters/file_io.h"
#include "services/cli/adapters/job_source.h"
#include "services/cli/adapters/local_server.h"
#include "services/cli/adapters/terminal.h"
#include "services/cli/commands/screening.h"
#include "services/cli/core/failure.h"
#include "services/cli/core/fairness/swaps.h"
#include "services/cli/core/fairness/swaps_views.h"
#include "services/cli/core/screen_json.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

namespace fs = std::filesystem;

constexpr size_t kLargestManifest = size_t{64} << 20;

struct Swaps {
  SwapManifest manifest;
  std::string folder;
  std::string text;
};

absl::StatusOr<Swaps> ReadManifest(const std::string& path) {
  Swaps swaps;
  const auto text = ReadFile(path, kLargestManifest);
  if (!text.ok()) {
    return Failure(Exit::kNoInput, Cat(path, " cannot be read"),
                   "tools/make-swaps writes documents with their swaps.json");
  }
  auto manifest = ParseSwapManifest(*text);
  if (!manifest.ok()) {
    return Failure(Exit::kData, Cat(path, ": ", std::string(manifest.status().message())),
                   "see docs/fairness.md");
  }
  swaps.manifest = *std::move(manifest);
  swaps.folder = fs::path(path).parent_path().string();
  swaps.text = *text;
  return swaps;
}

std::string PathOf(const Swaps& swaps, const std::string& file) {
  return swaps.folder.empty() ? file : Cat(swaps.folder, "/", file);
}

std::vector<FoundFile> FilesOf(const Swaps& swaps) {
  std::vector<FoundFile> files;
  for (const SwapCv& cv : swaps.manifest.cvs) {
    files.push_back({PathOf(swaps, cv.base)});
    for (const SwapVariant& variant : cv.variants) files.push_back({PathOf(swaps, variant.file)});
  }
  return files;
}

// The documents of a CV are one candidate's: what reads the same has its vectors once. A vector
// depends on its text alone, so nothing else changes.
void OwnByCv(const Swaps& swaps, DocumentSet* set) {
  std::map<std::string, std::string> owners;
  for (const SwapCv& cv : swaps.manifest.cvs) {
    owners.emplace(PathOf(swaps, cv.base), cv.id);
    for (const SwapVariant& variant : cv.variants) {
      owners.emplace(PathOf(swaps, variant.file), cv.id);
    }
  }
  for (Document& document : set->documents) {
    document.candidate = Cat("swaps-", Sha256Hex(owners[document.files.front()]));
  }
}

// Page and line are left out: a longer name may move them.
std::string Fingerprint(const ShownCandidate& candidate) {
  Json json = {candidate.confidence, candidate.missing_musts};
  for (const ShownCriterion& shown : candidate.criteria) {
    Json criterion = ShownCriterionJson(shown);
    for (Json& evidence : criterion["evidence"]) {
      evidence.erase("page");
      evidence.erase("line");
    }
    json.push_back(std::move(criterion));
  }
  return Sha256Hex(JsonLine(json));
}

std::map<std::string, SwapOutcome> OutcomesOf(const ScreenReport& report, const DocumentSet& set,
                                              const Swaps& swaps) {
  const size_t prefix = swaps.folder.empty() ? 0 : swaps.folder.size() + 1;
  std::map<std::string, SwapOutcome> outcomes;
  for (const ShownCandidate& candidate : report.ranked) {
    outcomes[candidate.file.substr(prefix)] = {candidate.score, Fingerprint(candidate), "",
                                               candidate.provenance.cv_digest()};
  }
  for (const ShownNeedsPerson& needs : report.needs_person) {
    outcomes[needs.file.substr(prefix)] = {std::nullopt, needs.reason, "", ""};
  }
  for (const Document& document : set.documents) {
    for (const std::string& file : document.files) {
      outcomes[file.substr(prefix)].document = document.digest;
    }
  }
  return outcomes;
}

SwapProvenance ProvenanceOf(const ScreenReport& report, const Swaps& swaps,
                            const std::map<std::string, SwapOutcome>& outcomes) {
  SwapProvenance provenance;
  std::string bytes = swaps.text;
  for (const auto& [file, outcome] : outcomes) Append(&bytes, file, "\n", outcome.document, "\n");
  provenance.manifest_digest = Sha256Hex(bytes);
  if (report.ranked.empty()) return provenance;
  const auto& first = report.ranked.front().provenance;
  provenance.job_digest = first.job_digest();
  provenance.generation = first.generation();
  provenance.scorer = first.scorer();
  provenance.calibration = first.calibration();
  return provenance;
}

absl::StatusOr<ScreenReport> RunDocuments(const SwapOptions& options, const JobSource& source,
                                          const DocumentSet& set) {
  standalone::Options services;
  services.workspace = options.workspace;
  UTVALG_ASSIGN_OR_RETURN(const auto app, StartServices(std::move(services)));
  Client client(app->channel(), "", {.deadline = std::chrono::minutes(2)});
  auto report = ScreenDocuments(&client, source, set, {options.workspace});
  const absl::Status closed = app->Shutdown();
  if (!report.ok()) return LocalFailure(report.status());
  UTVALG_RETURN_IF_ERROR(LocalFailure(closed));
  return report;
}

}  // namespace

absl::Status RunSwaps(const SwapOptions& options) {
  UTVALG_ASSIGN_OR_RETURN(const JobSource source, ReadJobSource(options.job));
  UTVALG_RETURN_IF_ERROR(ProposalFailure(source, standalone::CheckJob(ProposalRequest(source))));
  UTVALG_ASSIGN_OR_RETURN(const Swaps swaps, ReadManifest(options.manifest));
  std::optional<OutputFile> html;
  if (!options.html.empty()) {
    UTVALG_ASSIGN_OR_RETURN(OutputFile file, OutputFile::Create(options.html));
    html.emplace(std::move(file));
  }
  DocumentSet set =
      GroupByContent(FilesOf(swaps), std::max(1u, std::thread::hardware_concurrency()));
  if (!set.refused.empty()) {
    return Failure(Exit::kNoInput, Cat(set.refused.front().file, " cannot be read"),
                   "typeset the documents again");
  }
  OwnByCv(swaps, &set);
  UTVALG_ASSIGN_OR_RETURN(const ScreenReport report, RunDocuments(options, source, set));
  const auto outcomes = OutcomesOf(report, set, swaps);
  const SwapReport compared = CompareSwaps(swaps.manifest, outcomes, options.shortlist);
  const SwapProvenance provenance = ProvenanceOf(report, swaps, outcomes);
  if (html) UTVALG_RETURN_IF_ERROR(html->Commit(SwapsHtml(compared, provenance)));
  UTVALG_RETURN_IF_ERROR(
      Print(options.json ? JsonLine(SwapsJson(compared, provenance)) : SwapsText(compared)));
  if (html && !options.json) Note(Cat("The report is in ", options.html));
  if (compared.holds) return absl::OkStatus();
  return Failure(Exit::kSoftware, "something that must not matter changed a result",
                 "do not use this version; the report names each document");
}

}  // namespace utvalg::cli
