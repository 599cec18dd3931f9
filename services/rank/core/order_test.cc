// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/order.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "common/base/digest.h"
#include "services/rank/core/score.h"

namespace utvalg::rank {
namespace {

std::vector<OrderEntry> Entries(size_t count) {
  std::vector<OrderEntry> entries;
  for (size_t i = 0; i < count; ++i) {
    const std::string id = "application-" + std::to_string(i);
    entries.push_back({id, Sha256(id), static_cast<uint32_t>(100'000 * (i % 7))});
  }
  return entries;
}

std::vector<std::string> Ids(const std::vector<OrderEntry>& entries, std::string_view seed) {
  std::vector<std::string> ids;
  for (const OrderedEntry& place : Order(entries, seed))
    ids.push_back(entries[place.index].application_id);
  return ids;
}

TEST(OrderTest, EqualScoresShareARankAndTheNextRankSkips) {
  const std::vector<OrderEntry> entries = {
      {"a", "1", 5}, {"b", "2", 9}, {"c", "3", 9}, {"d", "4", 1}};
  std::vector<uint32_t> ranks;
  for (const OrderedEntry& place : Order(entries, "seed", 0)) ranks.push_back(place.rank);
  EXPECT_EQ(ranks, (std::vector<uint32_t>{1, 1, 3, 4}));
}

TEST(OrderTest, ScoresWithinOneNoiseBandAreEqualAndTheirOrderIsDrawn) {
  std::vector<OrderEntry> entries;
  for (uint32_t i = 0; i < 40; ++i) {
    const std::string id = "application-" + std::to_string(i);
    entries.push_back({id, Sha256(id), 500'000 + i * 100});  // 3,900 from best to worst.
  }
  entries.push_back({"apart", Sha256("apart"), 493'000});
  const std::vector<OrderedEntry> order = Order(entries, "seed", 6'000);
  std::vector<size_t> shown;
  for (size_t i = 0; i < 40; ++i) {
    EXPECT_EQ(order[i].rank, 1U);
    shown.push_back(order[i].index);
  }
  EXPECT_FALSE(std::is_sorted(shown.rbegin(), shown.rend()));
  EXPECT_EQ(order.back().index, 40U);
  EXPECT_EQ(order.back().rank, 41U);
}

TEST(OrderTest, ABandIsNoLongerThanItself) {
  // A chain of small steps is not one band.
  std::vector<OrderEntry> entries;
  for (uint32_t i = 0; i < 10; ++i)
    entries.push_back({std::to_string(i), Sha256(std::to_string(i)), 900'000 - i * 4'000});
  std::vector<uint32_t> ranks;
  for (const OrderedEntry& place : Order(entries, "seed", 6'000)) ranks.push_back(place.rank);
  EXPECT_EQ(ranks, (std::vector<uint32_t>{1, 1, 3, 4, 4, 6, 7, 7, 9, 10}));
}

TEST(OrderTest, WhoeverLeavesTheOthersKeepTheirOrder) {
  std::vector<OrderEntry> entries;
  for (uint32_t i = 0; i < 50; ++i) {
    const std::string id = std::to_string(i);
    entries.push_back({id, Sha256(id), 700'000 - i * 1'700});
  }
  const std::vector<std::string> all = Ids(entries, "seed");
  for (size_t gone = 0; gone < entries.size(); ++gone) {
    std::vector<OrderEntry> left = entries;
    left.erase(left.begin() + static_cast<ptrdiff_t>(gone));
    std::vector<std::string> expected = all;
    std::erase(expected, entries[gone].application_id);
    ASSERT_EQ(Ids(left, "seed"), expected);
  }
}

TEST(OrderTest, TheNoiseBandIsOfThisScorer) { EXPECT_EQ(kNoiseBandScorer, kScorerVersion); }

TEST(OrderTest, ArrivalChangesNothing) {
  std::vector<OrderEntry> entries = Entries(60);
  const std::vector<std::string> ids = Ids(entries, JobSeed("tenant", "job"));
  const std::string ranking = RankingId("job", 1, "g", entries);
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    std::shuffle(entries.begin(), entries.end(), random);
    EXPECT_EQ(Ids(entries, JobSeed("tenant", "job")), ids);
    EXPECT_EQ(RankingId("job", 1, "g", entries), ranking);
  }
}

TEST(OrderTest, TiesFallOtherwiseInAnotherJob) {
  std::vector<OrderEntry> entries = Entries(30);
  for (OrderEntry& entry : entries) entry.score = 1;
  EXPECT_NE(Ids(entries, JobSeed("tenant", "one")), Ids(entries, JobSeed("tenant", "two")));
  EXPECT_NE(JobSeed("a", "bc"), JobSeed("ab", "c"));
}

TEST(OrderTest, EqualContentIsOrderedByApplication) {
  const std::vector<OrderEntry> entries = {{"b", "same", 1}, {"a", "same", 1}};
  EXPECT_EQ(Ids(entries, "seed"), (std::vector<std::string>{"a", "b"}));
}

TEST(OrderTest, TheRankingIdNamesWhatIsRanked) {
  std::vector<OrderEntry> entries = Entries(5);
  const std::string id = RankingId("job", 1, "g", entries);
  EXPECT_EQ(id.size(), 32U);
  EXPECT_NE(RankingId("job", 2, "g", entries), id);
  EXPECT_NE(RankingId("job", 1, "h", entries), id);
  EXPECT_NE(RankingId("jab", 1, "g", entries), id);
  entries[2].score += 1;
  EXPECT_NE(RankingId("job", 1, "g", entries), id);
}

TEST(OrderTest, TheBlindDigestDependsOnContentAlone) {
  cv::v1::Cv cv;
  cv.set_blind_text("[NAME]\nNurse");
  const std::string digest = BlindDigest(cv);
  EXPECT_EQ(digest.size(), 32U);
  EXPECT_EQ(BlindDigest(cv::v1::Cv(cv)), digest);
  cv.set_blind_text("[NAME]\nWelder");
  EXPECT_NE(BlindDigest(cv), digest);
}

}  // namespace
}  // namespace utvalg::rank
