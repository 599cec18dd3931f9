// SPDX-License-Identifier: Apache-2.0
#include "common/lexicon/education_levels.h"

#include <gtest/gtest.h>

namespace utvalg::lexicon {
namespace {

using namespace utvalg::cv::v1;  // NOLINT: names of the levels only.

TEST(EducationLevelsTest, KnowsDegreesInThreeLanguages) {
  const std::pair<std::string_view, EducationLevel> cases[] = {
      {"Bachelor i sykepleie", EDUCATION_LEVEL_BACHELOR},
      {"Bachelorgrad i informatikk", EDUCATION_LEVEL_BACHELOR},
      {"B.Sc. Computer Science", EDUCATION_LEVEL_BACHELOR},
      {"BSc in Physics", EDUCATION_LEVEL_BACHELOR},
      {"BA, History", EDUCATION_LEVEL_BACHELOR},
      {"cand.mag.", EDUCATION_LEVEL_BACHELOR},
      {"Høgskulekandidat", EDUCATION_LEVEL_BACHELOR},
      {"Årsstudium i psykologi", EDUCATION_LEVEL_BACHELOR},
      {"Master of Science in Economics", EDUCATION_LEVEL_MASTER},
      {"MSc Finance", EDUCATION_LEVEL_MASTER},
      {"M.Ed.", EDUCATION_LEVEL_MASTER},
      {"MEd", EDUCATION_LEVEL_MASTER},
      {"MBA", EDUCATION_LEVEL_MASTER},
      {"Sivilingeniør, datateknikk", EDUCATION_LEVEL_MASTER},
      {"siviløkonom", EDUCATION_LEVEL_MASTER},
      {"Cand. polit.", EDUCATION_LEVEL_MASTER},
      {"Hovedfag i historie", EDUCATION_LEVEL_MASTER},
      {"Ph.D. in Chemistry", EDUCATION_LEVEL_DOCTORATE},
      {"Doktorgrad", EDUCATION_LEVEL_DOCTORATE},
      {"dr.ing.", EDUCATION_LEVEL_DOCTORATE},
      {"Fagbrev som elektriker", EDUCATION_LEVEL_VOCATIONAL},
      {"Sveinebrev i tømrarfaget", EDUCATION_LEVEL_VOCATIONAL},
      {"Mesterbrev", EDUCATION_LEVEL_HIGHER_VOCATIONAL},
      {"Fagskoleingeniør", EDUCATION_LEVEL_HIGHER_VOCATIONAL},
      {"Associate of Arts", EDUCATION_LEVEL_HIGHER_VOCATIONAL},
      {"Studiespesialisering", EDUCATION_LEVEL_UPPER_SECONDARY},
      {"Videregående skole", EDUCATION_LEVEL_UPPER_SECONDARY},
      {"Vg2", EDUCATION_LEVEL_UPPER_SECONDARY},
      {"Vg3 studiespesialisering", EDUCATION_LEVEL_UPPER_SECONDARY},
      {"High School Diploma", EDUCATION_LEVEL_UPPER_SECONDARY},
      {"Grunnskule", EDUCATION_LEVEL_PRIMARY},
      {"to be or med det", EDUCATION_LEVEL_UNSPECIFIED},
      {"ms word", EDUCATION_LEVEL_UNSPECIFIED},
      {"", EDUCATION_LEVEL_UNSPECIFIED},
  };
  for (const auto& [text, level] : cases) EXPECT_EQ(HighestLevel(text), level) << text;
}

TEST(EducationLevelsTest, NamesAndDigitsBelongTogether) {
  for (int level = EDUCATION_LEVEL_PRIMARY; level <= EDUCATION_LEVEL_DOCTORATE; ++level) {
    const auto value = static_cast<EducationLevel>(level);
    EXPECT_EQ(EducationLevelFromName(EducationLevelName(value)), value);
    EXPECT_EQ(NusDigit(value).size(), 1u);
  }
  EXPECT_EQ(EducationLevelName(EDUCATION_LEVEL_UNSPECIFIED), "");
  EXPECT_EQ(EducationLevelFromName(""), EDUCATION_LEVEL_UNSPECIFIED);
}

TEST(EducationLevelsTest, GivesThePlace) {
  const auto degrees = FindDegrees("2015 Master i rettsvitenskap");
  ASSERT_FALSE(degrees.empty());
  EXPECT_EQ(degrees[0].begin, 5u);
}

}  // namespace
}  // namespace utvalg::lexicon
