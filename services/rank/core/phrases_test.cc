// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/phrases.h"

#include <gtest/gtest.h>

namespace utvalg::rank {
namespace {

TEST(SplitWordsTest, KeepsNamesOfProgrammingLanguages) {
  std::vector<std::string> folded;
  for (const Word& word : SplitWords("C++/C#, Fødselshjelp – 5+ år")) folded.push_back(word.folded);
  EXPECT_EQ(folded, (std::vector<std::string>{"c++", "c#", "fødselshjelp", "5+", "år"}));
}

TEST(PhraseTableTest, MatchesWholeWordsWhateverTheCase) {
  const PhraseTable table({{1, "must have|krav"}, {2, "ønske*"}, {3, "# years"}});
  EXPECT_TRUE(table.Contains(SplitWords("You MUST have patience"), 1));
  EXPECT_FALSE(table.ContainsAny("kravspesifikasjon"));
  EXPECT_TRUE(table.Contains(SplitWords("Ønskelig med fagbrev"), 2));
  EXPECT_TRUE(table.Contains(SplitWords("at least 5 years"), 3));
  EXPECT_FALSE(table.ContainsAny("many years"));
}

TEST(PhraseTableTest, GivesTheLongestFirst) {
  const PhraseTable table({{1, "personal"}, {2, "personal skills"}});
  const auto matches = table.Find(SplitWords("Personal skills"));
  ASSERT_EQ(matches.size(), 2U);
  EXPECT_EQ(matches[0].tag, 2);
}

}  // namespace
}  // namespace utvalg::rank
