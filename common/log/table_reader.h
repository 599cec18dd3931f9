// SPDX-License-Identifier: Apache-2.0
//
// Keeps somebody's view of whole topics up to date: reads all partitions from the beginning on a
// thread of its own and hands over each decoded record, in order within its partition. For global
// tables (jobs) and views of small topics. Records that cannot be decoded are counted and skipped:
// a view has no dead letters.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/log/log.h"
#include "common/log/record_codec.h"

namespace utvalg {

class TableReader {
 public:
  // Called on the reader's thread, one record at a time; tombstones included.
  using Apply = std::function<void(const Record&)>;

  // Log and codec must outlive it.
  static absl::StatusOr<std::unique_ptr<TableReader>> Start(Log* log, const RecordCodec* codec,
                                                            std::vector<std::string> topics,
                                                            Apply apply);
  // Stops the thread.
  ~TableReader();

  // Returns when everything that is durable now was applied. Call once before serving.
  // DEADLINE_EXCEEDED after `patience`; DATA_LOSS when the log is damaged.
  absl::Status WaitUntilCaughtUp(std::chrono::milliseconds patience);
  // The same for positions that Append returned: read your writes.
  absl::Status WaitFor(const std::vector<Position>& positions, std::chrono::milliseconds patience);

  uint64_t undecodable() const;

 private:
  TableReader(Log* log, const RecordCodec* codec, std::vector<std::string> topics, Apply apply);
  void Run();
  void ApplyOne(Record* record);
  bool Reached(const std::vector<Position>& positions) const ABSL_SHARED_LOCKS_REQUIRED(mutex_);

  Log* const log_;
  const RecordCodec* const codec_;
  const std::vector<std::string> topics_;
  const Apply apply_;
  std::unique_ptr<Consumer> consumer_;

  mutable absl::Mutex mutex_;
  std::map<TopicPartition, uint64_t> applied_ ABSL_GUARDED_BY(mutex_);  // Next offset.
  absl::Status status_ ABSL_GUARDED_BY(mutex_);
  uint64_t undecodable_ ABSL_GUARDED_BY(mutex_) = 0;
  bool stop_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace utvalg
