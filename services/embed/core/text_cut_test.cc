// SPDX-License-Identifier: Apache-2.0
#include "services/embed/core/text_cut.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace utvalg::embed {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Pieces(std::string_view text, size_t limit) {
  std::vector<std::string> pieces;
  for (const auto& [begin, end] : CutText(text, limit))
    pieces.emplace_back(text.substr(begin, end - begin));
  return pieces;
}

TEST(CutTextTest, ShortLinesShareAPiece) {
  EXPECT_THAT(Pieces("one\ntwo\nthree\n", 9), ElementsAre("one\ntwo", "three"));
}

TEST(CutTextTest, LongLineIsCutAtSentences) {
  EXPECT_THAT(Pieces("Led a team of six. Grew sales by half.", 24),
              ElementsAre("Led a team of six.", "Grew sales by half."));
}

TEST(CutTextTest, LongSentenceIsCutBetweenWords) {
  EXPECT_THAT(Pieces("alpha beta gamma delta", 12), ElementsAre("alpha beta", "gamma delta"));
}

TEST(CutTextTest, CharactersStayWhole) { EXPECT_THAT(Pieces("ææææ", 5), ElementsAre("ææ", "ææ")); }

TEST(CutTextTest, NothingComesFromWhiteSpace) { EXPECT_THAT(Pieces(" \n\t \n", 10), IsEmpty()); }

TEST(WithoutPlaceholdersTest, OnlyThoseOfRedactionGo) {
  EXPECT_EQ(WithoutPlaceholders("[NAME]\nNurse at [ADDRESS] [AWS] ward [3"),
            "Nurse at [AWS] ward [3");
}

TEST(HasWordsTest, PunctuationIsNoWord) {
  EXPECT_FALSE(HasWords("– • ,"));
  EXPECT_TRUE(HasWords("• å"));
}

}  // namespace
}  // namespace utvalg::embed
