// SPDX-License-Identifier: Apache-2.0
#include "services/embed/core/repeats.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace utvalg::embed {
namespace {

using ::testing::IsEmpty;

std::string Page(int lines) {
  std::string page;
  for (int i = 0; i < lines; ++i) {
    const std::string number = std::to_string(100 + i);
    page += "Ward" + number + " cared" + number + " for patients" + number + " by night.\n";
  }
  return page;
}

TEST(RepeatsTest, PageThatIsInTheFileTwiceIsSaidOnce) {
  const std::string page = Page(20);
  const auto stretches = RepeatedStretches(page + page);
  ASSERT_EQ(stretches.size(), 1U);
  EXPECT_EQ(stretches[0].first, page.size());
}

TEST(RepeatsTest, LineBreaksPunctuationAndCaseDoNotMatter) {
  const std::string page = Page(20);
  std::string again = page;
  for (char& c : again) c = c == '\n' ? ' ' : c == '.' ? ';' : c == 'W' ? 'w' : c;
  const auto stretches = RepeatedStretches(page + again);
  ASSERT_EQ(stretches.size(), 1U);
  EXPECT_EQ(stretches[0].first, page.size());
}

TEST(RepeatsTest, OneWordAHundredTimesIsARepetition) {
  std::string listed = "Excel";
  for (int i = 0; i < 100; ++i) listed += ", Excel";
  const auto stretches = RepeatedStretches(listed);
  ASSERT_EQ(stretches.size(), 1U);
  EXPECT_LT(stretches[0].first, 40U);
  EXPECT_EQ(stretches[0].second, listed.size());
}

TEST(RepeatsTest, ASkillOfTheListAHundredTimesMoreLeavesTheListAsItWas) {
  for (const std::string skill : {"Excel", "Wound care", "Stock keeping by hand"}) {
    const std::string list = skill + ", Word, Outlook";
    std::string stuffed = list;
    for (int i = 0; i < 100; ++i) stuffed += ", " + skill;
    const auto stretches = RepeatedStretches(stuffed);
    ASSERT_EQ(stretches.size(), 1U) << skill;
    EXPECT_EQ(stuffed.substr(0, stretches[0].first), list);
    EXPECT_EQ(stretches[0].second, stuffed.size());
  }
}

TEST(RepeatsTest, DutyOfTwoJobsIsNone) {
  const std::string duty = "Planned the work of the crew and ordered material for five fitters.\n";
  EXPECT_THAT(RepeatedStretches("Fitter, Alpha\n" + duty + "Foreman, Beta\n" + duty), IsEmpty());
  EXPECT_THAT(RepeatedStretches(""), IsEmpty());
}

}  // namespace
}  // namespace utvalg::embed
