// SPDX-License-Identifier: Apache-2.0
#include "services/cli/adapters/documents.h"

#include <map>
#include <string_view>
#include <utility>

#include "common/base/digest.h"
#include "services/cli/adapters/file_io.h"
#include "services/cli/adapters/parallel.h"
#include "services/cli/core/words.h"

namespace utvalg::cli {
namespace {

// Digest of the content, or the reason why there is none.
struct Reading {
  std::string digest;
  std::string_view reason;
};

Reading Read(const FoundFile& file) {
  if (!file.readable) return {.digest = "", .reason = kUnreadableFile};
  const auto content = ReadFile(file.path, kLargestFile);
  if (absl::IsResourceExhausted(content.status())) return {.digest = "", .reason = "too_large"};
  if (!content.ok()) return {.digest = "", .reason = kUnreadableFile};
  if (content->empty()) return {.digest = "", .reason = "empty_document"};
  return {.digest = Sha256Hex(*content), .reason = ""};
}

}  // namespace

DocumentSet GroupByContent(const std::vector<FoundFile>& files, size_t threads) {
  std::vector<Reading> readings(files.size());
  ParallelFor(files.size(), threads, [&](size_t i) { readings[i] = Read(files[i]); });
  DocumentSet set;
  std::map<std::string, size_t> known;
  for (size_t i = 0; i < files.size(); ++i) {
    if (!readings[i].reason.empty()) {
      set.refused.push_back({files[i].path, std::string(readings[i].reason)});
      continue;
    }
    const auto [place, first] = known.emplace(readings[i].digest, set.documents.size());
    if (first) set.documents.push_back({readings[i].digest, {}});
    set.documents[place->second].files.push_back(files[i].path);
  }
  return set;
}

}  // namespace utvalg::cli
