// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/arrange_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace utvalg::cli {
namespace {

using ::testing::ElementsAre;

utvalg::rank::v1::GetRankingResponse Ranking() {
  utvalg::rank::v1::GetRankingResponse ranking;
  const auto add = [&ranking](const char* id, uint32_t rank, uint32_t score) {
    auto* ranked = ranking.add_ranked();
    ranked->set_application_id(id);
    ranked->set_rank(rank);
    ranked->mutable_score()->set_score(score);
  };
  add("of-another-run", 1, 900000);
  add("twice", 2, 800000);
  add("tied", 2, 800000);
  add("last", 4, 100000);
  auto* needs = ranking.add_needs_person();
  needs->set_application_id("scan");
  needs->set_reason(utvalg::cv::v1::NEEDS_PERSON_REASON_NO_TEXT);
  ranking.add_needs_person()->set_application_id("of-another-run-too");
  return ranking;
}

std::vector<Applicant> Applicants() {
  return {{{"a/one.pdf", "b/one.pdf"}, "twice", ""},
          {{"a/three.pdf"}, "last", ""},
          {{"a/two.pdf"}, "tied", ""},
          {{"z/scan.pdf"}, "scan", ""},
          {{"c/big.pdf"}, "", "too_large"}};
}

TEST(ArrangeReportTest, ListsEachFileOnce) {
  const ScreenReport report = ArrangeReport({}, Ranking(), Applicants(), 0);
  std::vector<std::string> files;
  for (const auto& candidate : report.ranked) files.push_back(candidate.file);
  EXPECT_THAT(files, ElementsAre("a/one.pdf", "b/one.pdf", "a/two.pdf", "a/three.pdf"));
  EXPECT_EQ(report.ranked_total, 4u);
  ASSERT_EQ(report.needs_person.size(), 2u);
  EXPECT_EQ(report.needs_person[0].file, "c/big.pdf");
  EXPECT_EQ(report.needs_person[0].reason, "too_large");
  EXPECT_EQ(report.needs_person[0].number, 5u);
  EXPECT_EQ(report.needs_person[1].reason, "no_text");
}

TEST(ArrangeReportTest, RanksAreCountedAmongTheApplicationsAskedFor) {
  const ScreenReport report = ArrangeReport({}, Ranking(), Applicants(), 0);
  std::vector<uint32_t> ranks;
  for (const auto& candidate : report.ranked) ranks.push_back(candidate.rank);
  EXPECT_THAT(ranks, ElementsAre(1, 1, 1, 3))
      << "equal scores share a rank; one person counts once";
}

TEST(ArrangeReportTest, TopNeverCutsThroughATie) {
  const ScreenReport report = ArrangeReport({}, Ranking(), Applicants(), 1);
  EXPECT_EQ(report.ranked.size(), 3u);
  EXPECT_EQ(report.ranked_total, 4u);
  EXPECT_EQ(report.needs_person.size(), 2u) << "what needs a person is always shown";
  EXPECT_EQ(report.needs_person[0].number, 5u) << "numbers do not depend on top";
}

TEST(ShownCriteriaTest, GivesEachQuoteItsPlace) {
  utvalg::rank::v1::ExplainApplicationResponse explained;
  auto* first = explained.add_criteria();
  first->mutable_criterion()->set_id("one");
  first->mutable_result()->set_score(5);
  first->add_quotes()->set_text("a");
  first->add_quotes()->set_text("b");
  auto* second = explained.add_criteria();
  second->add_quotes()->set_text("c");
  std::vector<utvalg::identity::v1::PlacedSpan> placed(3);
  for (uint32_t i = 0; i < 3; ++i) placed[i].set_line(10 + i);

  const auto criteria = ShownCriteria(explained, placed);
  ASSERT_EQ(criteria.size(), 2u);
  EXPECT_EQ(criteria[0].criterion.id(), "one");
  EXPECT_EQ(criteria[0].score, 5u);
  EXPECT_EQ(criteria[0].evidence[1].line, 11u);
  EXPECT_EQ(criteria[1].evidence[0].quote, "c");
  EXPECT_EQ(criteria[1].evidence[0].line, 12u);
}

}  // namespace
}  // namespace utvalg::cli
