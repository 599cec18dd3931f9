// SPDX-License-Identifier: Apache-2.0
#include "common/taxonomy/label_index.h"

#include <gtest/gtest.h>

namespace utvalg::taxonomy {
namespace {

TEST(LabelIndexTest, FindsLabelsWhateverCaseAndPlural) {
  LabelIndex index(10);
  EXPECT_TRUE(index.Add("Relational databases", 7));
  EXPECT_EQ(index.Find("relational Database"), 7u);
  EXPECT_EQ(index.Find("relational"), LabelIndex::kNone);
}

TEST(LabelIndexTest, FirstLabelUnderAKeyStays) {
  LabelIndex index(10);
  EXPECT_TRUE(index.Add("nurse", 1));
  EXPECT_FALSE(index.Add("Nurses", 2));
  EXPECT_EQ(index.Find("nurse"), 1u);
}

TEST(LabelIndexTest, SignsMakeOtherNames) {
  LabelIndex index(10);
  index.Add("C", 1);
  index.Add("C++", 2);
  index.Add("C#", 3);
  index.Add(".NET", 4);
  index.Add("net", 5);
  EXPECT_EQ(index.Find("c"), 1u);
  EXPECT_EQ(index.Find("c++"), 2u);
  EXPECT_EQ(index.Find("C#"), 3u);
  EXPECT_EQ(index.Find(".net"), 4u);
  EXPECT_EQ(index.Find("Net"), 5u);
}

TEST(LabelIndexTest, LongestLabelWins) {
  LabelIndex index(10);
  index.Add("project", 1);
  index.Add("project management office", 2);
  const auto tokens = LabelTokens("the project management office and project management");
  size_t count = 0;
  EXPECT_EQ(index.LongestAt(tokens, 1, &count), 2u);
  EXPECT_EQ(count, 3u);
  EXPECT_EQ(index.LongestAt(tokens, 5, &count), 1u);
  EXPECT_EQ(count, 1u);
}

TEST(LabelIndexTest, GrowsBeyondWhatWasExpected) {
  LabelIndex index(1);
  for (uint32_t i = 0; i < 20'000; ++i) ASSERT_TRUE(index.Add("label " + std::to_string(i), i));
  for (uint32_t i = 0; i < 20'000; ++i) ASSERT_EQ(index.Find("label " + std::to_string(i)), i);
}

TEST(LabelTokensTest, PossessiveBelongsToItsWord) {
  const auto tokens = LabelTokens("driver's licence");
  ASSERT_EQ(tokens.size(), 2u);
  EXPECT_EQ(tokens[0].end, 8u);
  EXPECT_EQ(tokens[0].hash, LabelTokens("driver")[0].hash);
}

}  // namespace
}  // namespace utvalg::taxonomy
