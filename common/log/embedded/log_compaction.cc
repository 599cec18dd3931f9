// SPDX-License-Identifier: Apache-2.0
//
// Compaction: of each key the newest record stays; a tombstone stays until readers had time to see
// it.
#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "common/base/digest.h"
#include "common/base/status_macros.h"
#include "common/log/embedded/log_core.h"
#include "common/log/embedded/record_format.h"

namespace utvalg::embedded {
namespace {

// Not worth the reading below this many new records.
constexpr uint64_t kMinNewRecords = 5'000;
constexpr size_t kDeletesPerBatch = 1000;

// Keys by a digest: the map of a large partition stays small.
std::string Fingerprint(std::string_view key) { return Sha256(key).substr(0, 16); }

}  // namespace

// Half of the topic is new since the last time.
bool LogCore::NeedsCompaction(const TopicState& topic) const {
  if (!topic.compacted) return false;
  uint64_t fresh = 0;
  uint64_t kept = 0;
  for (uint32_t p = 0; p < partitions_; ++p) {
    fresh += topic.ends[p] - topic.compacted_until[p];
    kept += topic.kept[p];
  }
  return fresh >= std::max(kMinNewRecords, kept);
}

void LogCore::RunCompactor() {
  absl::MutexLock lock(&mutex);
  for (;;) {
    while (!closing_ && due_.empty()) changed.Wait(&mutex);
    if (closing_) return;
    TopicState* topic = *due_.begin();
    mutex.Unlock();
    const bool done = Compact(topic).ok();
    mutex.Lock();
    // A failure (full disk) changes nothing for readers; the next append makes the topic due again.
    if (!done || !NeedsCompaction(*topic)) due_.erase(topic);
  }
}

absl::Status LogCore::Compact(TopicState* topic) {
  if (!topic->compacted) return absl::OkStatus();
  absl::MutexLock one_at_a_time(&compaction_mutex_);
  for (uint32_t p = 0; p < partitions_; ++p) UTVALG_RETURN_IF_ERROR(CompactPartition(topic, p));
  return absl::OkStatus();
}

absl::Status LogCore::CompactPartition(TopicState* topic, uint32_t partition) {
  uint64_t end = 0;
  uint64_t fresh_from = 0;
  {
    absl::MutexLock lock(&mutex);
    end = topic->ends[partition];
    fresh_from = topic->compacted_until[partition];
    if (closing_) return absl::CancelledError("the log is closing");
  }
  // Gaps may only be where no check of unbroken offsets will look again.
  UTVALG_RETURN_IF_ERROR(store_->Flush());
  UTVALG_RETURN_IF_ERROR(topic->marks->SetUnbrokenFrom(partition, end));
  UTVALG_RETURN_IF_ERROR(topic->marks->Sync());

  const std::string behind = RecordKey(topic->id, partition, end);
  std::unordered_map<std::string, uint64_t> newest;
  Record record;
  absl::Status damaged = absl::OkStatus();
  UTVALG_RETURN_IF_ERROR(store_->ForEachInRange(kRecords,
                                                RecordKey(topic->id, partition, fresh_from), behind,
                                                [&](std::string_view key, std::string_view value) {
                                                  damaged = DecodeRecord(value, &record);
                                                  newest[Fingerprint(record.key)] = OffsetOf(key);
                                                  return damaged.ok();
                                                }));
  UTVALG_RETURN_IF_ERROR(damaged);

  const int64_t oldest_tombstone_ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(
          (clock_->WallNow() - tombstone_retention_).time_since_epoch())
          .count();
  uint64_t kept = 0;
  KvBatch deletes;
  UTVALG_RETURN_IF_ERROR(store_->ForEachInRange(
      kRecords, RecordKey(topic->id, partition, 0), behind,
      [&](std::string_view key, std::string_view value) {
        damaged = DecodeRecord(value, &record);
        if (!damaged.ok()) return false;
        const auto it = newest.find(Fingerprint(record.key));
        const bool superseded = it != newest.end() && it->second > OffsetOf(key);
        const bool faded = record.IsTombstone() && record.produced_at_ms < oldest_tombstone_ms;
        if (!superseded && !faded) {
          ++kept;
          return true;
        }
        deletes.Delete(kRecords, std::string(key));
        if (deletes.changes().size() >= kDeletesPerBatch) {
          damaged = store_->Write(std::exchange(deletes, {}), KvSync::kNoSync);
        }
        return damaged.ok();
      }));
  UTVALG_RETURN_IF_ERROR(damaged);
  deletes.Put(kRecords, CompactedKey(topic->id, partition), Number(end) + Number(kept));
  UTVALG_RETURN_IF_ERROR(store_->Write(deletes, KvSync::kSync));
  absl::MutexLock lock(&mutex);
  topic->compacted_until[partition] = end;
  topic->kept[partition] = kept;
  return absl::OkStatus();
}

}  // namespace utvalg::embedded
