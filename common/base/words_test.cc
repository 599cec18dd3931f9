// SPDX-License-Identifier: Apache-2.0
#include "common/base/words.h"

#include <gtest/gtest.h>

namespace utvalg {
namespace {

TEST(LowerAlignedTest, LowersNorwegianAndCyrillic) {
  EXPECT_EQ(LowerAligned("ÆØÅ Bjørn ÉCOLE Ж"), "æøå bjørn école ж");
}

TEST(LowerAlignedTest, KeepsEveryOffset) {
  // The lower case of U+0130 is one byte shorter or longer, that of the Kelvin sign two bytes
  // shorter.
  for (const char* text : {"İstanbul Å", "273 \u212A Ørsta", "ẞ"}) {
    EXPECT_EQ(LowerAligned(text).size(), std::string_view(text).size()) << text;
  }
}

TEST(SplitWordsTest, GivesRunsOfLettersAndDigits) {
  const std::string text = "Åse-Marie, 24 år (C++)";
  std::vector<std::string> words;
  for (const WordRange& word : SplitWords(text)) {
    words.push_back(text.substr(word.begin, word.end - word.begin));
  }
  EXPECT_EQ(words, (std::vector<std::string>{"Åse", "Marie", "24", "år", "C"}));
}

TEST(WordBorderTest, SeesCharactersOfMoreThanOneByte) {
  EXPECT_TRUE(WordEndsAt("på", 3));
  EXPECT_FALSE(WordEndsAt("på ", 4));
  EXPECT_TRUE(WordStartsAt("å", 0));
  EXPECT_FALSE(WordStartsAt("å", 2));
  EXPECT_FALSE(WordEndsAt("a", 0));
}

}  // namespace
}  // namespace utvalg
