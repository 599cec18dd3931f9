// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/search_filter.h"

#include <gtest/gtest.h>

#include "google/protobuf/text_format.h"
#include "services/rank/core/score_fixture.h"

namespace utvalg::rank {
namespace {

SearchFilter Filter(const std::string& text) {
  v1::SearchFilter filter;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &filter)) << text;
  auto created = SearchFilter::Create(filter, taxonomy::Taxonomy::Get());
  EXPECT_TRUE(created.ok()) << created.status();
  return created.ok() ? *created : SearchFilter();
}

absl::Status Fault(const std::string& text) {
  v1::SearchFilter filter;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &filter)) << text;
  return SearchFilter::Create(filter, taxonomy::Taxonomy::Get()).status();
}

class SearchFilterTest : public testing::Test {
 protected:
  SearchFilterTest() {
    cv_.Job("Nurse", "2221", 2010, 3, "Looked after patients.", Leaning(0, 90));
    cv_.Job("Nurse", "2221", 2012, 3, "Night shifts.", Leaning(0, 90));  // One year in both.
    cv_.Job("Cook", "5120", 2005, 4, "Cooked.", Leaning(1, 90));
    cv_.Degree("Bachelor of Nursing", cv::v1::EDUCATION_LEVEL_BACHELOR, Leaning(0, 50));
    cv_.Language("German, B2", "de", cv::v1::LANGUAGE_LEVEL_B2);
    cv_.Language("Norsk", "nb", cv::v1::LANGUAGE_LEVEL_UNSPECIFIED);
    cv_.Licence("Driving licence: C1", "C1");
    cv::v1::Skill& skill = *cv_.cv().add_skills();
    skill.set_name("Zendesk");
    *skill.add_spans() = cv_.Append("Tools: Zendesk, Excel");
    cv_.cv().set_experience_months(108);
  }
  bool Passes(const std::string& filter) { return Filter(filter).Passes(FacetsOf(cv_.cv())); }

  CvBuilder cv_;
};

TEST_F(SearchFilterTest, AnEmptyOneLetsEverybodyPass) {
  EXPECT_TRUE(SearchFilter().IsEmpty());
  EXPECT_TRUE(SearchFilter().Passes(Facets()));
}

TEST_F(SearchFilterTest, OccupationsAreCodesOrTitlesInThreeLanguages) {
  EXPECT_TRUE(Passes("occupations: '2221'"));
  EXPECT_TRUE(Passes("occupations: '22'"));
  EXPECT_FALSE(Passes("occupations: '33'"));
  EXPECT_TRUE(Passes("occupations: 'sykepleier'"));
  EXPECT_TRUE(Passes("occupations: 'sjukepleiar'"));
  EXPECT_TRUE(Passes("occupations: 'nurse'"));
  EXPECT_TRUE(Passes("occupations: '33' occupations: '5120'")) << "any of them";
}

TEST_F(SearchFilterTest, MonthsAreThoseInTheOccupationWithOverlapsOnce) {
  EXPECT_TRUE(Passes("occupations: '2221' min_months: 60"));
  EXPECT_FALSE(Passes("occupations: '2221' min_months: 61"));
  EXPECT_TRUE(Passes("min_months: 108"));
  EXPECT_FALSE(Passes("min_months: 109"));
}

TEST_F(SearchFilterTest, LevelsAreLeastLevels) {
  EXPECT_TRUE(Passes("languages { code: 'de' min_level: LANGUAGE_LEVEL_B2 }"));
  EXPECT_FALSE(Passes("languages { code: 'de' min_level: LANGUAGE_LEVEL_C1 }"));
  EXPECT_TRUE(Passes("languages { code: 'no' }"));
  EXPECT_TRUE(Passes("languages { code: 'en' }")) << "it is written in it";
  EXPECT_FALSE(Passes("languages { code: 'no' min_level: LANGUAGE_LEVEL_A1 }")) << "none is stated";
  EXPECT_TRUE(Passes("min_education: EDUCATION_LEVEL_BACHELOR"));
  EXPECT_FALSE(Passes("min_education: EDUCATION_LEVEL_MASTER"));
  EXPECT_FALSE(Passes("min_education: EDUCATION_LEVEL_VOCATIONAL")) << "no trade certificate";
}

TEST_F(SearchFilterTest, AHigherLicencePasses) {
  EXPECT_TRUE(Passes("licences: 'B'"));
  EXPECT_FALSE(Passes("licences: 'C'"));
}

TEST_F(SearchFilterTest, AllSkillsMustBeThere) {
  EXPECT_TRUE(Passes("skills: 'zendesk'"));
  EXPECT_FALSE(Passes("skills: 'zendesk' skills: 'Java'"));
}

TEST_F(SearchFilterTest, ASkillIsFoundByItsNameInAnotherLanguage) {
  const taxonomy::SkillMatch english = taxonomy::Taxonomy::Get().FindSkill("first aid");
  const taxonomy::SkillMatch norwegian = taxonomy::Taxonomy::Get().FindSkill("førstehjelp");
  ASSERT_FALSE(english.uri.empty());
  ASSERT_EQ(english.uri, norwegian.uri);
  cv::v1::Skill& skill = *cv_.cv().add_skills();
  skill.set_name("førstehjelp");
  skill.set_esco_uri(std::string(norwegian.uri));
  EXPECT_TRUE(Passes("skills: 'First aid'"));
}

TEST_F(SearchFilterTest, TheLanguageOfTheCvIsOneOfThoseAsked) {
  EXPECT_TRUE(Passes("cv_languages: 'nb' cv_languages: 'en'"));
  EXPECT_FALSE(Passes("cv_languages: 'nn'"));
}

TEST_F(SearchFilterTest, SaysWhereTheCvMeetsIt) {
  const auto matched = Filter(
                           "occupations: 'nurse' skills: 'Zendesk' licences: 'B' "
                           "languages { code: 'de' } min_education: EDUCATION_LEVEL_BACHELOR")
                           .Explain(cv_.cv());
  std::vector<std::pair<std::string, std::string>> shown;
  for (const auto& one : matched) shown.emplace_back(one.filter(), one.quote().text());
  EXPECT_EQ(shown, (std::vector<std::pair<std::string, std::string>>{
                       {"nurse", "Nurse"},
                       {"Zendesk", "Tools: Zendesk, Excel"},
                       {"de", "German, B2"},
                       {"B", "Driving licence: C1"},
                       {"education", "Bachelor of Nursing"}}));
}

TEST_F(SearchFilterTest, WhatThereIsNotIsSaid) {
  EXPECT_EQ(Fault("occupations: 'xyzzy'").code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Fault("licences: 'Z'").code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Fault("languages { code: 'german' }").code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Fault("cv_languages: 'norsk'").code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace utvalg::rank
