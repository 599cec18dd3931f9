// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/sketch.h"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>
#include <tuple>

namespace utvalg::rank {
namespace {

std::vector<std::string> Words(size_t count, uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<std::string> words;
  for (size_t i = 0; i < count; ++i) words.push_back("word" + std::to_string(random() % 5000));
  return words;
}

std::string Joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += word + " ";
  return text;
}

// Of the runs of three words that stand in either, the millionths that stand in both.
uint32_t Exact(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  using Run = std::tuple<std::string, std::string, std::string>;
  const auto runs = [](const std::vector<std::string>& words) {
    std::set<Run> all;
    for (size_t i = 0; i + 3 <= words.size(); ++i)
      all.insert({words[i], words[i + 1], words[i + 2]});
    return all;
  };
  const std::set<Run> of_a = runs(a);
  std::set<Run> either = runs(b);
  size_t both = 0;
  for (const Run& run : of_a) both += either.contains(run);
  either.insert(of_a.begin(), of_a.end());
  return static_cast<uint32_t>(1'000'000 * both / either.size());
}

TEST(SketchTest, EstimatesTheShareOfRunsInBoth) {
  for (const size_t edits : {0U, 5U, 20U, 60U, 150U}) {
    const std::vector<std::string> a = Words(400, 1);
    std::vector<std::string> b = a;
    for (size_t i = 0; i < edits; ++i) b[(i * 97) % b.size()] = "edited" + std::to_string(i);
    const uint32_t estimate = Likeness(*SketchOf(Joined(a)), *SketchOf(Joined(b)));
    EXPECT_NEAR(estimate, Exact(a, b), 150'000) << edits;  // Over three standard errors.
  }
}

TEST(SketchTest, CaseAndPunctuationDoNotMatter) {
  const std::vector<std::string> words = Words(40, 2);
  std::string other;
  for (const std::string& word : words) other += "W" + word.substr(1) + ", ";
  EXPECT_EQ(Likeness(*SketchOf(Joined(words)), *SketchOf(other)), 1'000'000U);
}

TEST(SketchTest, AShortTextHasNone) {
  EXPECT_FALSE(SketchOf("").has_value());
  EXPECT_FALSE(SketchOf(Joined(Words(kFewestRuns + 1, 3))).has_value());
  EXPECT_TRUE(SketchOf(Joined(Words(kFewestRuns + 2, 3))).has_value());
}

TEST(SketchTest, FindsTheOnePairThatIsAlikeAmongMany) {
  std::vector<Sketch> sketches;
  for (uint32_t i = 0; i < 200; ++i) sketches.push_back(*SketchOf(Joined(Words(300, 100 + i))));
  std::vector<std::string> copy = Words(300, 150);
  for (size_t i = 0; i < 15; ++i) copy[i * 20] = "edited";
  sketches.push_back(*SketchOf(Joined(copy)));
  const std::vector<Alike> alike = FindAlike(sketches, 500'000);
  ASSERT_EQ(alike.size(), 1U);
  EXPECT_EQ(alike[0].a, 50U);
  EXPECT_EQ(alike[0].b, 200U);
}

}  // namespace
}  // namespace utvalg::rank
