// SPDX-License-Identifier: Apache-2.0
//
// The event log inside one process, durable on a KvStore. For `utvalg up` and `utvalg screen`.
//
// Appends of many threads share one fsync (group commit). Besides the store there is one small file
// per topic with the end of each partition (high-water marks): written after each fsync, compared
// on opening. A log that holds less than it once acknowledged, at its end or in its middle, does
// not open: DATA_LOSS, naming the file and what to do.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/clock.h"
#include "common/log/log.h"
#include "common/log/topics.h"

namespace utvalg {

struct EmbeddedTopic {
  std::string name;
  bool compacted = false;
};

// All of topics.h with their dead letters.
std::vector<EmbeddedTopic> EmbeddedTopics();

struct EmbeddedLogOptions {
  std::string directory;
  std::vector<EmbeddedTopic> topics =
      EmbeddedTopics();  // New ones are created; none is ever removed.
  // Of every topic, fixed when the log is created: 0 = as it was created, kDefaultPartitions for a
  // new one.
  uint32_t partitions = 0;
  std::chrono::milliseconds lock_patience{5000};
  // How long a compacted topic keeps a tombstone for readers that have not seen it.
  std::chrono::milliseconds tombstone_retention = std::chrono::hours(24);
};

class EmbeddedLog final : public Log {
 public:
  // The clock must outlive the log. Errors as KvStore::Open, and FAILED_PRECONDITION for another
  // number of partitions.
  static absl::StatusOr<std::unique_ptr<EmbeddedLog>> Open(EmbeddedLogOptions options,
                                                           const Clock* clock);
  ~EmbeddedLog() override;

  absl::StatusOr<std::vector<Position>> Append(std::vector<NewRecord> records) override;
  absl::StatusOr<std::unique_ptr<Consumer>> Subscribe(ConsumerOptions options) override;
  absl::StatusOr<std::vector<Position>> EndPositions(std::string_view topic) const override;
  absl::StatusOr<std::vector<Position>> CommittedPositions(std::string_view group,
                                                           std::string_view topic) const override;
  uint32_t partitions() const override;

  // Drops superseded records and old tombstones of a compacted topic, up to its present end.
  // Appends and reads go on.
  absl::Status Compact(std::string_view topic);
  // Reads and checks everything; for `utvalg doctor`.
  absl::Status Verify() const;

 private:
  class Impl;
  explicit EmbeddedLog(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace utvalg
