// SPDX-License-Identifier: Apache-2.0
#include "common/log/kafka/declared_topics.h"

#include "common/log/topics.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace utvalg {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

std::map<std::string, KafkaTopic> AsFound(const std::vector<KafkaTopic>& topics) {
  std::map<std::string, KafkaTopic> found;
  for (const KafkaTopic& topic : topics) found[topic.name] = topic;
  return found;
}

TEST(DeclaredTopicsTest, EveryTopicAndDeadLetterIsDeclaredAlike) {
  const auto topics = DeclaredTopics(6, 3);
  const auto found = AsFound(topics);
  for (const TopicSpec& spec : Topics()) {
    const KafkaTopic& topic = found.at(std::string(spec.name));
    EXPECT_EQ(topic.settings.at("cleanup.policy"), spec.compacted ? "compact" : "delete");
    EXPECT_EQ(topic.settings.at("retention.ms"), "-1");
    EXPECT_EQ(found.contains(DeadLetterTopic(spec.name)), spec.dead_letter);
  }
  for (const KafkaTopic& topic : topics) {
    EXPECT_EQ(topic.partitions, 6u);
    EXPECT_EQ(topic.replication, 3u);
    EXPECT_EQ(topic.settings.at("min.insync.replicas"), "2");
  }
  EXPECT_EQ(DeclaredTopics(1, 1)[0].settings.at("min.insync.replicas"), "1");
}

TEST(DeclaredTopicsTest, WhatIsAsDeclaredDoesNotDrift) {
  const auto topics = DeclaredTopics(6, 3);
  EXPECT_THAT(FindDrift(topics, AsFound(topics)), IsEmpty());
}

TEST(DeclaredTopicsTest, AMissingTopicAnotherNumberAndAnotherSettingDrift) {
  const auto topics = DeclaredTopics(6, 3);
  auto found = AsFound(topics);
  found.erase(topics[0].name);
  found[topics[1].name].partitions = 7;
  found[topics[2].name].settings["cleanup.policy"] = "delete,compact";
  found[topics[3].name].settings["segment.bytes"] = "1";  // Not declared: free.
  const auto drifts = FindDrift(topics, found);
  ASSERT_THAT(drifts, SizeIs(3));
  EXPECT_EQ(drifts[0].found, "missing");
  EXPECT_EQ(drifts[1].what, "partitions");
  EXPECT_EQ(drifts[1].found, "7");
  EXPECT_EQ(drifts[2].what, "cleanup.policy");
}

}  // namespace
}  // namespace utvalg
