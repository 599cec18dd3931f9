// SPDX-License-Identifier: Apache-2.0
//
// Questions to the broker that any client can ask. Plain functions; block up to `patience`.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/log/kafka/handles.h"
#include "common/log/record.h"

namespace utvalg::kafka {

// A topic, by the broker's name; all 0 when there is none.
struct TopicShape {
  uint32_t partitions = 0;
  uint32_t replication = 0;
};
absl::StatusOr<TopicShape> DescribeTopic(rd_kafka_t* client, const std::string& topic,
                                         std::chrono::milliseconds patience);

// The offset behind the last record of each partition.
absl::StatusOr<std::vector<uint64_t>> EndOffsets(rd_kafka_t* client, const std::string& topic,
                                                 uint32_t partitions,
                                                 std::chrono::milliseconds patience);

// What a group committed for a topic, by partition; partitions it never committed are left out.
struct CommittedOffset {
  uint32_t partition;
  uint64_t next_offset;
};
absl::StatusOr<std::vector<CommittedOffset>> CommittedOffsets(rd_kafka_t* client,
                                                              const std::string& group,
                                                              const std::string& topic,
                                                              uint32_t partitions,
                                                              std::chrono::milliseconds patience);

}  // namespace utvalg::kafka
