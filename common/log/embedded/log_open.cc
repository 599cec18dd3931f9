// SPDX-License-Identifier: Apache-2.0
//
// Opening the embedded log: what is there, what must be there, and refusing when the two differ.
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/log/embedded/log_core.h"
#include "common/log/embedded/record_format.h"

namespace utvalg::embedded {
namespace {

absl::Status LostRecords(std::string_view what, const TopicState& topic, uint32_t partition) {
  return absl::DataLossError(Cat("the log has lost acknowledged records: ", what, " in partition ",
                                 partition, " of ", topic.name, " (high-water file ",
                                 topic.marks->path(),
                                 "). Restore the log's directory from a backup, or, ",
                                 "to go on without those records, remove that file"));
}

}  // namespace

absl::StatusOr<std::unique_ptr<LogCore>> LogCore::Open(const EmbeddedLogOptions& options,
                                                       const Clock* clock) {
  KvOptions kv;
  kv.directory = (std::filesystem::path(options.directory) / "records").string();
  kv.families = {"records", "positions"};
  kv.lock_patience = options.lock_patience;
  UTVALG_ASSIGN_OR_RETURN(std::unique_ptr<KvStore> store, KvStore::Open(std::move(kv)));
  std::unique_ptr<LogCore> core(new LogCore(std::move(store), clock, options.tombstone_retention));
  UTVALG_RETURN_IF_ERROR(core->ReadPartitions(options.partitions));
  UTVALG_RETURN_IF_ERROR(core->ReadTopics());
  UTVALG_RETURN_IF_ERROR(core->CreateTopics(options.topics));
  UTVALG_RETURN_IF_ERROR(core->OpenMarks(options.directory));
  for (const auto& [name, topic] : core->topics_) {
    for (uint32_t p = 0; p < core->partitions_; ++p) {
      UTVALG_RETURN_IF_ERROR(core->CheckPartition(*topic, p));
    }
  }
  UTVALG_RETURN_IF_ERROR(core->ReadPositions());
  UTVALG_RETURN_IF_ERROR(core->MarkAllUnbroken());
  core->compactor_ = std::thread([raw = core.get()] { raw->RunCompactor(); });
  return core;
}

absl::Status LogCore::ReadPartitions(uint32_t wanted) {
  UTVALG_ASSIGN_OR_RETURN(const std::optional<std::string> stored,
                          store_->Get(kRecords, kPartitionsKey));
  if (stored.has_value()) {
    partitions_ = KvReadUint32(*stored);
    if (wanted == 0 || wanted == partitions_) return absl::OkStatus();
    return absl::FailedPreconditionError(Cat(
        "the log in ", store_->directory(), " was created with ", partitions_, " partitions, not ",
        wanted, ": the number cannot change; leave it out or use another directory"));
  }
  partitions_ = wanted == 0 ? kDefaultPartitions : wanted;
  std::string value;
  KvAppendUint32(partitions_, &value);
  return store_->Put(kRecords, kPartitionsKey, value);
}

absl::Status LogCore::ReadTopics() {
  UTVALG_RETURN_IF_ERROR(store_->ForEachWithPrefix(
      kRecords, kTopicPrefix, [this](std::string_view key, std::string_view value) {
        auto topic = std::make_unique<TopicState>();
        topic->name = key.substr(kTopicPrefix.size());
        topic->id = KvReadUint32(value);
        topic->compacted = value[4] != 0;
        topics_.emplace(topic->name, std::move(topic));
        return true;
      }));
  for (const auto& [name, topic] : topics_) {
    for (uint32_t p = 0; p < partitions_; ++p) {
      UTVALG_ASSIGN_OR_RETURN(const std::optional<std::string> end,
                              store_->Get(kRecords, EndKey(topic->id, p)));
      UTVALG_ASSIGN_OR_RETURN(const std::optional<std::string> compacted,
                              store_->Get(kRecords, CompactedKey(topic->id, p)));
      topic->ends.push_back(end.has_value() ? KvReadUint64(*end) : 0);
      topic->compacted_until.push_back(compacted.has_value() ? KvReadUint64(*compacted) : 0);
      topic->kept.push_back(
          compacted.has_value() ? KvReadUint64(std::string_view(*compacted).substr(8)) : 0);
    }
  }
  return absl::OkStatus();
}

absl::Status LogCore::CreateTopics(const std::vector<EmbeddedTopic>& topics) {
  KvBatch batch;
  for (const EmbeddedTopic& wanted : topics) {
    if (TopicState* present = FindTopic(wanted.name); present != nullptr) {
      if (present->compacted == wanted.compacted) continue;
      return absl::FailedPreconditionError(Cat("topic ", wanted.name, " was created ",
                                               present->compacted ? "compacted" : "not compacted",
                                               " in ", store_->directory(), " and cannot change"));
    }
    auto topic = std::make_unique<TopicState>();
    topic->name = wanted.name;
    topic->id = static_cast<uint32_t>(topics_.size());
    topic->compacted = wanted.compacted;
    topic->ends.resize(partitions_);
    topic->compacted_until.resize(partitions_);
    topic->kept.resize(partitions_);
    std::string value;
    KvAppendUint32(topic->id, &value);
    value.push_back(wanted.compacted ? 1 : 0);
    batch.Put(kRecords, Cat(kTopicPrefix, wanted.name), std::move(value));
    topics_.emplace(topic->name, std::move(topic));
  }
  return batch.empty() ? absl::OkStatus() : store_->Write(batch);
}

absl::Status LogCore::OpenMarks(const std::string& directory) {
  const std::filesystem::path marks = std::filesystem::path(directory) / "high-water";
  std::error_code error;
  std::filesystem::create_directories(marks, error);
  if (error) {
    return absl::FailedPreconditionError(
        Cat("cannot create ", marks.string(), ": ", error.message()));
  }
  for (const auto& [name, topic] : topics_) {
    UTVALG_ASSIGN_OR_RETURN(topic->marks,
                            HighWaterFile::Open((marks / name).string(), partitions_));
    if (!topic->marks->created()) continue;
    // No witness: what is there counts as whole. Where compaction ran there may be gaps, so nothing
    // is counted.
    for (uint32_t p = 0; p < partitions_; ++p) {
      UTVALG_RETURN_IF_ERROR(topic->marks->SetUnbrokenFrom(p, topic->ends[p]));
    }
  }
  return absl::OkStatus();
}

absl::Status LogCore::CheckPartition(const TopicState& topic, uint32_t partition) const {
  const HighWaterMark mark = topic.marks->Get(partition);
  const uint64_t end = topic.ends[partition];
  if (mark.end > end) {
    return LostRecords(Cat("offsets ", end, " to ", mark.end - 1, " are gone"), topic, partition);
  }
  uint64_t next = std::min(mark.unbroken_from, end);
  UTVALG_RETURN_IF_ERROR(store_->ForEachInRange(kRecords, RecordKey(topic.id, partition, next),
                                                RecordKey(topic.id, partition, UINT64_MAX),
                                                [&next](std::string_view key, std::string_view) {
                                                  return OffsetOf(key) == next && ++next > 0;
                                                }));
  if (next != end)
    return LostRecords(Cat("offset ", std::min(next, end), " is gone"), topic, partition);
  return absl::OkStatus();
}

absl::Status LogCore::ReadPositions() {
  absl::Status bad = absl::OkStatus();
  absl::MutexLock lock(&mutex);
  UTVALG_RETURN_IF_ERROR(store_->ForEachWithPrefix(
      kPositions, "",
      [this, &bad](std::string_view key, std::string_view value) ABSL_NO_THREAD_SAFETY_ANALYSIS {
        absl::StatusOr<StoredPosition> stored = DecodePosition(key, value);
        if (!stored.ok()) {
          bad = stored.status();
          return false;
        }
        const TopicPartition& at = stored->position.at;
        const TopicState* topic = FindTopic(at.topic);
        if (topic == nullptr || at.partition >= partitions_ ||
            stored->position.next_offset > topic->ends[at.partition]) {
          bad = absl::DataLossError(Cat(
              "group ", stored->group, " has read up to offset ", stored->position.next_offset,
              " of ", at.topic, " partition ", at.partition, ", which the log in ",
              store_->directory(), " does not hold. Restore the log's directory from a backup"));
          return false;
        }
        committed[stored->group][at] = stored->position.next_offset;
        return true;
      }));
  return bad;
}

absl::Status LogCore::MarkAllUnbroken() {
  UTVALG_RETURN_IF_ERROR(store_->Flush());
  for (const auto& [name, topic] : topics_) {
    bool moved = false;
    for (uint32_t p = 0; p < partitions_; ++p) {
      const uint64_t end = topic->ends[p];
      const HighWaterMark mark = topic->marks->Get(p);
      if (mark.end == end && mark.unbroken_from == end) continue;
      UTVALG_RETURN_IF_ERROR(topic->marks->SetEnd(p, end));
      UTVALG_RETURN_IF_ERROR(topic->marks->SetUnbrokenFrom(p, end));
      moved = true;
    }
    if (moved) UTVALG_RETURN_IF_ERROR(topic->marks->Sync());
  }
  return absl::OkStatus();
}

}  // namespace utvalg::embedded
