// SPDX-License-Identifier: Apache-2.0
//
// The inside of the embedded log that its facade, consumers and compaction share: the store, the
// topics with their ends, the groups, and one mutex with one condition that is signalled whenever
// any of it changed.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/base/clock.h"
#include "common/kv/kv_store.h"
#include "common/log/embedded/consumer_group.h"
#include "common/log/embedded/embedded_log.h"
#include "common/log/embedded/high_water_file.h"
#include "common/log/record.h"

namespace utvalg::embedded {

struct TopicState {
  std::string name;
  uint32_t id = 0;
  bool compacted = false;
  std::unique_ptr<HighWaterFile> marks;
  // Guarded by LogCore::mutex.
  std::vector<uint64_t> ends;             // Behind the last durable record, by partition.
  std::vector<uint64_t> compacted_until;  // By partition.
  std::vector<uint64_t> kept;             // Records below compacted_until, by partition.
};

class LogCore {
 public:
  static absl::StatusOr<std::unique_ptr<LogCore>> Open(const EmbeddedLogOptions& options,
                                                       const Clock* clock);
  // Everything is durable and quick to open again afterwards, when the disk allows.
  ~LogCore();

  absl::StatusOr<std::vector<Position>> Append(std::vector<NewRecord> records);
  absl::Status Compact(TopicState* topic);

  // Null when there is none. Topics never come or go after Open.
  TopicState* FindTopic(std::string_view name) const;
  KvStore& store() const { return *store_; }
  uint32_t partitions() const { return partitions_; }
  absl::StatusOr<std::vector<Record>> Read(const TopicState& topic, uint32_t partition,
                                           uint64_t begin, uint64_t end, size_t max_records) const;
  // Durable with the next append; never moves a position back. The caller owns the partitions.
  absl::Status Commit(const std::string& group, const std::vector<Position>& positions)
      ABSL_LOCKS_EXCLUDED(mutex);

  mutable absl::Mutex mutex;
  absl::CondVar changed;  // Ends, groups or a consumer's wake flag.
  std::map<std::string, std::unique_ptr<ConsumerGroup>> groups ABSL_GUARDED_BY(mutex);
  std::map<std::string, std::map<TopicPartition, uint64_t>> committed ABSL_GUARDED_BY(mutex);
  std::atomic<uint64_t> next_member{1};

 private:
  // One caller of Append, waiting for a commit that carries its records.
  struct Pending {
    struct Item {
      TopicState* topic;
      uint32_t partition;
      std::string bytes;
    };
    std::vector<Item> items;
    std::vector<Position> positions;
    absl::Status status;
    bool done = false;
  };

  LogCore(std::unique_ptr<KvStore> store, const Clock* clock,
          std::chrono::milliseconds tombstone_retention);

  // Opening; log_open.cc.
  absl::Status ReadPartitions(uint32_t wanted);
  absl::Status ReadTopics();
  absl::Status CreateTopics(const std::vector<EmbeddedTopic>& topics);
  absl::Status OpenMarks(const std::string& directory);
  absl::Status CheckPartition(const TopicState& topic, uint32_t partition) const;
  absl::Status ReadPositions();
  // Moves everything into table files, which guard themselves, so that the next Open need not look
  // at it again.
  absl::Status MarkAllUnbroken();

  absl::Status Prepare(std::vector<NewRecord> records, Pending* pending) const;
  void CommitGroup(const std::vector<Pending*>& group);
  void Publish(const std::map<std::pair<TopicState*, uint32_t>, uint64_t>& ends,
               absl::Status* status);

  // Compaction; log_compaction.cc.
  absl::Status CompactPartition(TopicState* topic, uint32_t partition);
  bool NeedsCompaction(const TopicState& topic) const ABSL_SHARED_LOCKS_REQUIRED(mutex);
  void RunCompactor();

  const std::unique_ptr<KvStore> store_;
  const Clock* const clock_;
  const std::chrono::milliseconds tombstone_retention_;
  uint32_t partitions_ = 0;
  std::map<std::string, std::unique_ptr<TopicState>, std::less<>> topics_;

  absl::Mutex queue_mutex_;
  std::deque<Pending*> queue_ ABSL_GUARDED_BY(queue_mutex_);
  bool committing_ ABSL_GUARDED_BY(queue_mutex_) = false;

  absl::Mutex compaction_mutex_;  // One compaction at a time.
  bool closing_ ABSL_GUARDED_BY(mutex) = false;
  std::set<TopicState*> due_ ABSL_GUARDED_BY(mutex);  // For compaction.
  std::thread compactor_;
};

}  // namespace utvalg::embedded
