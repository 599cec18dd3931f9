// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/pilot/pilot.h"

#include <gtest/gtest.h>

#include <cmath>

namespace utvalg::cli {
namespace {

std::vector<OrderedCandidate> Order(uint32_t size) {
  std::vector<OrderedCandidate> order;
  for (uint32_t i = 1; i <= size; ++i) order.push_back({"a" + std::to_string(i), "f", i});
  return order;
}

TEST(PilotTest, TheReadingListHoldsTheTopAndASampleAndTellsNoRank) {
  const ReadingList list = PlanReading(Order(100), 10, 20, "seed");
  EXPECT_EQ(list.read.size(), 30u);
  EXPECT_EQ(list.below, 90u);
  EXPECT_FALSE(ReadingListJson(list)["read"][0].contains("rank"));
  // Shuffled: those above the line are not the first.
  size_t above_first = 0;
  for (size_t i = 0; i < 10; ++i) above_first += list.read[i].rank <= 10;
  EXPECT_LT(above_first, 10u);
  EXPECT_EQ(JsonLine(ReadingListJson(list)),
            JsonLine(ReadingListJson(PlanReading(Order(100), 10, 20, "seed"))));
  EXPECT_NE(JsonLine(ReadingListJson(list)),
            JsonLine(ReadingListJson(PlanReading(Order(100), 10, 20, "other"))));
}

TEST(PilotTest, ATieAtTheLineIsNotCut) {
  auto order = Order(5);
  order[2].rank = 2;
  EXPECT_EQ(PlanReading(order, 2, 0, "s").above, 3u);
}

TEST(PilotTest, TheIntervalComesFromTheSampleAlone) {
  const auto order = Order(100);
  std::map<std::string, bool> judgements;
  for (const auto& candidate : PlanReading(order, 10, 20, "seed").read) {
    judgements[candidate.application_id] = candidate.rank <= 8;
  }
  PilotResult result = ComparePilot(order, judgements, 10, 20, "seed");
  EXPECT_EQ(result.suitable_above, 8u);
  EXPECT_EQ(result.doubtful.size(), 2u);
  EXPECT_EQ(result.missed.lowest, 0u);
  const CountInterval expected = HypergeometricInterval(90, 20, 0);
  EXPECT_EQ(result.missed.highest, expected.highest);
  EXPECT_EQ(*result.overlap, 1);
  // A judgement somebody made below the line by their own choice changes nothing.
  for (const auto& candidate : order) {
    if (!judgements.contains(candidate.application_id)) {
      judgements[candidate.application_id] = true;
      break;
    }
  }
  result = ComparePilot(order, judgements, 10, 20, "seed");
  EXPECT_EQ(result.judged_below, 20u);
  EXPECT_EQ(result.missed.highest, expected.highest);
}

TEST(PilotTest, AllCandidatesJudgedLeavesNothingToEstimate) {
  const auto order = Order(20);
  std::map<std::string, bool> judgements;
  for (const auto& candidate : order) judgements[candidate.application_id] = candidate.rank == 15;
  const PilotResult result = ComparePilot(order, judgements, 10, 10, "s");
  EXPECT_EQ(result.missed.lowest, 1u);
  EXPECT_EQ(result.missed.highest, 1u);
  ASSERT_EQ(result.found_below.size(), 1u);
  EXPECT_EQ(result.found_below[0].application_id, "a15");
  EXPECT_EQ(*result.overlap, 0);
}

TEST(PilotTest, KendallTauBCountsTies) {
  EXPECT_DOUBLE_EQ(*KendallTauB({1, 2, 3}, {1, 2, 3}), 1);
  EXPECT_DOUBLE_EQ(*KendallTauB({1, 2, 3}, {3, 2, 1}), -1);
  EXPECT_NEAR(*KendallTauB({1, 1, 2}, {1, 2, 3}), 2 / std::sqrt(6.0), 1e-12);
  EXPECT_FALSE(KendallTauB({1, 1}, {1, 2}).has_value());
}

TEST(PilotTest, AShadowTellsWhoWouldEnterAndLeave) {
  auto shadow = Order(6);
  std::swap(shadow[1].rank, shadow[4].rank);
  const ShadowResult result = CompareOrders(Order(6), shadow, 3);
  EXPECT_EQ(result.overlap, Rational(2, 3));
  ASSERT_EQ(result.enter.size(), 1u);
  EXPECT_EQ(result.enter[0].application_id, "a5");
  EXPECT_EQ(result.leave[0].application_id, "a2");
  EXPECT_EQ(CompareOrders(Order(6), Order(6), 3).overlap, 1);
}

TEST(PilotTest, WhatIsNoOrderAndNoJudgementIsRefused) {
  for (const char* text :
       {"", "{}", "[]", R"({"ranked":[{}]})", R"({"ranked":[{"application_id":"a","rank":-1}]})"}) {
    EXPECT_FALSE(ParseOrder(text).ok()) << text;
  }
  EXPECT_EQ(ParseOrder(R"({"ranked":[{"application_id":"a","rank":1,"file":"f"},
      {"application_id":"a","rank":1,"file":"copy"}]})")
                ->size(),
            1u);
  EXPECT_FALSE(ParseJudgements("application_id,suitable\na,maybe\n").ok());
  EXPECT_FALSE(ParseJudgements("application_id,suitable\na,yes\na,no\n").ok());
  EXPECT_FALSE(ParseJudgements("a,yes\n").ok());
  EXPECT_EQ(ParseJudgements("application_id,suitable\r\na,yes\r\n\n")->at("a"), true);
}

}  // namespace
}  // namespace utvalg::cli
