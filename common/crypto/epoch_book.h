// SPDX-License-Identifier: Apache-2.0
//
// The file of the epochs: names and times, and on one machine the keys themselves. Shared by the
// key stores. Not thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/crypto/file_lock.h"
#include "common/crypto/kms.h"

namespace utvalg {

class EpochBook {
 public:
  // Empty when there is no file yet. FAILED_PRECONDITION: it cannot be read or is damaged.
  static absl::StatusOr<EpochBook> Open(std::string path);

  // Reads the file again: another process may have begun or ended an epoch.
  absl::Status Reload();
  const key::v1::Epoch* Find(const std::string& name) const;
  std::vector<EpochInfo> Infos() const;
  // Before one of the three below, and held until it is done: several processes keep one file, and
  // a change of what was read before another's change would undo it. Reads the file again.
  absl::StatusOr<FileLock> BeginChange();
  std::string NextName() const;
  absl::Status Add(key::v1::Epoch epoch);
  // Forgets the keys and notes the time.
  absl::Status End(const std::string& name, int64_t now_ms);
  bool IsCurrent(const std::string& name) const;

 private:
  explicit EpochBook(std::string path) : path_(std::move(path)) {}

  std::string path_;
  key::v1::KeyFile file_;
};

}  // namespace utvalg
