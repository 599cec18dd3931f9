// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/fairness/swaps.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/cli/core/fairness/swaps_views.h"

namespace utvalg::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

SwapManifest TwoCvs() {
  return ParseSwapManifest(R"({"cvs":[
    {"id":"a","base":"a/base.pdf","variants":[
      {"attribute":"name","value":"n1","file":"a/n1.pdf"},
      {"attribute":"school","value":"s1","file":"a/s1.pdf"}]},
    {"id":"b","base":"b/base.pdf","variants":[
      {"attribute":"name","value":"n1","file":"b/n1.pdf"},
      {"attribute":"school","value":"s1","file":"b/s1.pdf"}]}]})")
      .value();
}

std::map<std::string, SwapOutcome> Outcomes() {
  return {{"a/base.pdf", {800000, "A", "1", "A"}}, {"a/n1.pdf", {800000, "A", "2", "A"}},
          {"a/s1.pdf", {600000, "A2", "3", "A2"}}, {"b/base.pdf", {700000, "B", "4", "B"}},
          {"b/n1.pdf", {700000, "B", "5", "B"}},   {"b/s1.pdf", {700000, "B", "4", "B"}}};
}

TEST(SwapsTest, WhatChangesNothingHolds) {
  const SwapReport report = CompareSwaps(TwoCvs(), Outcomes(), 1);
  EXPECT_TRUE(report.holds);
  EXPECT_EQ(report.documents, 6u);
  ASSERT_EQ(report.attributes.size(), 2u);
  EXPECT_EQ(report.attributes[0].attribute, "name");
  EXPECT_EQ(report.attributes[0].different, 0u);
}

TEST(SwapsTest, WhatIsMeasuredIsMeasured) {
  const AttributeResult school = CompareSwaps(TwoCvs(), Outcomes(), 1).attributes[1];
  EXPECT_EQ(school.different, 1u);
  EXPECT_EQ(school.same_document, 1u);
  EXPECT_EQ(school.most, -200000);
  EXPECT_EQ(school.mean, -100000);
  EXPECT_EQ(school.most_places, 1u);
  EXPECT_EQ(school.crossed, 1u);
}

TEST(SwapsTest, ANameThatMovesAScoreByOneMillionthBreaksIt) {
  auto outcomes = Outcomes();
  outcomes["b/n1.pdf"].score = 700001;
  const SwapReport report = CompareSwaps(TwoCvs(), outcomes, 1);
  EXPECT_FALSE(report.holds);
  EXPECT_EQ(report.attributes[0].different, 1u);
  EXPECT_THAT(SwapsText(report), HasSubstr("1 of 2 DIFFER"));
}

TEST(SwapsTest, ANameThatChangesAQuoteBreaksItAtTheSameScore) {
  auto outcomes = Outcomes();
  outcomes["a/n1.pdf"].fingerprint = "A with another quote";
  EXPECT_FALSE(CompareSwaps(TwoCvs(), outcomes, 1).holds);
}

TEST(SwapsTest, ANameThatMakesACvUnreadableBreaksIt) {
  auto outcomes = Outcomes();
  outcomes["a/n1.pdf"] = {std::nullopt, "A", "2", "A"};
  const SwapReport report = CompareSwaps(TwoCvs(), outcomes, 1);
  EXPECT_FALSE(report.holds);
  EXPECT_FALSE(report.differences[0].score.has_value());
  EXPECT_EQ(report.differences[0].places, 1);
}

TEST(SwapsTest, BytesThatDifferWhereNothingScoredDoesAreCounted) {
  auto outcomes = Outcomes();
  outcomes["a/n1.pdf"].blind = "other";
  const SwapReport report = CompareSwaps(TwoCvs(), outcomes, 1);
  EXPECT_TRUE(report.holds);
  EXPECT_EQ(report.attributes[0].other_bytes, 1u);
}

TEST(SwapsTest, TheSignTestIsExact) {
  std::string json = R"({"cvs":[)";
  std::map<std::string, SwapOutcome> outcomes;
  for (int i = 0; i < 6; ++i) {
    const std::string id = std::to_string(i);
    json += (i > 0 ? "," : "") +
            (R"({"id":")" + id + R"(","base":"b)" + id +
             R"(","variants":[{"attribute":"gap","value":"g","file":"g)" + id + R"("}]})");
    outcomes["b" + id] = {500000, "x", id, "x"};
    outcomes["g" + id] = {500001, "y", "g" + id, "y"};
  }
  const SwapReport report = CompareSwaps(ParseSwapManifest(json + "]}").value(), outcomes, 3);
  EXPECT_EQ(report.attributes[0].sign_p, Rational(2, 64));  // Six of six.
  EXPECT_TRUE(report.holds);
}

TEST(SwapsTest, AManifestThatLeadsElsewhereIsRefused) {
  for (const char* file : {"/etc/passwd", "../x.pdf", "a/../../x.pdf", ""}) {
    const std::string json =
        std::string(R"({"cvs":[{"id":"a","base":")") + file + R"(","variants":[]}]})";
    EXPECT_FALSE(ParseSwapManifest(json).ok()) << file;
  }
  EXPECT_FALSE(ParseSwapManifest("{}").ok());
  EXPECT_FALSE(ParseSwapManifest("nonsense").ok());
  EXPECT_FALSE(ParseSwapManifest(R"({"cvs":[{"id":"a","base":"b","variants":[
      {"attribute":"religion","value":"x","file":"y"}]}]})")
                   .ok());
}

TEST(SwapsTest, WhatWasSaidInSeveralWaysIsToldApart) {
  SwapReport report = CompareSwaps(TwoCvs(), Outcomes(), 1);
  report.differences = {{"a", "school", "near", 5},
                        {"b", "school", "near", -1},
                        {"a", "school", "far", -2},
                        {"b", "name", "n1", -2}};
  EXPECT_THAT(SwapsHtml(report, {}), HasSubstr("far 0 up, 1 down; near 1 up, 1 down."));
}

TEST(SwapsTest, ThePageEscapesAndTheSameReportGivesTheSameBytes) {
  SwapReport report = CompareSwaps(TwoCvs(), Outcomes(), 1);
  report.differences[0].value = "<script>";
  const std::string page = SwapsHtml(report, {"m", "j", "g", "s", "c"});
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;"));
  EXPECT_THAT(page, Not(HasSubstr("<script>")));
  EXPECT_EQ(page, SwapsHtml(report, {"m", "j", "g", "s", "c"}));
}

}  // namespace
}  // namespace utvalg::cli
