// SPDX-License-Identifier: Apache-2.0
//
// The second witness of what a topic holds: one small file beside the store with, for each
// partition, the end of what was acknowledged. RocksDB opens happily after losing the last writes
// (a torn tail looks like an unfinished write); this file does not. It is written after each fsync
// of the store and not synced itself, so it may lag behind after a power cut and never runs ahead.
// Thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"

namespace utvalg::embedded {

struct HighWaterMark {
  uint64_t end = 0;
  // Offsets from here to the end must all be there; below, compaction may have left gaps, and table
  // files with checksums of their own guard what is left.
  uint64_t unbroken_from = 0;
};

class HighWaterFile {
 public:
  // Reads the file or makes a new one with marks of 0. DATA_LOSS: the file is damaged.
  static absl::StatusOr<std::unique_ptr<HighWaterFile>> Open(const std::string& path,
                                                             uint32_t partitions);
  ~HighWaterFile();
  HighWaterFile(const HighWaterFile&) = delete;
  HighWaterFile& operator=(const HighWaterFile&) = delete;

  HighWaterMark Get(uint32_t partition) const;
  absl::Status SetEnd(uint32_t partition, uint64_t end);
  absl::Status SetUnbrokenFrom(uint32_t partition, uint64_t offset);
  // Makes it durable.
  absl::Status Sync();

  const std::string& path() const { return path_; }
  // Whether Open made it.
  bool created() const { return created_; }

 private:
  HighWaterFile(std::string path, int file, bool created, std::vector<HighWaterMark> marks);
  absl::Status Write(uint32_t partition) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const std::string path_;
  const int file_;
  const bool created_;
  mutable absl::Mutex mutex_;
  std::vector<HighWaterMark> marks_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace utvalg::embedded
