// SPDX-License-Identifier: Apache-2.0
//
// Free space where a file or folder is, or is to be. Stateless, thread-safe.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace utvalg::cli {

// Bytes left for us on the file system of path or, where path does not exist, of the nearest folder
// above that does.
absl::StatusOr<uint64_t> FreeBytes(const std::string& path);

// An I/O failure that names path when next to nothing is left there.
absl::Status CheckDisk(const std::string& path);

}  // namespace utvalg::cli
