// SPDX-License-Identifier: Apache-2.0
#include "services/embed/core/pooling.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <vector>

namespace utvalg::embed {
namespace {

using ::testing::ElementsAre;

TEST(PoolingTest, PaddingRowsDoNotCount) {
  const std::vector<float> states = {3, 0, 0, 4, 100, 100};
  std::array<int8_t, 2> out;
  PoolToInt8(states, 2, 100, out);
  EXPECT_THAT(out, ElementsAre(60, 80));
}

TEST(PoolingTest, LengthOfTheStatesDoesNotCount) {
  std::array<int8_t, 2> small;
  std::array<int8_t, 2> large;
  PoolToInt8(std::vector<float>{0.03F, -0.04F}, 1, 100, small);
  PoolToInt8(std::vector<float>{30, -40}, 1, 100, large);
  EXPECT_EQ(small, large);
  EXPECT_THAT(small, ElementsAre(60, -80));
}

TEST(PoolingTest, LargeComponentsSaturate) {
  std::array<int8_t, 2> out;
  PoolToInt8(std::vector<float>{-1, 0.1F}, 1, 635, out);
  EXPECT_THAT(out, ElementsAre(-127, 63));
}

TEST(PoolingTest, ZeroStatesGiveZeros) {
  std::array<int8_t, 2> out;
  PoolToInt8(std::vector<float>{0, 0}, 1, 635, out);
  EXPECT_THAT(out, ElementsAre(0, 0));
}

}  // namespace
}  // namespace utvalg::embed
