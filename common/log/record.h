// SPDX-License-Identifier: Apache-2.0
//
// What the event log holds. Plain values.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace utvalg {

struct RecordHeader {
  std::string name;
  std::string value;
  bool operator==(const RecordHeader&) const = default;
};

// W3C trace context of what caused the record.
inline constexpr std::string_view kTraceparentHeader = "traceparent";
// Full name of the message in the value.
inline constexpr std::string_view kSchemaHeader = "schema";

// A record to be appended. The partition follows from the key (topics.h).
struct NewRecord {
  std::string topic;
  std::string key;
  std::string value;  // Empty = tombstone: compaction forgets the key.
  std::vector<RecordHeader> headers;
};

struct TopicPartition {
  std::string topic;
  uint32_t partition = 0;
  auto operator<=>(const TopicPartition&) const = default;
};

// Where a reader stands: everything before next_offset is done with.
struct Position {
  TopicPartition at;
  uint64_t next_offset = 0;
  auto operator<=>(const Position&) const = default;
};

// A record as it was read. Offsets of a partition ascend; compaction leaves gaps.
struct Record {
  TopicPartition at;
  uint64_t offset = 0;
  std::string key;
  std::string value;
  std::vector<RecordHeader> headers;
  int64_t produced_at_ms = 0;  // Wall time since 1970, for people. Nothing may depend on its order.

  bool IsTombstone() const { return value.empty(); }
};

// The first header of that name.
inline std::optional<std::string_view> FindHeader(const std::vector<RecordHeader>& headers,
                                                  std::string_view name) {
  for (const RecordHeader& header : headers) {
    if (header.name == name) return header.value;
  }
  return std::nullopt;
}

}  // namespace utvalg
