// SPDX-License-Identifier: Apache-2.0
#include "common/log/settled_positions.h"

#include <string>

#include "gtest/gtest.h"

namespace utvalg {
namespace {

Position At(const std::string& topic, uint32_t partition, uint64_t next_offset) {
  return {{topic, partition}, next_offset};
}

TEST(SettledPositionsTest, AnEmptyPartitionIsSettled) {
  SettledPositions settled;
  EXPECT_TRUE(settled.Cover({At("a", 0, 0)}));
  EXPECT_FALSE(settled.awaited());
}

TEST(SettledPositionsTest, OnlyWhatSomebodyWaitsForIsFollowed) {
  SettledPositions settled;
  settled.Note({At("a", 0, 7)});
  EXPECT_FALSE(settled.Cover({At("a", 0, 7)}));
  settled.Note({At("a", 0, 6)});
  EXPECT_FALSE(settled.Cover({At("a", 0, 7)}));
  settled.Note({At("a", 0, 7), At("a", 1, 9)});
  EXPECT_TRUE(settled.Cover({At("a", 0, 7)}));
  EXPECT_FALSE(settled.awaited());
}

TEST(SettledPositionsTest, PartitionsAreWaitedForOneByOneOrTogether) {
  SettledPositions settled;
  EXPECT_FALSE(settled.Cover({At("a", 0, 3)}));
  EXPECT_FALSE(settled.Cover({At("a", 1, 4)}));
  settled.Note({At("a", 0, 3), At("a", 1, 2)});
  EXPECT_TRUE(settled.Cover({At("a", 0, 3)}));
  EXPECT_FALSE(settled.Cover({At("a", 1, 4)}));
  EXPECT_FALSE(settled.Cover({At("a", 0, 3), At("a", 1, 4)}));
  settled.Note({At("a", 0, 3), At("a", 1, 5)});
  EXPECT_TRUE(settled.Cover({At("a", 0, 3), At("a", 1, 4)}));
}

TEST(SettledPositionsTest, APositionNeverGoesBack) {
  SettledPositions settled;
  EXPECT_FALSE(settled.Cover({At("a", 0, 3)}));
  settled.Note({At("a", 0, 3)});
  settled.Note({At("a", 0, 1)});
  EXPECT_TRUE(settled.Cover({At("a", 0, 3)}));
}

TEST(SettledPositionsTest, WhatIsGivenUpHasToBeReadAgain) {
  SettledPositions settled;
  EXPECT_FALSE(settled.Cover({At("a", 0, 3)}));
  settled.Note({At("a", 0, 3)});
  settled.Drop({{"a", 0}});
  EXPECT_FALSE(settled.Cover({At("a", 0, 3)}));
}

}  // namespace
}  // namespace utvalg
