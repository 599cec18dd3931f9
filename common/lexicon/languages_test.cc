// SPDX-License-Identifier: Apache-2.0
#include "common/lexicon/languages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

namespace utvalg::lexicon {
namespace {

using namespace utvalg::cv::v1;  // NOLINT: names of the levels only.
using ::testing::ElementsAre;

std::vector<std::string_view> Codes(std::string_view text) {
  std::vector<std::string_view> codes;
  for (const LanguageMention& mention : FindLanguages(text)) codes.push_back(mention.code);
  return codes;
}

std::string Levels(std::string_view text) {
  std::string shown;
  for (const LevelMention& mention : FindLanguageLevels(text)) {
    if (!shown.empty()) shown += ' ';
    if (mention.use == LanguageUse::kOral) shown += "oral:";
    if (mention.use == LanguageUse::kWritten) shown += "written:";
    shown += LanguageLevel_Name(mention.level).substr(sizeof("LANGUAGE_LEVEL_") - 1);
  }
  return shown;
}

TEST(LanguagesTest, KnowsNamesInThreeLanguages) {
  EXPECT_THAT(Codes("Norsk (morsmål), engelsk C1, tysk, French and Tigrinya"),
              ElementsAre("no", "en", "de", "fr", "ti"));
  EXPECT_THAT(Codes("NORSK BOKMÅL, nynorsk, Kviterussisk"), ElementsAre("nb", "nn", "be"));
  EXPECT_THAT(Codes("Norsk teiknspråk"), ElementsAre("nsl"));
}

TEST(LanguagesTest, OrdinaryWordsAreNoLanguages) {
  EXPECT_THAT(Codes("polish the floor"), ElementsAre());
  EXPECT_THAT(Codes("Polish"), ElementsAre("pl"));
  EXPECT_THAT(Codes("norskkurs, engelsklærer, Germany"), ElementsAre());
}

TEST(LanguagesTest, EveryCodeHasANameThatLeadsBack) {
  EXPECT_EQ(LanguageCode("Engelsk"), "en");
  EXPECT_EQ(LanguageCode("Engelsk C1"), "");
  EXPECT_EQ(LanguageEnglishName("ti"), "Tigrinya");
  EXPECT_EQ(LanguageEnglishName("xx"), "");
}

TEST(LanguageLevelsTest, ReadsCodesAndWords) {
  EXPECT_EQ(Levels("B2"), "B2");
  EXPECT_EQ(Levels("C1/C2"), "C2");
  EXPECT_EQ(Levels("morsmål"), "NATIVE");
  EXPECT_EQ(Levels("Native or bilingual proficiency"), "NATIVE");
  EXPECT_EQ(Levels("Professional working proficiency"), "C1");
  EXPECT_EQ(Levels("Limited working proficiency"), "B1");
  EXPECT_EQ(Levels("flytande"), "C2");
  EXPECT_EQ(Levels("svært godt"), "C1");
  EXPECT_EQ(Levels("godt"), "B2");
  EXPECT_EQ(Levels("grunnleggjande"), "A2");
  EXPECT_EQ(Levels("nybegynner"), "A1");
  EXPECT_EQ(Levels("Norsk"), "");
}

TEST(LanguageLevelsTest, ACodeBesideAWordWins) { EXPECT_EQ(Levels("Fluent (C1)"), "C1"); }

TEST(LanguageLevelsTest, TellsOralFromWritten) {
  EXPECT_EQ(Levels("muntlig: flytende, skriftlig: godt"), "oral:C2 written:B2");
  EXPECT_EQ(Levels("flytande munnleg, god skriftleg"), "oral:C2 written:B2");
  EXPECT_EQ(Levels("svært god muntlig og skriftlig"), "oral:C1 written:C1");
  EXPECT_EQ(Levels("Fluent, written and spoken"), "oral:C2 written:C2");
}

}  // namespace
}  // namespace utvalg::lexicon
