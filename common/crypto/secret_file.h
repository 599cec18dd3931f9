// SPDX-License-Identifier: Apache-2.0
//
// Small files that nobody but their owner may read: keys, tokens. Stateless, thread-safe as far as
// the file system is.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace utvalg {

// NOT_FOUND: there is none. FAILED_PRECONDITION: others may read it (say chmod 600), or it cannot
// be read.
absl::StatusOr<std::string> ReadSecretFile(const std::string& path);

// Replaces the file as a whole, durable when it returns, mode 0600. Directories that are missing
// are made with mode 0700.
absl::Status WriteSecretFile(const std::string& path, std::string_view content);

// Adds to the end of the file, durable when it returns; makes it when there is none, mode 0600. A
// kill may leave a part of `content`.
absl::Status AppendSecretFile(const std::string& path, std::string_view content);

// As WriteSecretFile, and what the file held before is overwritten on its blocks first: as far as
// the file system writes in place, what was there is gone.
absl::Status ReplaceSecretFile(const std::string& path, std::string_view content);

}  // namespace utvalg
