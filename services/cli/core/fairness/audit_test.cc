// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/fairness/audit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/cli/core/fairness/audit_html.h"
#include "services/cli/core/fairness/audit_json.h"

namespace utvalg::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Declared Csv(const std::string& content) { return ParseDeclared(content, /*json=*/false).value(); }

constexpr char kSelection[] =
    "sex,ethnicity,selected,count\n"
    "men,A,yes,40\nmen,A,no,60\nmen,B,yes,20\nmen,B,no,80\n"
    "women,A,yes,30\nwomen,A,no,70\nwomen,B,yes,15\nwomen,B,no,85\n"
    ",A,yes,3\nunknown,,no,7\n";

TEST(DeclaredTest, CsvAndJsonOfTheSameRowsAreTheSame) {
  const auto csv = Csv("sex,selected,score,count\nw,yes,0.5,2\n\"m, other\",no,3/4,1\n");
  const auto json = ParseDeclared(R"({"rows":[{"sex":"w","selected":true,"score":0.5,"count":2},
      {"sex":"m, other","selected":"no","score":"3/4"}]})",
                                  /*json=*/true)
                        .value();
  ASSERT_EQ(csv.rows.size(), json.rows.size());
  for (size_t i = 0; i < csv.rows.size(); ++i) {
    EXPECT_EQ(csv.rows[i].values, json.rows[i].values);
    EXPECT_EQ(csv.rows[i].score, json.rows[i].score);
    EXPECT_EQ(csv.rows[i].selected, json.rows[i].selected);
    EXPECT_EQ(csv.rows[i].count, json.rows[i].count);
  }
}

TEST(DeclaredTest, NamesAndIdsAreRefused) {
  for (const char* column : {"name", "application_id", "email", "Sex"}) {
    const auto declared = ParseDeclared(std::string(column) + ",selected\nx,yes\n", /*json=*/false);
    ASSERT_FALSE(declared.ok()) << column;
    EXPECT_THAT(declared.status().message(), HasSubstr("do not belong here"));
  }
}

TEST(DeclaredTest, HalfAColumnIsRefused) {
  EXPECT_FALSE(ParseDeclared(R"({"rows":[{"selected":true},{"sex":"w"}]})", true).ok());
  EXPECT_FALSE(ParseDeclared("sex,selected\nw\n", false).ok());
  EXPECT_FALSE(ParseDeclared("sex,selected\nw,maybe\n", false).ok());
  EXPECT_FALSE(ParseDeclared("sex\nw\n", false).ok());
  EXPECT_FALSE(ParseDeclared("", false).ok());
  EXPECT_FALSE(ParseDeclared("sex,sex,selected\nw,w,yes\n", false).ok());
  EXPECT_FALSE(ParseDeclared("sex,selected,count\nw,yes,1000001\n", false).ok());
  EXPECT_FALSE(ParseDeclared("sex,selected,count\nw,yes,-1\n", false).ok());
}

TEST(AuditTest, NewYorkGetsSexEthnicityAndIntersections) {
  const Audit audit = MakeAudit(Csv(kSelection), {Law::kNewYork});
  ASSERT_EQ(audit.tables.size(), 3u);
  EXPECT_EQ(audit.tables[0].by, "sex");
  EXPECT_EQ(*audit.tables[0].table.rates[1].impact_ratio, Rational(3, 4));
  EXPECT_TRUE(audit.tables[0].table.rates[1].below_four_fifths);
  EXPECT_EQ(Decimal(*audit.tables[0].tests[1].fisher, 4), "0.1114");
  EXPECT_EQ(audit.tables[0].tests[1].reference, "men");
  EXPECT_EQ(audit.tables[0].table.unknown.applicants, 10u);
  EXPECT_EQ(audit.tables[1].by, "ethnicity");
  EXPECT_EQ(audit.tables[1].table.unknown.applicants, 7u);
  EXPECT_EQ(audit.tables[2].by, "sex x ethnicity");
  EXPECT_EQ(audit.tables[2].table.rates.size(), 4u);
  EXPECT_EQ(*audit.tables[2].table.rates[3].impact_ratio, Rational(15, 40));
}

TEST(AuditTest, NorwayGetsNoEthnicityAndIsToldWhy) {
  const Audit audit = MakeAudit(Csv(kSelection), {Law::kNorway});
  ASSERT_EQ(audit.tables.size(), 1u);
  EXPECT_EQ(audit.tables[0].by, "sex");
  ASSERT_EQ(audit.missing.size(), 1u);
  EXPECT_THAT(audit.missing[0].reason, HasSubstr("ldl § 30"));
  EXPECT_THAT(AuditHtml(audit, "d"), HasSubstr("ldl § 30"));
}

TEST(AuditTest, NorwayGetsNoTableThatCouldTellWhoIsMeant) {
  const Audit audit = MakeAudit(Csv("sex,selected,count\nw,yes,4\nm,no,40\n"), {Law::kNorway});
  EXPECT_TRUE(audit.tables.empty());
  ASSERT_EQ(audit.missing.size(), 1u);
  EXPECT_EQ(audit.missing[0].by, "sex");
}

TEST(AuditTest, ATieAtTheMedianIsNotAbove) {
  const Audit audit =
      MakeAudit(Csv("sex,score,count\nw,0.5,6\nm,0.5,4\nm,0.6,2\nw,0.4,3\n"), {Law::kNorway});
  EXPECT_EQ(*audit.median, Rational(1, 2));
  const RateTable& table = audit.tables[0].table;
  EXPECT_EQ(table.rates[0].count.category, "m");
  EXPECT_EQ(*table.rates[0].rate, Rational(2, 6));
  EXPECT_EQ(*table.rates[1].rate, 0);
}

TEST(AuditTest, CoarseScoresThatPutNobodyAboveTheMedianGiveNoRatio) {
  const Audit audit = MakeAudit(Csv("sex,score,count\nw,1,10\nm,1,10\n"), {Law::kNorway});
  EXPECT_FALSE(audit.tables[0].table.rates[0].impact_ratio.has_value());
  EXPECT_FALSE(audit.tables[0].tests[0].z.has_value());
}

TEST(AuditTest, WhatIfIsOffUnlessAsked) {
  const Declared declared = Csv("sex,score,count\nw,0.4,6\nm,0.5,8\nm,0.6,6\nw,0.7,5\n");
  EXPECT_TRUE(MakeAudit(declared, {Law::kNorway}).orders[0].what_ifs.empty());
  AuditOptions options;
  options.what_if = true;
  const Audit audit = MakeAudit(declared, options);
  ASSERT_EQ(audit.orders[0].what_ifs.size(), 5u);
  EXPECT_EQ(audit.orders[0].what_ifs[0].method, "score");
  EXPECT_EQ(audit.orders[0].what_ifs[1].infeasible, 0u);
  EXPECT_EQ(*audit.orders[0].what_ifs[0].ndcg, 1);
}

TEST(AuditTest, TheLotAmongEqualScoresDoesNotFollowTheOrderOfTheFile) {
  // All of one sex first in the file, all scores equal: the top must hold both.
  const Audit audit = MakeAudit(Csv("sex,score,count\nm,1,500\nw,1,500\n"), {Law::kNorway});
  const auto& skews = audit.orders[0].skews.back();
  EXPECT_EQ(skews.first, 100u);
  for (const auto& skew : skews.second) EXPECT_LT(std::abs(*skew), 0.3);
}

TEST(AuditTest, EveryChartIsDrawnForAPhoneTooAndNoProbabilityIsShownAsNothing) {
  const std::string page = AuditHtml(
      MakeAudit(Csv("sex,score,selected,count\nm,0.9,yes,400\nf,0.1,no,400\n"), {Law::kNewYork}),
      "x");
  const auto count = [&](std::string_view what) {
    size_t found = 0;
    for (size_t at = page.find(what); at != std::string::npos; at = page.find(what, at + 1)) {
      ++found;
    }
    return found;
  };
  EXPECT_GT(count("<figure"), 0u);
  EXPECT_EQ(count("<svg class=\"broad\""), count("<figure"));
  EXPECT_EQ(count("<svg class=\"narrow\""), count("<figure"));
  EXPECT_GT(count("&lt; 0.0001"), 0u);
  EXPECT_EQ(count(">0.0000<"), 0u);
}

TEST(AuditTest, TheSameInputGivesTheSameBytesAndThePageEscapes) {
  AuditOptions options;
  options.law = Law::kNewYork;
  options.what_if = true;
  const Audit audit = MakeAudit(
      Csv("sex,score,selected,count\n<b>,0.4,yes,6\nm,0.5,no,8\nm,0.6,no,6\n<b>,0.7,yes,5\n"),
      options);
  EXPECT_EQ(JsonLine(AuditJson(audit, "d")), JsonLine(AuditJson(audit, "d")));
  const std::string page = AuditHtml(audit, "d");
  EXPECT_THAT(page, Not(HasSubstr("<b>,")));
  EXPECT_THAT(page, HasSubstr("&lt;b&gt;"));
  EXPECT_THAT(page, HasSubstr("What if"));
}

}  // namespace
}  // namespace utvalg::cli
