// SPDX-License-Identifier: Apache-2.0
#include "common/log/embedded/log_core.h"

#include <algorithm>
#include <utility>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/log/embedded/record_format.h"
#include "common/log/topics.h"

namespace utvalg::embedded {

LogCore::LogCore(std::unique_ptr<KvStore> store, const Clock* clock,
                 std::chrono::milliseconds tombstone_retention)
    : store_(std::move(store)), clock_(clock), tombstone_retention_(tombstone_retention) {}

LogCore::~LogCore() {
  if (!compactor_.joinable()) return;  // Open failed: nothing to keep.
  {
    absl::MutexLock lock(&mutex);
    closing_ = true;
    changed.SignalAll();
  }
  compactor_.join();
  // Only saves work at the next Open.
  MarkAllUnbroken().IgnoreError();
}

TopicState* LogCore::FindTopic(std::string_view name) const {
  const auto it = topics_.find(name);
  return it == topics_.end() ? nullptr : it->second.get();
}

absl::Status LogCore::Prepare(std::vector<NewRecord> records, Pending* pending) const {
  const int64_t now_ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(clock_->WallNow().time_since_epoch())
          .count();
  for (const NewRecord& record : records) {
    TopicState* topic = FindTopic(record.topic);
    if (topic == nullptr) return absl::InvalidArgumentError(Cat("no topic ", record.topic));
    if (record.key.empty()) {
      return absl::InvalidArgumentError(Cat("a record for ", record.topic, " has no key"));
    }
    pending->items.push_back(
        {topic, PartitionOf(record.key, partitions_), EncodeRecord(record, now_ms)});
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<Position>> LogCore::Append(std::vector<NewRecord> records) {
  Pending pending;
  UTVALG_RETURN_IF_ERROR(Prepare(std::move(records), &pending));
  if (pending.items.empty()) return std::vector<Position>();
  // Who finds nobody committing commits for all that wait; the others wait for that, or take over.
  queue_mutex_.Lock();
  queue_.push_back(&pending);
  const auto may_go_on = [this, &pending]() ABSL_NO_THREAD_SAFETY_ANALYSIS {
    return pending.done || !committing_;
  };
  queue_mutex_.Await(absl::Condition(&may_go_on));
  if (!pending.done) {
    committing_ = true;
    const std::vector<Pending*> group(queue_.begin(), queue_.end());
    queue_.clear();
    queue_mutex_.Unlock();
    CommitGroup(group);
    queue_mutex_.Lock();
    for (Pending* member : group) member->done = true;
    committing_ = false;
  }
  queue_mutex_.Unlock();
  UTVALG_RETURN_IF_ERROR(pending.status);
  return std::move(pending.positions);
}

// Only one thread is here at a time, and ends change here alone: reading them needs no lock.
void LogCore::CommitGroup(const std::vector<Pending*>& group) {
  std::map<std::pair<TopicState*, uint32_t>, uint64_t> ends;
  KvBatch batch;
  for (Pending* pending : group) {
    for (Pending::Item& item : pending->items) {
      const auto [it, inserted] = ends.try_emplace({item.topic, item.partition});
      if (inserted) it->second = item.topic->ends[item.partition];
      const uint64_t offset = it->second++;
      batch.Put(kRecords, RecordKey(item.topic->id, item.partition, offset), std::move(item.bytes));
      pending->positions.push_back({{item.topic->name, item.partition}, offset + 1});
    }
  }
  for (const auto& [at, end] : ends) {
    batch.Put(kRecords, EndKey(at.first->id, at.second), Number(end));
  }
  absl::Status status = store_->Write(batch, KvSync::kSync);
  if (status.ok()) Publish(ends, &status);
  for (Pending* pending : group) pending->status = status;
}

void LogCore::Publish(const std::map<std::pair<TopicState*, uint32_t>, uint64_t>& ends,
                      absl::Status* status) {
  for (const auto& [at, end] : ends) status->Update(at.first->marks->SetEnd(at.second, end));
  absl::MutexLock lock(&mutex);
  for (const auto& [at, end] : ends) {
    at.first->ends[at.second] = end;
    if (NeedsCompaction(*at.first)) due_.insert(at.first);
  }
  changed.SignalAll();
}

absl::StatusOr<std::vector<Record>> LogCore::Read(const TopicState& topic, uint32_t partition,
                                                  uint64_t begin, uint64_t end,
                                                  size_t max_records) const {
  std::vector<Record> records;
  absl::Status damaged = absl::OkStatus();
  UTVALG_RETURN_IF_ERROR(store_->ForEachInRange(
      kRecords, RecordKey(topic.id, partition, begin), RecordKey(topic.id, partition, end),
      [&](std::string_view key, std::string_view value) {
        Record record;
        record.at = {topic.name, partition};
        record.offset = OffsetOf(key);
        if (!DecodeRecord(value, &record).ok()) {
          damaged = absl::DataLossError(
              Cat("offset ", record.offset, " of partition ", partition, " of ", topic.name, " in ",
                  store_->directory(), " is damaged. Restore the log's directory from a backup"));
          return false;
        }
        records.push_back(std::move(record));
        return records.size() < max_records;
      }));
  UTVALG_RETURN_IF_ERROR(damaged);
  return records;
}

absl::Status LogCore::Commit(const std::string& group, const std::vector<Position>& positions) {
  KvBatch batch;
  std::vector<Position> forward;
  {
    absl::MutexLock lock(&mutex);
    const std::map<TopicPartition, uint64_t>& stored = committed[group];
    for (const Position& position : positions) {
      const TopicState* topic = FindTopic(position.at.topic);
      if (topic == nullptr || position.next_offset > topic->ends[position.at.partition]) {
        return absl::InvalidArgumentError(
            Cat("position ", position.next_offset, " is behind the end of ", position.at.topic));
      }
      const auto it = stored.find(position.at);
      if (it != stored.end() && it->second >= position.next_offset) continue;
      batch.Put(kPositions, PositionKey(group, position.at), Number(position.next_offset));
      forward.push_back(position);
    }
  }
  if (batch.empty()) return absl::OkStatus();
  UTVALG_RETURN_IF_ERROR(store_->Write(batch, KvSync::kNoSync));
  absl::MutexLock lock(&mutex);
  for (const Position& position : forward) committed[group][position.at] = position.next_offset;
  return absl::OkStatus();
}

}  // namespace utvalg::embedded
