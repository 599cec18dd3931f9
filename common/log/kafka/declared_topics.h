// SPDX-License-Identifier: Apache-2.0
//
// The topics of topics.h (which deploy/topics.yaml is tested against) as they are to be on a
// broker, and how what is there differs. Pure functions.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "common/log/kafka/kafka_topics.h"

namespace utvalg {

// All of them with their dead letters: compacted ones for ever, dead letters for 30 days, the rest
// without limit of time or size.
std::vector<KafkaTopic> DeclaredTopics(uint32_t partitions, uint32_t replication);

struct TopicDrift {
  std::string topic;
  std::string what;  // "partitions" or the name of a setting; "topic" when it is missing.
  std::string wanted;
  std::string found;
};
// In the order of `wanted`; settings that are not declared may be anything.
std::vector<TopicDrift> FindDrift(const std::vector<KafkaTopic>& wanted,
                                  const std::map<std::string, KafkaTopic>& found);

}  // namespace utvalg
