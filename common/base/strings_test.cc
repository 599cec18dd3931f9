// SPDX-License-Identifier: Apache-2.0
#include "common/base/strings.h"

#include <cstdint>
#include <limits>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace utvalg {
namespace {

using ::testing::ElementsAre;

TEST(StringsTest, CatTakesTextAndIntegers) {
  EXPECT_EQ(Cat("a", std::string("b"), std::string_view("c"), -1, uint64_t{2}), "abc-12");
  EXPECT_EQ(Cat(std::numeric_limits<int64_t>::min()), "-9223372036854775808");
}

TEST(StringsTest, SplitKeepsEmptyParts) {
  EXPECT_THAT(Split("a||b|", '|'), ElementsAre("a", "", "b", ""));
  EXPECT_THAT(Split("", '|'), ElementsAre(""));
}

}  // namespace
}  // namespace utvalg
