// SPDX-License-Identifier: Apache-2.0
#include "common/log/embedded/consumer_group.h"

#include <cstdint>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace utvalg::embedded {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(ConsumerGroupTest, TheOnlyMemberGetsAll) {
  ConsumerGroup group(3, {"t"});
  group.Join(1);
  EXPECT_TRUE(group.HasToTake(1));
  EXPECT_THAT(group.Take(1), ElementsAre(0, 1, 2));
  EXPECT_FALSE(group.HasToTake(1));
  EXPECT_THAT(group.ToGiveUp(1), IsEmpty());
}

TEST(ConsumerGroupTest, ANewMemberWaitsUntilTheOldOneLetsGo) {
  ConsumerGroup group(4, {"t"});
  group.Join(1);
  group.Take(1);
  group.Join(2);
  EXPECT_THAT(group.Take(2), IsEmpty());
  const std::vector<uint32_t> given = group.ToGiveUp(1);
  EXPECT_THAT(given, SizeIs(2));
  group.GiveUp(1, given);
  EXPECT_EQ(group.Take(2), given);
  EXPECT_THAT(group.ToGiveUp(1), IsEmpty());
}

TEST(ConsumerGroupTest, SharesDifferByOneAtMostAndNobodyMovesForNothing) {
  ConsumerGroup group(12, {"t"});
  for (uint64_t member = 1; member <= 5; ++member) {
    group.Join(member);
    for (uint64_t other = 1; other <= member; ++other) group.GiveUp(other, group.ToGiveUp(other));
    for (uint64_t other = 1; other <= member; ++other) group.Take(other);
  }
  group.Leave(3);
  size_t moved = 0;
  for (uint64_t member : {1, 2, 4, 5}) {
    EXPECT_THAT(group.ToGiveUp(member), IsEmpty());
    moved += group.Take(member).size();
  }
  EXPECT_THAT(moved, ::testing::AllOf(::testing::Ge(2u), ::testing::Le(3u)));
}

TEST(ConsumerGroupTest, MoreMembersThanPartitionsLeaveSomeWithNone) {
  ConsumerGroup group(1, {"t"});
  group.Join(1);
  group.Join(2);
  EXPECT_EQ(group.Take(1).size() + group.Take(2).size(), 1u);
}

TEST(ConsumerGroupTest, AfterTheLastMemberItIsEmpty) {
  ConsumerGroup group(2, {"t"});
  group.Join(1);
  group.Take(1);
  group.Leave(1);
  EXPECT_TRUE(group.empty());
  group.Join(2);
  EXPECT_THAT(group.Take(2), ElementsAre(0, 1));
}

}  // namespace
}  // namespace utvalg::embedded
