// SPDX-License-Identifier: Apache-2.0
#include "common/log/embedded/high_water_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>

#include "common/base/crc32c.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/kv/kv_store.h"

namespace utvalg::embedded {
namespace {

// One slot per partition: end (8), unbroken_from (8), CRC-32C of both and the partition (4), zeros
// (12). A slot lies within one sector, so that a power cut leaves the old or the new one.
constexpr size_t kSlotBytes = 32;

std::string EncodeSlot(uint32_t partition, const HighWaterMark& mark) {
  std::string slot;
  KvAppendUint64(mark.end, &slot);
  KvAppendUint64(mark.unbroken_from, &slot);
  std::string checked = slot;
  KvAppendUint32(partition, &checked);
  KvAppendUint32(Crc32c(checked), &slot);
  slot.resize(kSlotBytes, '\0');
  return slot;
}

absl::Status FileError(std::string_view what, const std::string& path, int error) {
  std::string message = Cat("cannot ", what, " ", path, ": ", std::strerror(error));
  if (error == ENOSPC) return absl::ResourceExhaustedError(message);
  if (error == EACCES || error == EROFS) return absl::FailedPreconditionError(message);
  return absl::UnavailableError(message);
}

absl::Status WriteAll(int file, std::string_view bytes, size_t at, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t written = pwrite(file, bytes.data(), bytes.size(), static_cast<off_t>(at));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return FileError("write", path, errno);
    bytes.remove_prefix(static_cast<size_t>(written));
    at += static_cast<size_t>(written);
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<HighWaterMark>> ReadMarks(int file, uint32_t partitions,
                                                     const std::string& path) {
  std::string bytes(partitions * kSlotBytes + 1, '\0');
  const ssize_t size = pread(file, bytes.data(), bytes.size(), 0);
  if (size < 0) return FileError("read", path, errno);
  bytes.resize(static_cast<size_t>(size));
  std::vector<HighWaterMark> marks(partitions);
  bool whole = bytes.size() == partitions * kSlotBytes;
  for (uint32_t p = 0; whole && p < partitions; ++p) {
    const std::string_view slot = std::string_view(bytes).substr(p * kSlotBytes, kSlotBytes);
    marks[p] = {KvReadUint64(slot), KvReadUint64(slot.substr(8))};
    whole = EncodeSlot(p, marks[p]) == slot;
  }
  if (whole) return marks;
  return absl::DataLossError(Cat("the high-water file ", path,
                                 " is damaged. Restore the log's directory from a backup, or, ",
                                 "to go on with what the log holds now, remove this file"));
}

// Written whole under another name first: a crash never leaves half a file.
absl::Status Create(const std::string& path, uint32_t partitions) {
  const std::string draft = Cat(path, ".new");
  const int file = open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return FileError("create", draft, errno);
  std::string bytes;
  for (uint32_t p = 0; p < partitions; ++p) bytes += EncodeSlot(p, {});
  absl::Status status = WriteAll(file, bytes, 0, draft);
  if (status.ok() && fsync(file) != 0) status = FileError("sync", draft, errno);
  close(file);
  UTVALG_RETURN_IF_ERROR(status);
  if (rename(draft.c_str(), path.c_str()) != 0) return FileError("create", path, errno);
  return absl::OkStatus();
}

}  // namespace

HighWaterFile::HighWaterFile(std::string path, int file, bool created,
                             std::vector<HighWaterMark> marks)
    : path_(std::move(path)), file_(file), created_(created), marks_(std::move(marks)) {}

HighWaterFile::~HighWaterFile() { close(file_); }

absl::StatusOr<std::unique_ptr<HighWaterFile>> HighWaterFile::Open(const std::string& path,
                                                                   uint32_t partitions) {
  bool created = false;
  int file = open(path.c_str(), O_RDWR | O_CLOEXEC);
  if (file < 0 && errno == ENOENT) {
    UTVALG_RETURN_IF_ERROR(Create(path, partitions));
    created = true;
    file = open(path.c_str(), O_RDWR | O_CLOEXEC);
  }
  if (file < 0) return FileError("open", path, errno);
  absl::StatusOr<std::vector<HighWaterMark>> marks = ReadMarks(file, partitions, path);
  if (!marks.ok()) {
    close(file);
    return marks.status();
  }
  return std::unique_ptr<HighWaterFile>(new HighWaterFile(path, file, created, *std::move(marks)));
}

HighWaterMark HighWaterFile::Get(uint32_t partition) const {
  absl::MutexLock lock(&mutex_);
  return marks_[partition];
}

absl::Status HighWaterFile::SetEnd(uint32_t partition, uint64_t end) {
  absl::MutexLock lock(&mutex_);
  marks_[partition].end = end;
  return Write(partition);
}

absl::Status HighWaterFile::SetUnbrokenFrom(uint32_t partition, uint64_t offset) {
  absl::MutexLock lock(&mutex_);
  marks_[partition].unbroken_from = offset;
  return Write(partition);
}

absl::Status HighWaterFile::Sync() {
  if (fdatasync(file_) != 0) return FileError("sync", path_, errno);
  return absl::OkStatus();
}

absl::Status HighWaterFile::Write(uint32_t partition) {
  return WriteAll(file_, EncodeSlot(partition, marks_[partition]), partition * kSlotBytes, path_);
}

}  // namespace utvalg::embedded
