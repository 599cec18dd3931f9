// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "common/base/strings.h"

namespace utvalg {

absl::StatusOr<FileLock> FileLock::Take(const std::string& path) {
  namespace fs = std::filesystem;
  const fs::path parent = fs::absolute(path).parent_path();
  std::error_code error;
  if (fs::create_directories(parent, error)) {
    fs::permissions(parent, fs::perms::owner_all, error);
  }
  FileLock lock(open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
  bool taken = false;
  while (lock.file_ >= 0 && !taken) {
    taken = flock(lock.file_, LOCK_EX) == 0;
    if (!taken && errno != EINTR) break;
  }
  if (taken) return lock;
  return absl::FailedPreconditionError(Cat("cannot lock ", path, ": ", std::strerror(errno)));
}

FileLock::FileLock(FileLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

// Closing lets it go.
FileLock::~FileLock() {
  if (file_ >= 0) close(file_);
}

}  // namespace utvalg
