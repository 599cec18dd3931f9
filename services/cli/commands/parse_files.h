// SPDX-License-Identifier: Apache-2.0
//
// Files that are read one by one without a job: by `utvalg parse` and `utvalg report data`.
// Thread-safe.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/cli/adapters/client.h"
#include "services/cli/adapters/file_walk.h"
#include "services/cli/core/cv_json.h"

namespace utvalg::cli {

// One entry per file even when a file is named twice: whoever pairs files with lines counts on it.
// A failure when there is none.
absl::StatusOr<std::vector<FoundFile>> FilesToParse(const std::vector<std::string>& paths);

// What cannot be opened or read has a reason; a failure is the service's own.
absl::StatusOr<ParsedFile> ParseOne(const FoundFile& file, bool blind, Client* client);

}  // namespace utvalg::cli
