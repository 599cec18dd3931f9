// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/clean_text.h"

#include "gtest/gtest.h"

namespace utvalg::extract {
namespace {

TEST(CleanTextTest, LettersComeInNormalFormC) {
  EXPECT_EQ(Clean("A\u030Arhus", false).text, "Århus");
}

TEST(CleanTextTest, LigaturesAreTakenApart) {
  EXPECT_EQ(Clean("\uFB01nans o\uFB03ser", false).text, "finans offiser");
}

TEST(CleanTextTest, SpacesAndHyphensAreOrdinary) {
  EXPECT_EQ(Clean("2019\u2011\u20082021\u00A0\u2212 5", false).text, "2019- 2021 - 5");
  EXPECT_EQ(Clean("a\tb\r\nc", true).text, "a\tb\nc");
  EXPECT_EQ(Clean("a\tb\r\nc", false).text, "a b c");
}

TEST(CleanTextTest, ControlCharactersVanish) {
  EXPECT_EQ(Clean(std::u32string_view(U"a\0\x07z", 4), true).text, "az");
}

TEST(CleanTextTest, InvisibleCharactersVanishAndAreCountedByWord) {
  const CleanText tags = Clean(U"Java \U000E0050\U000E0079 erfaring", false);
  EXPECT_EQ(tags.text, "Java  erfaring");
  EXPECT_EQ(tags.words_with_invisible, 1u);
  EXPECT_EQ(Clean(U"\u202Egniraf", false).words_with_invisible, 1u);
  const CleanText split = Clean(U"Py\u200Bthon og S\u200BQ\u200BL", false);
  EXPECT_EQ(split.text, "Python og SQL");
  EXPECT_EQ(split.words_with_zero_width, 2u);
}

TEST(CleanTextTest, HonestInvisibleCharactersAreNotCounted) {
  // A telephone number as iOS copies it, a soft hyphen, a byte order mark, a flag.
  const CleanText clean =
      Clean(U"\uFEFF\u202A+47 99\u202C arbeids\u00ADtaker \U0001F3F4\U000E0067\U000E0062", false);
  EXPECT_EQ(clean.text, "+47 99 arbeidstaker \U0001F3F4");
  EXPECT_EQ(clean.words_with_invisible, 0u);
  EXPECT_EQ(clean.words_with_zero_width, 0u);
}

TEST(CleanTextTest, WordsBulletsArePrivateUseCharacters) {
  EXPECT_EQ(Clean("\uF0B7 kasse \uF095", false).text, "• kasse ");
}

TEST(JoinSpacedLettersTest, CapitalsSpacedByHandAreWords) {
  EXPECT_EQ(JoinSpacedLetters("E R F A R I N G"), "ERFARING");
  EXPECT_EQ(JoinSpacedLetters("W O R K  E X P E R I E N C E, N A V"), "WORK  EXPERIENCE, N A V");
}

TEST(JoinSpacedLettersTest, ShortRowsAndOtherLettersStay) {
  for (const char* text : {"plan A B C", "i å s e e n", "", "A", "C / C + +"})
    EXPECT_EQ(JoinSpacedLetters(text), text);
}

TEST(IsWorthReportingTest, OnlyWordsAre) {
  for (const char* text : {"•", "1", "-", "2024", "a", ","})
    EXPECT_FALSE(IsWorthReporting(text)) << text;
  for (const char* text : {"SQL", "C1", "på"}) EXPECT_TRUE(IsWorthReporting(text)) << text;
}

}  // namespace
}  // namespace utvalg::extract
