// SPDX-License-Identifier: Apache-2.0
#include "common/log/topics.h"

#include <set>
#include <string>

#include "gtest/gtest.h"

namespace utvalg {
namespace {

// The vectors of Apache Kafka's UtilsTest.testMurmur2, which are signed there.
TEST(TopicsTest, Murmur2MatchesKafkasVectors) {
  EXPECT_EQ(static_cast<int32_t>(Murmur2("21")), -973932308);
  EXPECT_EQ(static_cast<int32_t>(Murmur2("foobar")), -790332482);
  EXPECT_EQ(static_cast<int32_t>(Murmur2("a-little-bit-long-string")), -985981536);
  EXPECT_EQ(static_cast<int32_t>(Murmur2("a-little-bit-longer-string")), -1486304829);
  EXPECT_EQ(static_cast<int32_t>(Murmur2("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8")),
            -58897971);
  EXPECT_EQ(static_cast<int32_t>(Murmur2("abc")), 479470107);
}

TEST(TopicsTest, AllRecordsOfAnOwnerShareAPartition) {
  const uint32_t partition = PartitionOf("t|c", 12);
  EXPECT_EQ(PartitionOf("t|c|a1", 12), partition);
  EXPECT_EQ(PartitionOf("t|c|a2|g", 12), partition);
  EXPECT_EQ(partition, (Murmur2("t|c") & 0x7fffffff) % 12);
}

TEST(TopicsTest, OwnersSpreadOverThePartitions) {
  std::set<uint32_t> seen;
  for (int i = 0; i < 200; ++i) seen.insert(PartitionOf("t|" + std::to_string(i), 12));
  EXPECT_EQ(seen.size(), 12u);
}

TEST(TopicsTest, KeysAreIdsJoinedByBars) {
  EXPECT_EQ(*CandidateKey("t", "c"), "t|c");
  EXPECT_EQ(*GenerationKey("t", "c", "a", "g"), "t|c|a|g");
  EXPECT_EQ(*JobKey("t", "j"), "t|j");
}

TEST(TopicsTest, AnIdThatWouldSplitAKeyIsRefused) {
  for (const std::string& id : {std::string(), std::string("a|b"), std::string("a/b"),
                                std::string("a\0b", 3), std::string("å"), std::string(201, 'a')}) {
    EXPECT_FALSE(ApplicationKey("t", id, "a").ok());
    EXPECT_FALSE(JobKey(id, "j").ok());
  }
}

TEST(TopicsTest, AKeyIsReadBackAsItWasMade) {
  const std::string key = *GenerationKey("t", "c", "a", "g");
  const auto parsed = ParsePersonKey(key);
  ASSERT_TRUE(parsed.ok());
  EXPECT_EQ(parsed->tenant, "t");
  EXPECT_EQ(parsed->candidate, "c");
  EXPECT_EQ(parsed->application, "a");
  EXPECT_EQ(parsed->generation, "g");
  EXPECT_EQ(ParsePersonKey("t|c")->application, "");
  EXPECT_FALSE(ParsePersonKey("t").ok());
  EXPECT_FALSE(ParsePersonKey("t||a").ok());
  EXPECT_FALSE(ParsePersonKey("a|b|c|d|e").ok());
}

TEST(TopicsTest, TopicNamesAreUnique) {
  std::set<std::string_view> names;
  for (const TopicSpec& topic : Topics()) names.insert(topic.name);
  EXPECT_EQ(names.size(), Topics().size());
  EXPECT_EQ(DeadLetterTopic(kCvParsedTopic), "utvalg.cv-parsed.v1.dead-letter");
}

}  // namespace
}  // namespace utvalg
