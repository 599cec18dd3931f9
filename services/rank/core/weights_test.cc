// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/weights.h"

#include <gtest/gtest.h>

#include "services/rank/core/score_fixture.h"

namespace utvalg::rank {
namespace {

std::span<const int8_t> Rows(const embedding::v1::JobEmbedded& job) {
  return {reinterpret_cast<const int8_t*>(job.criterion_vectors().data()),
          job.criterion_vectors().size()};
}

TEST(WeightsTest, OccupationWeighsTwiceAllOthersAndMustsWeighMoreThanWishes) {
  JobBuilder builder;
  builder.Add(job::v1::CRITERION_KIND_OCCUPATION, "Nurse", Leaning(0, 90));
  builder.Add(job::v1::CRITERION_KIND_SKILL, "Wound care", Leaning(0, 80));
  builder.Add(job::v1::CRITERION_KIND_SKILL, "Wound care", Leaning(0, 80))
      .set_importance(job::v1::IMPORTANCE_NICE);
  job::v1::Job job = builder.embedded().job();
  AssignWeights(Rows(builder.embedded()), TestCalibration(), &job);
  EXPECT_EQ(job.criteria(1).weight(), 2 * job.criteria(2).weight());
  EXPECT_EQ(job.criteria(0).weight(), 2 * (job.criteria(1).weight() + job.criteria(2).weight()));
}

TEST(WeightsTest, WhatEveryJobAsksForWeighsLess) {
  JobBuilder builder;
  builder.Add(job::v1::CRITERION_KIND_OCCUPATION, "Nurse", Leaning(0, 90));
  builder.Add(job::v1::CRITERION_KIND_SKILL, "Wound care", Leaning(0, 80));
  builder.Add(job::v1::CRITERION_KIND_SKILL, "Good communication", Leaning(3, 80));
  job::v1::Job job = builder.embedded().job();
  AssignWeights(Rows(builder.embedded()), TestCalibration(), &job);
  EXPECT_GT(job.criteria(1).weight(), 2 * job.criteria(2).weight());
  EXPECT_GT(job.criteria(2).weight(), 0U);
}

// A title that comes near nothing that is known says little: neither of itself nor of the others.
TEST(WeightsTest, ATitleThatNamesNoOccupationWeighsLess) {
  const TestVector unknown = {5, 5, 5, 5, 60, 20, 0, 90};
  JobBuilder builder;
  builder.Add(job::v1::CRITERION_KIND_OCCUPATION, "Technical lead", unknown);
  builder.Add(job::v1::CRITERION_KIND_SKILL, "Wound care", Leaning(0, 80));
  builder.Add(job::v1::CRITERION_KIND_SKILL, "Good communication", Leaning(3, 80));
  job::v1::Job job = builder.embedded().job();
  AssignWeights(Rows(builder.embedded()), TestCalibration(), &job);
  const uint32_t others = job.criteria(1).weight() + job.criteria(2).weight();
  EXPECT_EQ(job.criteria(0).weight(), others / 2);
  EXPECT_EQ(job.criteria(1).weight(), job.criteria(2).weight());
  EXPECT_GT(others, 1500U);
}

TEST(WeightsTest, TheLanguageOfTheAdvertisementWeighsLeast) {
  JobBuilder builder;
  builder.Add(job::v1::CRITERION_KIND_OCCUPATION, "Nurse", Leaning(0, 90));
  builder.Add(job::v1::CRITERION_KIND_LANGUAGE, "Nynorsk", Leaning(0, 80)).add_language_codes("nn");
  builder.Add(job::v1::CRITERION_KIND_LANGUAGE, "Polsk", Leaning(0, 80)).add_language_codes("pl");
  job::v1::Job job = builder.embedded().job();
  job.set_language("nb");
  AssignWeights(Rows(builder.embedded()), TestCalibration(), &job);
  EXPECT_EQ(job.criteria(1).weight(), 100U);
  EXPECT_GT(job.criteria(2).weight(), 500U);
}

TEST(WeightsTest, WeightOfAPersonIsKept) {
  JobBuilder builder;
  builder.Add(job::v1::CRITERION_KIND_OCCUPATION, "Nurse", Leaning(0, 90)).set_weight(70);
  builder.Add(job::v1::CRITERION_KIND_SKILL, "Wound care", Leaning(0, 80)).set_weight(50);
  job::v1::Job job = builder.embedded().job();
  AssignWeights(Rows(builder.embedded()), TestCalibration(), &job);
  EXPECT_EQ(job.criteria(0).weight(), 70U);
  EXPECT_EQ(job.criteria(1).weight(), 50U);
}

}  // namespace
}  // namespace utvalg::rank
