// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/pdf/letter_spacing.h"

#include <string>
#include <utility>

#include "gtest/gtest.h"

namespace utvalg::extract {
namespace {

// Letters with the gaps before them; a space of its own marks a space glyph.
std::string Words(const std::vector<std::pair<char, float>>& glyphs) {
  std::vector<LineGlyph> line;
  for (const auto& [c, gap] : glyphs) line.push_back({gap, gap, false, c >= 'A' && c <= 'Z'});
  const std::vector<bool> starts = WordStarts(line);
  std::string result;
  for (size_t i = 0; i < line.size(); ++i) {
    if (starts[i] && i > 0) result.push_back(' ');
    result.push_back(glyphs[i].first);
  }
  return result;
}

TEST(WordStartsTest, KerningIsNoSpace) {
  EXPECT_EQ(Words({{'A', 0}, {'V', -0.08F}, {'T', 0.05F}, {'O', 0.25F}}), "AVT O");
}

TEST(WordStartsTest, UniformGapsAreSpacedLetters) {
  EXPECT_EQ(Words({{'E', 0}, {'X', 0.4F}, {'P', 0.41F}, {'E', 0.39F}, {'R', 0.4F}}), "EXPER");
}

TEST(WordStartsTest, WiderGapsSeparateSpacedWords) {
  EXPECT_EQ(
      Words(
          {{'W', 0}, {'O', 0.3F}, {'R', 0.3F}, {'K', 0.3F}, {'E', 0.9F}, {'X', 0.3F}, {'P', 0.3F}}),
      "WORK EXP");
}

TEST(WordStartsTest, FewSingleLettersAreWords) {
  EXPECT_EQ(Words({{'A', 0}, {'B', 0.3F}, {'C', 0.3F}}), "A B C");
}

TEST(WordStartsTest, DigitsAreNotSpacedLetters) {
  EXPECT_EQ(Words({{'1', 0}, {'2', 0.3F}, {'3', 0.3F}, {'4', 0.3F}, {'5', 0.3F}}), "1 2 3 4 5");
}

}  // namespace
}  // namespace utvalg::extract
