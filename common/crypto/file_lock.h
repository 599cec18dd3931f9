// SPDX-License-Identifier: Apache-2.0
//
// One process at a time: for what several would make at once. Used by whoever opens keys.
#pragma once

#include <string>

#include "absl/status/statusor.h"

namespace utvalg {

// While it lives, no other process holds one of the same path.
class FileLock {
 public:
  // Waits its turn. Its directory is made when it is missing, mode 0700. FAILED_PRECONDITION: the
  // file cannot be made.
  static absl::StatusOr<FileLock> Take(const std::string& path);
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int file) : file_(file) {}
  int file_;
};

}  // namespace utvalg
