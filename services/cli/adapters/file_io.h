// SPDX-License-Identifier: Apache-2.0
//
// Files whole: read into memory, and written so that nobody ever sees half of one. Thread-safe but
// for OutputFile, which belongs to one thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace utvalg::cli {

// ResourceExhausted: larger than max_bytes (not read then). NotFound, PermissionDenied, Internal:
// cannot be read.
absl::StatusOr<std::string> ReadFile(const std::string& path, size_t max_bytes);

// A file that appears under its name only when it is whole. Until Commit everything is in a
// temporary file beside it, which goes away with this object.
class OutputFile {
 public:
  // Opened before the work, so that a wrong place is said at once.
  static absl::StatusOr<OutputFile> Create(std::string path);
  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();

  // Writes, syncs and moves into place. At most once.
  absl::Status Commit(std::string_view content);

 private:
  OutputFile(std::string path, std::string temporary, int descriptor);

  std::string path_;
  std::string temporary_;
  int descriptor_ = -1;
};

}  // namespace utvalg::cli
