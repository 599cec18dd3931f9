// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/search.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "services/rank/core/score_fixture.h"

namespace utvalg::rank {
namespace {

std::vector<int8_t> RandomRows(size_t count, size_t dimensions, uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<int8_t> rows(count * dimensions);
  for (int8_t& value : rows) value = static_cast<int8_t>(static_cast<int>(random() % 255) - 127);
  return rows;
}

TEST(DotProductsTest, IsExactForEveryLength) {
  for (const size_t dimensions : {1U, 7U, 16U, 33U, 384U, 1000U}) {
    const std::vector<int8_t> query = RandomRows(1, dimensions, 1);
    const std::vector<int8_t> rows = RandomRows(9, dimensions, 2);
    std::vector<int32_t> dots(9);
    DotProducts(query, rows, dots.data());
    for (size_t row = 0; row < 9; ++row) {
      int64_t sum = 0;
      for (size_t i = 0; i < dimensions; ++i) sum += int64_t{query[i]} * rows[row * dimensions + i];
      EXPECT_EQ(dots[row], sum) << dimensions;
    }
  }
}

TEST(VectorArenaTest, GivesEachOwnersBestPassageOnce) {
  VectorArena arena(2);
  arena.Put("a", std::vector<int8_t>{1, 0, 10, 0, 5, 0});
  arena.Put("b", std::vector<int8_t>{7, 7});
  const auto hits = arena.Best(std::vector<int8_t>{1, 0}, 10);
  ASSERT_EQ(hits.size(), 2U);
  EXPECT_EQ(hits[0].owner, "a");
  EXPECT_EQ(hits[0].passage, 1U);
  EXPECT_EQ(hits[0].dot, 10);
  EXPECT_EQ(hits[1].owner, "b");
}

TEST(VectorArenaTest, ReplacesAndForgets) {
  VectorArena arena(2);
  arena.Put("a", std::vector<int8_t>{1, 0, 10, 0});
  arena.Put("a", std::vector<int8_t>{3, 0});
  EXPECT_EQ(arena.rows(), 1U);
  arena.Remove("a");
  arena.Remove("a");
  EXPECT_EQ(arena.owners(), 0U);
  EXPECT_TRUE(arena.Best(std::vector<int8_t>{1, 0}, 10).empty());
  arena.Put("b", std::vector<int8_t>{2, 0, 1, 0});
  EXPECT_EQ(arena.rows(), 2U);
  EXPECT_EQ(arena.Best(std::vector<int8_t>{1, 0}, 10)[0].dot, 2);
}

TEST(VectorArenaTest, KeepsWhatRandomChangesLeave) {
  std::mt19937 random(3);
  VectorArena arena(4);
  std::map<std::string, std::vector<int8_t>> model;
  for (int step = 0; step < 2000; ++step) {
    const std::string owner = "o" + std::to_string(random() % 40);
    if (random() % 3 == 0) {
      arena.Remove(owner);
      model.erase(owner);
    } else {
      model[owner] = RandomRows(random() % 5, 4, random());
      arena.Put(owner, model[owner]);
    }
  }
  EXPECT_EQ(arena.owners(), model.size());
  const std::vector<int8_t> query = RandomRows(1, 4, 9);
  for (const auto& hit : arena.Best(query, 100)) {
    int32_t best = INT32_MIN;
    const std::vector<int8_t>& rows = model[std::string(hit.owner)];
    for (size_t row = 0; row < rows.size() / 4; ++row) {
      int32_t dot = 0;
      for (size_t i = 0; i < 4; ++i) dot += query[i] * rows[4 * row + i];
      best = std::max(best, dot);
    }
    EXPECT_EQ(hit.dot, best);
  }
}

class SearchTest : public testing::Test {
 protected:
  void Put(const std::string& id, std::string_view text, const TestVector& vector) {
    cvs_[id].Passage(cv::v1::SECTION_KIND_EXPERIENCE, text, vector);
    const std::string& rows = cvs_[id].embedded().vectors();
    arena_.Put(id, {reinterpret_cast<const int8_t*>(rows.data()), rows.size()});
  }
  std::vector<v1::SearchHit> Find(const std::string& text, const TestVector& vector,
                                  uint32_t limit) {
    return Search(
        {text, {vector.begin(), vector.end()}, limit}, arena_,
        [this](std::string_view id) { return hidden_ != id; },
        [this](std::string_view id) { return &cvs_[std::string(id)].embedded(); },
        TestCalibration());
  }

  std::map<std::string, CvBuilder> cvs_;
  VectorArena arena_{kTestDimensions};
  std::string hidden_;
};

TEST_F(SearchTest, QuotesThePassageThatFits) {
  Put("nurse", "Looked after patients on a ward.", Leaning(0, 90));
  Put("cook", "Cooked lunch for 200 guests.", Leaning(1, 90));
  const auto hits = Find("care of patients", Leaning(0, 80), 10);
  ASSERT_FALSE(hits.empty());
  EXPECT_EQ(hits[0].application_id(), "nurse");
  EXPECT_EQ(hits[0].quote().text(), "Looked after patients on a ward.");
}

TEST_F(SearchTest, GivesNoMoreThanAskedForAndLeavesOutTheHidden) {
  for (int i = 0; i < 9; ++i)
    Put("n" + std::to_string(i), "Looked after patients.", Leaning(0, 90));
  EXPECT_EQ(Find("patients", Leaning(0, 80), 3).size(), 3U);
  hidden_ = "n0";
  for (const auto& hit : Find("patients", Leaning(0, 80), 9)) EXPECT_NE(hit.application_id(), "n0");
}

TEST_F(SearchTest, WhoeverMayNotBeFoundTakesNobodysPlace) {
  for (int i = 0; i < 30; ++i)
    Put("n" + std::to_string(i), "Looked after patients.", Leaning(0, 90));
  Put("last", "Looked after patients now and then.", Leaning(0, 60));
  const auto vector = Leaning(0, 80);
  const auto hits = Search(
      {"patients", {vector.begin(), vector.end()}, 1}, arena_,
      [](std::string_view id) { return id == "last"; },
      [this](std::string_view id) { return &cvs_[std::string(id)].embedded(); }, TestCalibration());
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_EQ(hits[0].application_id(), "last");
}

}  // namespace
}  // namespace utvalg::rank
