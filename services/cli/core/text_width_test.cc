// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/text_width.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace utvalg::cli {
namespace {

using ::testing::ElementsAre;

TEST(TextWidthTest, CountsColumnsAndNotBytes) {
  EXPECT_EQ(DisplayWidth("Bjørn Åsen"), 10u);
  EXPECT_EQ(DisplayWidth("e\u0301"), 1u) << "a combining accent takes no column";
  EXPECT_EQ(DisplayWidth("履歴書"), 6u);
  EXPECT_EQ(DisplayWidth(""), 0u);
}

TEST(TextWidthTest, PrintableCannotSteerTheTerminal) {
  EXPECT_EQ(Printable("a\x1b[2Jb"), "a\uFFFD[2Jb");
  EXPECT_EQ(Printable("abc\u202Efdp.exe"), "abc\uFFFDfdp.exe");
  EXPECT_EQ(Printable("a\xffz"), "a\uFFFDz");
}

TEST(TextWidthTest, PrintableIsOneLine) {
  EXPECT_EQ(Printable("  first \r\n\tsecond\u00a0third\n"), "first second third");
}

TEST(TextWidthTest, TruncateKeepsWithinTheWidth) {
  EXPECT_EQ(Truncate("kort", 4), "kort");
  EXPECT_EQ(Truncate("Sykepleier", 5), "Syke…");
  EXPECT_EQ(Truncate("履歴書です", 5), "履歴…");
  EXPECT_EQ(Truncate("to ord", 4), "to…");
  EXPECT_EQ(Truncate("abc", 0), "");
}

TEST(TextWidthTest, WrapBreaksBetweenWords) {
  EXPECT_THAT(Wrap("one two three", 7, 0), ElementsAre("one two", "three"));
  EXPECT_THAT(Wrap("", 7, 0), ElementsAre(""));
}

TEST(TextWidthTest, WrapBreaksALongWord) {
  EXPECT_THAT(Wrap("ab sykepleierstilling", 8, 0), ElementsAre("ab", "sykeplei", "erstilli", "ng"));
}

TEST(TextWidthTest, WrapPrefersTheJointsOfALongWord) {
  EXPECT_THAT(Wrap("samples/cvs/anne-marte.pdf", 14, 0),
              ElementsAre("samples/cvs/", "anne-marte.pdf"));
}

TEST(TextWidthTest, WrapMarksWhatWasLeftOut) {
  EXPECT_THAT(Wrap("one two three four", 7, 1), ElementsAre("one tw…"));
  EXPECT_THAT(Wrap("one two three four", 8, 2), ElementsAre("one two", "three…"));
}

}  // namespace
}  // namespace utvalg::cli
