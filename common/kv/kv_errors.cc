// SPDX-License-Identifier: Apache-2.0
#include "common/kv/kv_errors.h"

#include <algorithm>
#include <array>
#include <string>

#include "common/base/strings.h"

namespace utvalg {
namespace {

bool Mentions(const std::string& text, std::string_view what) {
  return text.find(what) != std::string::npos;
}

// Files whose absence means that data is gone.
bool NamesADataFile(const std::string& text) {
  static constexpr std::array<std::string_view, 5> kNames = {".sst", ".blob", ".log", "MANIFEST",
                                                             "CURRENT"};
  return std::any_of(kNames.begin(), kNames.end(),
                     [&text](std::string_view name) { return Mentions(text, name); });
}

absl::Status Damaged(std::string text, std::string_view directory) {
  // RocksDB looks for a missing 7.sst under its old name last, and names that one.
  if (const size_t old = text.find(".ldb"); old != std::string::npos) text.replace(old, 4, ".sst");
  return absl::DataLossError(Cat("the store ", directory, " is damaged: ", text,
                                 ". Nothing was changed. Restore the directory from a backup"));
}

}  // namespace

bool IsLockHeld(const rocksdb::Status& status) {
  const std::string text = status.ToString();
  return status.IsIOError() && Mentions(text, "LOCK") &&
         (Mentions(text, "lock hold by current process") ||
          Mentions(text, "Resource temporarily unavailable"));
}

absl::Status FromRocksDb(const rocksdb::Status& status, std::string_view directory) {
  if (status.ok()) return absl::OkStatus();
  const std::string text = status.ToString();
  if (status.IsNoSpace()) {
    return absl::ResourceExhaustedError(
        Cat("no space left on the disk of ", directory,
            ": nothing acknowledged is lost; free space and writing resumes by itself"));
  }
  if (IsLockHeld(status)) {
    return absl::UnavailableError(Cat("another process uses ", directory,
                                      ": stop it, or give this one a directory of its own"));
  }
  if (status.IsCorruption()) return Damaged(text, directory);
  if (status.IsIOError()) {
    if (Mentions(text, "No such file") && NamesADataFile(text)) return Damaged(text, directory);
    if (Mentions(text, "Permission denied") || Mentions(text, "Read-only file system") ||
        Mentions(text, "Not a directory")) {
      return absl::FailedPreconditionError(Cat("cannot use ", directory, ": ", text));
    }
    return absl::UnavailableError(Cat("the disk of ", directory, " answers with an error: ", text));
  }
  if (status.IsInvalidArgument()) {
    return absl::FailedPreconditionError(Cat("cannot use ", directory, ": ", text));
  }
  if (status.IsBusy() || status.IsTimedOut() || status.IsTryAgain() || status.IsIncomplete() ||
      status.IsShutdownInProgress()) {
    return absl::UnavailableError(Cat(directory, ": ", text));
  }
  return absl::InternalError(Cat(directory, ": ", text));
}

}  // namespace utvalg
