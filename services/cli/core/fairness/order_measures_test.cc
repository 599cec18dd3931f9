// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/fairness/order_measures.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>

#include "common/base/strings.h"
#include "services/cli/core/fairness/rerank.h"

namespace utvalg::cli {
namespace {

const Shares kShares = {Rational(1, 2), Rational(3, 10), Rational(1, 5)};

std::vector<GroupedCandidate> ReferencePool() {
  std::vector<GroupedCandidate> pool;
  for (const int score : {95, 90, 85, 80, 75, 70, 65, 60}) pool.push_back({0, score});
  for (const int score : {72, 68, 64, 58, 50, 40}) pool.push_back({1, score});
  for (const int score : {78, 55, 45, 35}) pool.push_back({2, score});
  return pool;
}

struct Measured {
  std::string order;
  double ndkl = 0;
  size_t infeasible = 0;
  double ndcg = 0;
};

Measured Measure(const std::vector<size_t>& order) {
  const auto pool = ReferencePool();
  Measured measured;
  std::vector<size_t> groups;
  std::vector<double> scores, all;
  for (const GroupedCandidate& candidate : pool)
    all.push_back(candidate.score.convert_to<double>());
  for (const size_t index : order) {
    groups.push_back(pool[index].group);
    scores.push_back(all[index]);
    measured.order += Cat(measured.order.empty() ? "" : " ", std::string(1, "ABC"[groups.back()]),
                          Decimal(pool[index].score, 0));
  }
  measured.ndkl = Ndkl(groups, kShares);
  measured.infeasible = InfeasibleIndex(groups, kShares);
  measured.ndcg = *Ndcg(scores, all);
  return measured;
}

void ExpectReference(const Measured& measured, const std::string& order, double ndkl,
                     size_t infeasible, double ndcg) {
  EXPECT_EQ(measured.order, order);
  EXPECT_NEAR(measured.ndkl, ndkl, 5e-7);
  EXPECT_EQ(measured.infeasible, infeasible);
  EXPECT_NEAR(measured.ndcg, ndcg, 5e-7);
}

TEST(OrderMeasuresTest, TheOrderByScoreOfTheReferenceVector) {
  // With the whole share free every candidate may come next: the order by score.
  std::vector<size_t> vanilla = {0, 1, 2, 3, 14, 4, 8, 5, 9, 6};
  ExpectReference(Measure(vanilla), "A95 A90 A85 A80 C78 A75 B72 A70 B68 A65", 0.479995, 6, 1);
}

TEST(RerankTest, DetGreedyOfTheReferenceVector) {
  ExpectReference(Measure(Rerank(Reranking::kDetGreedy, ReferencePool(), kShares, 10)),
                  "A95 C78 A90 B72 A85 B68 A80 B64 A75 C55", 0.264424, 0, 0.977595);
}

TEST(RerankTest, DetConsAndDetRelaxedOfTheReferenceVector) {
  for (const Reranking method : {Reranking::kDetCons, Reranking::kDetRelaxed}) {
    ExpectReference(Measure(Rerank(method, ReferencePool(), kShares, 10)),
                    "A95 B72 A90 C78 A85 B68 A80 B64 A75 C55", 0.221399, 0, 0.974356);
  }
}

TEST(RerankTest, DetConstSortOfTheReferenceVector) {
  ExpectReference(Measure(Rerank(Reranking::kDetConstSort, ReferencePool(), kShares, 10)),
                  "A95 A90 C78 B72 A85 A80 B68 A75 B64 C55", 0.302368, 0, 0.982998);
}

TEST(RerankTest, AnExhaustedGroupIsPassedOver) {
  const std::vector<GroupedCandidate> pool = {{0, 9}, {0, 8}, {0, 7}, {0, 6}, {1, 5}};
  const Shares half = {Rational(1, 2), Rational(1, 2)};
  for (const Reranking method : {Reranking::kDetGreedy, Reranking::kDetCons, Reranking::kDetRelaxed,
                                 Reranking::kDetConstSort}) {
    std::vector<size_t> order = Rerank(method, pool, half, 5);
    ASSERT_EQ(order.size(), 5u);
    EXPECT_LE(std::find(order.begin(), order.end(), 4) - order.begin(), 2);
    std::sort(order.begin(), order.end());
    EXPECT_EQ(order, (std::vector<size_t>{0, 1, 2, 3, 4}));
  }
}

TEST(RerankTest, EverybodyIsPlacedOnceAlsoWhereAShareIsZero) {
  const std::vector<GroupedCandidate> pool = {{0, 9}, {1, 8}, {2, 7}, {2, 6}, {0, 5}};
  const Shares shares = {Rational(1, 1), Rational(0), Rational(0)};
  for (const Reranking method : {Reranking::kDetGreedy, Reranking::kDetCons, Reranking::kDetRelaxed,
                                 Reranking::kDetConstSort}) {
    EXPECT_EQ(Rerank(method, pool, shares, 9), (std::vector<size_t>{0, 4, 1, 2, 3}));
  }
}

TEST(RerankTest, CountsFollowTheGroupAndNotItsPlaceInAFilteredList) {
  // The first group is exhausted at once, so a list of those left has other indices than groups.
  std::vector<GroupedCandidate> pool = {{0, 99}};
  for (int i = 0; i < 12; ++i) pool.push_back({1, 50 - i});
  for (int i = 0; i < 12; ++i) pool.push_back({2, 20 - i});
  const Shares shares = {Rational(1, 10), Rational(3, 10), Rational(6, 10)};
  std::map<size_t, int> counts;
  for (const size_t index : Rerank(Reranking::kDetGreedy, pool, shares, 10)) {
    ++counts[pool[index].group];
  }
  EXPECT_EQ(counts, (std::map<size_t, int>{{0, 1}, {1, 3}, {2, 6}}));
}

TEST(RerankTest, EqualScoresKeepTheOrderTheyWereGivenIn) {
  const std::vector<GroupedCandidate> pool = {{0, 5}, {0, 5}, {0, 5}};
  EXPECT_EQ(Rerank(Reranking::kDetGreedy, pool, {Rational(1)}, 3), (std::vector<size_t>{0, 1, 2}));
}

TEST(OrderMeasuresTest, SkewComparesTheTopWithTheShare) {
  const std::vector<size_t> order = {0, 0, 1, 0, 1};
  const Shares shares = {Rational(1, 2), Rational(1, 2), Rational(0)};
  const auto skew = SkewAt(order, shares, 4);
  EXPECT_DOUBLE_EQ(*skew[0], std::log(1.5));
  EXPECT_DOUBLE_EQ(*skew[1], std::log(0.5));
  EXPECT_FALSE(skew[2].has_value());
  EXPECT_EQ(*SkewAt(order, shares, 2)[1], -std::numeric_limits<double>::infinity());
}

TEST(OrderMeasuresTest, AProportionalOrderHasNoDivergence) {
  EXPECT_NEAR(Ndkl({0, 0, 0}, {Rational(1)}), 0, 1e-15);
  EXPECT_EQ(InfeasibleIndex({0, 1, 0, 1}, {Rational(1, 2), Rational(1, 2)}), 0u);
  EXPECT_EQ(InfeasibleIndex({0, 0, 1, 1}, {Rational(1, 2), Rational(1, 2)}), 1u);
}

TEST(OrderMeasuresTest, ExposureFallsWithTheLogarithmOfThePlace) {
  const auto exposure = Exposure({0, 1, 1}, 3);
  EXPECT_DOUBLE_EQ(*exposure[0], 1);
  EXPECT_DOUBLE_EQ(*exposure[1], (1 / std::log2(3.0) + 0.5) / 2);
  EXPECT_FALSE(exposure[2].has_value());
}

TEST(OrderMeasuresTest, SharesOfAnOrder) {
  EXPECT_EQ(SharesOf({0, 1, 1, 1}, 2), (Shares{Rational(1, 4), Rational(3, 4)}));
}

}  // namespace
}  // namespace utvalg::cli
