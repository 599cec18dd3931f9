// SPDX-License-Identifier: Apache-2.0
#include "common/log/stage_progress.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace utvalg {
namespace {

TEST(StageProgressTest, WhereAStageStandsIsReadBack) {
  const TopicPartition at{"t", 3};
  const auto progress = DecodeProgress(at, EncodeProgress({{at, 7}, {9, 1000000007}}));
  ASSERT_TRUE(progress.ok());
  EXPECT_EQ(progress->position, (Position{at, 7}));
  EXPECT_THAT(progress->ahead, ::testing::ElementsAre(9, 1000000007));
}

TEST(StageProgressTest, OtherBytesAreRefused) {
  EXPECT_FALSE(DecodeProgress({"t", 0}, "").ok());
  EXPECT_FALSE(DecodeProgress({"t", 0}, "1234567").ok());
}

TEST(StageProgressTest, EachPartitionHasAKeyOfItsOwn) {
  EXPECT_NE(ProgressKey({"t", 1}), ProgressKey({"t", 256}));
  EXPECT_NE(ProgressKey({"t", 1}), ProgressKey({"u", 1}));
}

}  // namespace
}  // namespace utvalg
