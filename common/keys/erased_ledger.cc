// SPDX-License-Identifier: Apache-2.0
#include "common/keys/erased_ledger.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/crypto/secret_file.h"

namespace utvalg {

namespace {

constexpr int kReadOnly = -1;

}  // namespace

absl::StatusOr<std::unique_ptr<ErasedLedger>> ErasedLedger::Open(const std::string& path) {
  auto content = ReadSecretFile(path);
  // Where the folder is mounted for reading only, somebody else keeps the ledger.
  const bool read_only = access(std::filesystem::path(path).parent_path().c_str(), W_OK) != 0 &&
                         (errno == EROFS || errno == EACCES);
  if (absl::IsNotFound(content.status())) {
    if (!read_only) UTVALG_RETURN_IF_ERROR(WriteSecretFile(path, ""));
    content = "";
  }
  UTVALG_RETURN_IF_ERROR(content.status());
  std::set<std::string> ids;
  for (const std::string_view line : Split(*content, '\n')) {
    if (!line.empty()) ids.emplace(line);
  }
  const int file = read_only ? kReadOnly : open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  if (!read_only && file < 0) {
    return absl::FailedPreconditionError(Cat("cannot write ", path, ": ", std::strerror(errno)));
  }
  return std::unique_ptr<ErasedLedger>(new ErasedLedger(file, std::move(ids)));
}

ErasedLedger::~ErasedLedger() {
  if (file_ != kReadOnly) close(file_);
}

absl::Status ErasedLedger::Add(const std::vector<std::string>& key_ids) {
  absl::MutexLock lock(&mutex_);
  std::string lines;
  for (const std::string& key_id : key_ids) {
    if (ids_.count(key_id) == 0) lines += Cat(key_id, "\n");
  }
  if (lines.empty()) return absl::OkStatus();
  if (file_ == kReadOnly) {
    return absl::FailedPreconditionError("this process only reads who was erased");
  }
  if (write(file_, lines.data(), lines.size()) != static_cast<ssize_t>(lines.size()) ||
      fsync(file_) != 0) {
    return absl::UnavailableError(Cat("cannot note what was erased: ", std::strerror(errno)));
  }
  ids_.insert(key_ids.begin(), key_ids.end());
  return absl::OkStatus();
}

bool ErasedLedger::Contains(const std::string& key_id) const {
  absl::MutexLock lock(&mutex_);
  return ids_.count(key_id) > 0;
}

}  // namespace utvalg
