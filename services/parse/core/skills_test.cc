// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/skills.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace utvalg::parse {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> Split(std::string_view text) {
  std::vector<std::string> names;
  for (const ListEntry& entry : SplitSkillList(text)) {
    names.emplace_back(text.substr(entry.begin, entry.end - entry.begin));
  }
  return names;
}

TEST(SplitSkillListTest, CommasBarsAndBulletsSeparate) {
  EXPECT_THAT(Split("C++, Python | Git • Linux; SQL"),
              ElementsAre("C++", "Python", "Git", "Linux", "SQL"));
}

TEST(SplitSkillListTest, ABarWithoutANumberIsALevel) {
  EXPECT_THAT(Split("Foto, NaN%, Intervju 80 %"), ElementsAre("Foto", "Intervju 80 %"));
}

TEST(SplitSkillListTest, LabelsWithoutListsAreNames) {
  EXPECT_THAT(Split("Lean:\tScrum:"), ElementsAre("Lean", "Scrum"));
  EXPECT_THAT(Split("Språk:\tC++, Go"), ElementsAre("C++", "Go"));
}

TEST(SplitSkillListTest, TheLabelIsNoSkill) {
  EXPECT_THAT(Split("Programmeringsspråk: C++, Python"), ElementsAre("C++", "Python"));
}

TEST(SplitSkillListTest, LevelsAreNoSkills) {
  EXPECT_THAT(Split("Python (5 years), Excel – avansert, Word: meget god, SQL 80 %"),
              ElementsAre("Python", "Excel", "Word", "SQL 80 %"));
  EXPECT_THAT(Split("Advanced"), IsEmpty());
}

TEST(SplitSkillListTest, ABracketHoldsAListOfItsOwn) {
  EXPECT_THAT(Split("AWS (EC2, S3), Docker"), ElementsAre("AWS", "EC2", "S3", "Docker"));
}

TEST(SplitSkillListTest, SharpsPlusesAndDotsBelongToNames) {
  EXPECT_THAT(Split("C#, .NET, Node.js, R&D"), ElementsAre("C#", ".NET", "Node.js", "R&D"));
}

TEST(SplitSkillListTest, ALinkIsNoLabel) {
  EXPECT_THAT(Split("https://example.org"), ElementsAre("https://example.org"));
}

// Where two spaces stand, a wide gap sets apart what follows.
std::vector<std::string> SkillsOf(const std::vector<const char*>& lines) {
  Document document;
  for (const char* text : lines) {
    Paragraph paragraph;
    paragraph.text = text;
    paragraph.kind = document.paragraphs.empty() ? ParagraphKind::kHeading : ParagraphKind::kBody;
    paragraph.level = document.paragraphs.empty() ? 1 : 0;
    for (size_t begin = 0; begin < paragraph.text.size();) {
      const size_t gap = paragraph.text.find("  ", begin);
      if (gap != std::string::npos) paragraph.text.erase(gap, 1);
      const size_t end = gap == std::string::npos ? paragraph.text.size() : gap + 1;
      paragraph.runs.push_back(
          {begin, end, document.paragraphs.empty(), false, SizeClass::kBody, begin > 0});
      begin = end;
    }
    document.paragraphs.push_back(paragraph);
  }
  std::vector<std::string> names;
  for (const auto& skill : ReadSkills(FindSections(document), taxonomy::Taxonomy::Get())) {
    names.push_back(skill.name());
  }
  return names;
}

TEST(ReadSkillsTest, TechnicalNamesPartedBySpacesAreAList) {
  EXPECT_THAT(
      SkillsOf({"Skills", "Node.js jQuery MySQL PostgreSQL", "Managing people under pressure"}),
      ElementsAre("Node.js", "jQuery", "MySQL", "PostgreSQL", "Managing people under pressure"));
}

TEST(ReadSkillsTest, WhereListsArePartedBySpacesLabelsAndNamesOfTwoWordsAreTold) {
  EXPECT_THAT(SkillsOf({"Skills", "Backend", "Node.js Hibernate MySQL PostgreSQL", "Process",
                        "Scrum JIRA TFS GitHub Unified Process MS Project"}),
              ElementsAre("Node.js", "Hibernate", "MySQL", "PostgreSQL", "Scrum", "JIRA", "TFS",
                          "GitHub", "Unified Process", "MS Project"));
}

TEST(ReadSkillsTest, WhatStandsAloneOverNamesSetApartIsTheirLabel) {
  EXPECT_THAT(
      SkillsOf({"Skills", "Databases", "MySQL  Oracle  Redis  Hibernate", "Clouds",
                "AWS  Azure  Docker  Kubernetes"}),
      ElementsAre("MySQL", "Oracle", "Redis", "Hibernate", "AWS", "Azure", "Docker", "Kubernetes"));
  // Once may be chance.
  EXPECT_THAT(SkillsOf({"Skills", "Welding", "MySQL  Oracle  Redis  Hibernate"}),
              ElementsAre("Welding", "MySQL", "Oracle", "Redis", "Hibernate"));
}

}  // namespace
}  // namespace utvalg::parse
