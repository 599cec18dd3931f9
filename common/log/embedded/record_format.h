// SPDX-License-Identifier: Apache-2.0
//
// How the embedded log lies in its store. Format 1; a change of it needs a new number and a reader
// of the old one.
//
// Family "records" (one family, so that what recovery keeps of it is a prefix of what was written):
//   "M" name                        -> topic id (4), compacted (1)
//   "P"                             -> number of partitions (4)
//   "E" topic id (4) partition (4)  -> end: the next offset (8)
//   "C" topic id (4) partition (4)  -> compacted until this offset (8), records left below it (8)
//   "R" topic id (4) partition (4) offset (8) -> record
// Family "positions":
//   group NUL topic NUL partition (4) -> next offset (8)
// Numbers are big-endian.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/kv/kv_batch.h"
#include "common/log/record.h"

namespace utvalg::embedded {

inline constexpr KvFamily kRecords = 0;
inline constexpr KvFamily kPositions = 1;

inline constexpr std::string_view kTopicPrefix = "M";
inline constexpr std::string_view kPartitionsKey = "P";

std::string EndKey(uint32_t topic, uint32_t partition);
std::string CompactedKey(uint32_t topic, uint32_t partition);
std::string RecordKey(uint32_t topic, uint32_t partition, uint64_t offset);
uint64_t OffsetOf(std::string_view record_key);

std::string Number(uint64_t value);  // As a value.

std::string EncodeRecord(const NewRecord& record, int64_t produced_at_ms);
// Fills all but `at` and `offset`. DATA_LOSS when the bytes are none.
absl::Status DecodeRecord(std::string_view bytes, Record* record);

std::string PositionKey(std::string_view group, const TopicPartition& at);
struct StoredPosition {
  std::string group;
  Position position;
};
absl::StatusOr<StoredPosition> DecodePosition(std::string_view key, std::string_view value);

}  // namespace utvalg::embedded
