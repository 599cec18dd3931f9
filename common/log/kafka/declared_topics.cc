// SPDX-License-Identifier: Apache-2.0
#include "common/log/kafka/declared_topics.h"

#include <algorithm>
#include <utility>

#include "common/base/strings.h"
#include "common/log/topics.h"

namespace utvalg {
namespace {

// Room around the largest record, KafkaLogOptions::max_record_bytes.
constexpr uint32_t kMaxBatchBytes = 9U << 20U;
constexpr char kThirtyDaysMs[] = "2592000000";
// How long a reader that was away still learns that a key is gone.
constexpr char kTombstoneMs[] = "604800000";

KafkaTopic Declare(std::string name, bool compacted, const char* retention_ms, uint32_t partitions,
                   uint32_t replication) {
  KafkaTopic topic{std::move(name), partitions, replication, {}};
  topic.settings["cleanup.policy"] = compacted ? "compact" : "delete";
  topic.settings["retention.ms"] = retention_ms;
  topic.settings["retention.bytes"] = "-1";
  topic.settings["max.message.bytes"] = Cat(kMaxBatchBytes);
  // What was acknowledged is on a majority of the replicas, and none without it may lead.
  topic.settings["min.insync.replicas"] = Cat(std::max(2U, replication) - 1);
  topic.settings["unclean.leader.election.enable"] = "false";
  if (compacted) topic.settings["delete.retention.ms"] = kTombstoneMs;
  return topic;
}

}  // namespace

std::vector<KafkaTopic> DeclaredTopics(uint32_t partitions, uint32_t replication) {
  std::vector<KafkaTopic> topics;
  for (const TopicSpec& spec : Topics()) {
    topics.push_back(
        Declare(std::string(spec.name), spec.compacted, "-1", partitions, replication));
    if (!spec.dead_letter) continue;
    topics.push_back(
        Declare(DeadLetterTopic(spec.name), false, kThirtyDaysMs, partitions, replication));
  }
  return topics;
}

std::vector<TopicDrift> FindDrift(const std::vector<KafkaTopic>& wanted,
                                  const std::map<std::string, KafkaTopic>& found) {
  std::vector<TopicDrift> drifts;
  for (const KafkaTopic& topic : wanted) {
    const auto there = found.find(topic.name);
    if (there == found.end()) {
      drifts.push_back({topic.name, "topic", "there", "missing"});
      continue;
    }
    const auto compare = [&](const std::string& what, const std::string& a, const std::string& b) {
      if (a != b) drifts.push_back({topic.name, what, a, b});
    };
    compare("partitions", Cat(topic.partitions), Cat(there->second.partitions));
    compare("replication", Cat(topic.replication), Cat(there->second.replication));
    for (const auto& [name, value] : topic.settings) {
      const auto setting = there->second.settings.find(name);
      compare(name, value, setting == there->second.settings.end() ? "" : setting->second);
    }
  }
  return drifts;
}

}  // namespace utvalg
