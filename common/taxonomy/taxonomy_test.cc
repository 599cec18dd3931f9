// SPDX-License-Identifier: Apache-2.0
#include "common/taxonomy/taxonomy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "common/taxonomy/data_files.h"

namespace utvalg::taxonomy {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

const Taxonomy& T() { return Taxonomy::Get(); }

std::vector<std::string> Strong(std::string_view text) {
  std::vector<std::string> labels;
  for (const SkillMention& mention : T().FindSkillMentions(text)) {
    if (!mention.weak) labels.emplace_back(text.substr(mention.begin, mention.end - mention.begin));
  }
  return labels;
}

TEST(TaxonomyTest, FindsSkillsInRunningText) {
  EXPECT_THAT(Strong("Built services in Java and C++ on Kubernetes, with project management."),
              ElementsAre("Java", "C++", "Kubernetes", "project management"));
}

TEST(TaxonomyTest, FindsNorwegianNamesOfSkills) {
  EXPECT_THAT(Strong("Erfaring med prosjektledelse, maskinlæring og offentlige anskaffelser"),
              ElementsAre("prosjektledelse", "maskinlæring", "offentlige anskaffelser"));
  EXPECT_EQ(T().FindSkill("Prosjektledelse").label, "project management");
}

TEST(TaxonomyTest, OrdinaryWordsAreWeak) {
  EXPECT_THAT(Strong("We go on less energy in communication and had access to excel"), IsEmpty());
  EXPECT_THAT(Strong("Dashboards in Excel"), ElementsAre("Excel"));
}

TEST(TaxonomyTest, LanguagesAreNoSkills) {
  EXPECT_THAT(T().FindSkillMentions("English, Norwegian"), IsEmpty());
  EXPECT_EQ(T().FindSkill("English").label, "");
}

TEST(TaxonomyTest, SkillsDoNotReachOverLines) {
  for (const SkillMention& mention : T().FindSkillMentions("project\nmanagement")) {
    EXPECT_NE(mention.label, "project management");
  }
}

TEST(TaxonomyTest, KnowsTheUriOfAWholeEntry) {
  EXPECT_EQ(T().FindSkill("Python").label, "Python (computer programming)");
  EXPECT_EQ(T().FindSkill("python (programming)").uri, T().FindSkill("Python").uri);
  EXPECT_EQ(T().FindSkill("React").label, "React");
  EXPECT_EQ(T().FindSkill("React").uri, "");
  EXPECT_EQ(T().FindSkill("no such skill at all").label, "");
}

TEST(TaxonomyTest, FindsOccupationsInBothWrittenFormsAndEnglish) {
  const OccupationMatch nurse = T().FindOccupation("Registered Nurse");
  EXPECT_EQ(nurse.label, "nurse responsible for general care");
  EXPECT_EQ(nurse.isco, "2221");
  EXPECT_EQ(T().FindOccupation("Sykepleier").uri, nurse.uri);
  EXPECT_EQ(T().FindOccupation("Sjukepleiar ved akuttmottaket").uri, nurse.uri);
  EXPECT_EQ(T().FindOccupation("Tømrer").isco, "7115");
}

TEST(TaxonomyTest, RankAndPlaceDoNotHideAnOccupation) {
  EXPECT_EQ(T().FindOccupation("Senior Software Engineer").label, "software developer");
  EXPECT_EQ(T().FindOccupation("Systemutvikler, Acme AS").label, "software developer");
  EXPECT_EQ(T().FindOccupation("Akuttsykepleier").isco, "2221");
  EXPECT_LT(T().FindOccupation("Akuttsykepleier").confidence, 500);
  EXPECT_EQ(T().FindOccupation("Xyzzy").confidence, 0);
}

TEST(TaxonomyTest, ATitleOfEveryTradeNamesNone) {
  const Taxonomy& taxonomy = Taxonomy::Get();
  // The register has "Formann" and "Teamleder" under dozens of groups.
  for (const char* title : {"Formann", "Teamleder", "Skiftleder", "Ekstrahjelp",
                            "Teamleder telefonkø", "Cleaning Line Supervisor"}) {
    EXPECT_EQ(taxonomy.FindOccupation(title).isco, "") << title;
  }
  // With the trade beside it, or before it in one word, it does.
  EXPECT_EQ(taxonomy.FindOccupation("Formann platearbeider").isco, "7214");
  EXPECT_EQ(taxonomy.FindOccupation("Tømrerlærling").isco, "7115");
  EXPECT_EQ(taxonomy.FindOccupation("Psykologassistent").isco, "2634");
}

TEST(TaxonomyTest, FindsOccupationsInText) {
  const std::string text = "Har jobbet som elektriker og daglig leder i ti år.";
  std::vector<std::string> found;
  for (const auto& mention : T().FindOccupationMentions(text)) {
    found.push_back(text.substr(mention.begin, mention.end - mention.begin));
  }
  EXPECT_THAT(found, ElementsAre("elektriker", "daglig leder"));
}

TEST(TaxonomyTest, RelatednessFallsWithDistance) {
  const std::string_view java = T().FindSkill("Java").uri;
  const std::string_view python = T().FindSkill("Python").uri;
  const std::string_view nursing = T().FindSkill("Sykepleie").uri;
  EXPECT_EQ(T().Related(java, java), 1000);
  EXPECT_EQ(T().Related(java, python), T().Related(python, java));
  EXPECT_GT(T().Related(java, python), T().Related(java, nursing));
  EXPECT_EQ(T().Related(java, ""), 0);
  EXPECT_EQ(Taxonomy::RelatedIsco("2221", "2222"), 700);
  EXPECT_EQ(Taxonomy::RelatedIsco("2221", "7115"), 0);
}

TEST(TaxonomyTest, HasTitlesOfBothClassifications) {
  EXPECT_EQ(T().IscoTitle("7115"), "Carpenters and joiners");
  EXPECT_EQ(T().StyrkTitle("7115"), "Tømrere og snekkere");
  EXPECT_EQ(T().Version().size(), 16u);
}

// A typing error in the supplements would lose the link to ESCO without a word.
TEST(TaxonomyTest, SupplementsNameLabelsThatExist) {
  ForEachRow(SupplementSkillsFile(), [](const std::string_view* fields, size_t count) {
    if (count > 2) {
      EXPECT_EQ(T().FindSkill(fields[0]).label, fields[2]);
    }
  });
  ForEachRow(SupplementOccupationsFile(), [](const std::string_view* fields, size_t count) {
    if (count > 2) {
      ForEachPart(fields[1], '|', [&](std::string_view title) {
        EXPECT_NE(T().FindOccupation(title).uri, "") << title;
      });
    }
  });
}

TEST(TaxonomyTest, GivesAllLabelsOfAConcept) {
  const auto labels = T().Labels(T().FindSkill("communication").uri);
  EXPECT_THAT(labels, Contains("correspondence"));
  EXPECT_THAT(labels, Each(Not(IsEmpty())));
}

}  // namespace
}  // namespace utvalg::taxonomy
