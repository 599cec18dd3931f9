// SPDX-License-Identifier: Apache-2.0
//
// Which replica serves which partition: the topic rank-shard, read whole and written by whoever
// begins to serve. An entry may be old (its replica died or gave the partition up); who is asked
// says what it serves. Thread-safe.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/log/log.h"
#include "common/log/producer.h"
#include "common/log/table_reader.h"

namespace utvalg::rank {

class ShardDirectory {
 public:
  struct Options {
    std::string address;   // Where the others reach this replica.
    std::string instance;  // Its name.
  };

  // Reads the topic up to its present end. Log, codec and producer must outlive it.
  static absl::StatusOr<std::unique_ptr<ShardDirectory>> Open(Options options, Log* log,
                                                              const RecordCodec* codec,
                                                              Producer* producer);

  // Tells everybody that this replica serves the partition from now on.
  absl::Status Announce(uint32_t partition, uint64_t position);

  struct View {
    std::map<uint32_t, std::string> addresses;  // By partition; unknown ones are left out.
    uint64_t version = 0;                       // Grows with every announcement.
  };
  View Get() const;
  // Returns when there is a newer version, or at the deadline.
  void WaitForNewer(uint64_t version, absl::Time deadline) const;

  const std::string& own_address() const { return options_.address; }

 private:
  ShardDirectory(Options options, Producer* producer);
  void Apply(const Record& record);

  const Options options_;
  Producer* const producer_;
  mutable absl::Mutex mutex_;
  View view_ ABSL_GUARDED_BY(mutex_);
  std::unique_ptr<TableReader> reader_;  // Last: its thread uses the rest.
};

}  // namespace utvalg::rank
