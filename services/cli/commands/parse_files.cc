// SPDX-License-Identifier: Apache-2.0
#include "services/cli/commands/parse_files.h"

#include <filesystem>
#include <utility>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/base/status_macros.h"
#include "services/cli/adapters/documents.h"
#include "services/cli/adapters/file_io.h"
#include "services/cli/core/failure.h"
#include "services/cli/core/str.h"
#include "services/cli/core/text_width.h"
#include "services/cli/core/words.h"

namespace utvalg::cli {

absl::StatusOr<std::vector<FoundFile>> FilesToParse(const std::vector<std::string>& paths) {
  std::vector<FoundFile> files;
  for (const std::string& path : paths) {
    UTVALG_ASSIGN_OR_RETURN(std::vector<FoundFile> below, FilesBelow({path}, {}));
    for (FoundFile& file : below) files.push_back(std::move(file));
  }
  if (files.empty()) {
    return Failure(Exit::kNoInput, Cat("there are no files below ", paths.front()),
                   "name a file or a folder with CVs");
  }
  return files;
}

absl::StatusOr<ParsedFile> ParseOne(const FoundFile& file, bool blind, Client* client) {
  ParsedFile parsed;
  parsed.file = file.path;
  if (!file.readable) {
    parsed.reason = kUnreadableFile;
    return parsed;
  }
  auto content = ReadFile(file.path, kLargestFile);
  if (!content.ok()) {
    const bool large = absl::IsResourceExhausted(content.status());
    parsed.reason = large ? "too_large" : std::string(kUnreadableFile);
    return parsed;
  }
  if (content->empty()) {
    parsed.reason = "empty_document";
    return parsed;
  }
  utvalg::parse::v1::ParseDocumentRequest request;
  request.set_document(*std::move(content));
  request.set_blind(blind);
  request.set_file_name(
      Truncate(Printable(std::filesystem::path(file.path).filename().string()), 250));
  request.set_received_at_ms(absl::ToUnixMillis(absl::Now()));
  auto response = client->Call(&Client::Parse::ParseDocument, request);
  if (absl::IsResourceExhausted(response.status())) {
    parsed.reason = "too_large";
    return parsed;
  }
  if (!response.ok()) return response.status();
  if (response->parsed().has_read()) {
    parsed.cv = std::move(*response->mutable_parsed()->mutable_read());
    parsed.identity = std::move(*response->mutable_identity());
  } else {
    parsed.reason = Token(response->parsed().unreadable());
    if (parsed.reason.empty()) parsed.reason = "system_error";
  }
  return parsed;
}

}  // namespace utvalg::cli
