// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/job_ranking.h"

#include <algorithm>
#include <random>
#include <string>

#include "gtest/gtest.h"

namespace utvalg::rank {
namespace {

std::vector<v1::ShardApplication> Applications() {
  std::vector<v1::ShardApplication> applications;
  for (int i = 0; i < 40; ++i) {
    v1::ShardApplication& application = applications.emplace_back();
    application.set_application_id("a" + std::to_string(i));
    application.set_blind_digest("digest " + std::to_string(i % 30));
    application.set_generation("g");
    if (i % 10 == 9) {
      application.mutable_result()->set_needs_person(cv::v1::NEEDS_PERSON_REASON_NO_TEXT);
    } else if (i % 10 != 8) {  // The others wait for their job.
      application.mutable_result()->mutable_ranked()->set_score(static_cast<uint32_t>(i % 5) *
                                                                1000);
      application.mutable_result()->set_job_revision(2);
    }
  }
  return applications;
}

TEST(JobRankingTest, TheSequenceOfApplicationsChangesNothing) {
  std::vector<v1::ShardApplication> applications = Applications();
  const JobRanking first = RankApplications("t", "j", 2, "g", applications);
  EXPECT_EQ(first.ranked.size(), 32u);
  EXPECT_EQ(first.needs_person.size(), 4u);
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    std::shuffle(applications.begin(), applications.end(), random);
    const JobRanking again = RankApplications("t", "j", 2, "g", applications);
    EXPECT_EQ(again.ranking_id, first.ranking_id);
    ASSERT_EQ(again.ranked.size(), first.ranked.size());
    for (size_t i = 0; i < again.ranked.size(); ++i) {
      EXPECT_EQ(again.ranked[i].SerializeAsString(), first.ranked[i].SerializeAsString());
    }
  }
}

TEST(JobRankingTest, WhatAnotherRevisionOfTheJobScoredWaits) {
  std::vector<v1::ShardApplication> applications = Applications();
  const JobRanking whole = RankApplications("t", "j", 2, "g", applications);
  EXPECT_EQ(whole.waiting, 4u);
  applications[0].mutable_result()->set_job_revision(1);
  const JobRanking ranking = RankApplications("t", "j", 2, "g", applications);
  EXPECT_EQ(ranking.waiting, 5u);
  EXPECT_EQ(ranking.ranked.size(), whole.ranked.size() - 1);
  EXPECT_EQ(ranking.needs_person.size(), whole.needs_person.size());
  EXPECT_TRUE(std::none_of(ranking.ranked.begin(), ranking.ranked.end(),
                           [](const auto& ranked) { return ranked.application_id() == "a0"; }));
}

TEST(JobRankingTest, WithOneApplicationLessItIsAnotherRanking) {
  std::vector<v1::ShardApplication> applications = Applications();
  const JobRanking whole = RankApplications("t", "j", 2, "g", applications);
  applications.erase(applications.begin());
  EXPECT_NE(RankApplications("t", "j", 2, "g", applications).ranking_id, whole.ranking_id);
}

TEST(JobRankingTest, AnOrderHoldsOneGeneration) {
  std::vector<v1::ShardApplication> applications = Applications();
  applications[0].set_generation("h");
  applications[1].set_generation("h");
  for (const char* generation : {"", "g"}) {
    const JobRanking ranking = RankApplications("t", "j", 2, generation, applications);
    EXPECT_EQ(ranking.generation, "g");
    EXPECT_EQ(ranking.ranked.size(), 30u);
    EXPECT_EQ(ranking.needs_person.size(), 6u);
  }
  const JobRanking other = RankApplications("t", "j", 2, "h", applications);
  EXPECT_EQ(other.ranked.size(), 2u);
  EXPECT_EQ(other.needs_person.size(), 34u);
}

}  // namespace
}  // namespace utvalg::rank
