// SPDX-License-Identifier: Apache-2.0
#include "services/cli/adapters/disk.h"

#include <sys/statvfs.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "services/cli/core/failure.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

constexpr uint64_t kNothing = uint64_t{1} << 20;

}  // namespace

absl::StatusOr<uint64_t> FreeBytes(const std::string& path) {
  std::error_code error;
  std::filesystem::path place = std::filesystem::absolute(path, error);
  while (!std::filesystem::exists(place, error) && place.has_relative_path()) {
    place = place.parent_path();
  }
  struct statvfs info = {};
  if (statvfs(place.c_str(), &info) != 0) {
    return absl::InternalError(Cat("cannot look at ", place.string(), ": ", std::strerror(errno)));
  }
  return uint64_t{info.f_bavail} * info.f_frsize;
}

absl::Status CheckDisk(const std::string& path) {
  const auto free = FreeBytes(path);
  if (!free.ok() || *free >= kNothing) return absl::OkStatus();
  return Failure(Exit::kIo, Cat("the disk of ", path, " is full"),
                 "free space and run again; it goes on where it stopped");
}

}  // namespace utvalg::cli
