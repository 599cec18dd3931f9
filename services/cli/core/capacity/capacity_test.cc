// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/capacity/capacity.h"

#include "gtest/gtest.h"

namespace utvalg::cli {
namespace {

const std::vector<CapacityStage> kStages = {
    {"parse", 0.5, 2}, {"embed", 1.0, 1}, {"rank", 0.01, 1}};

TEST(CapacityTest, ReplicasFollowFromUseAtThePeakWithOneToSpare) {
  // 18,000 a day, a fifth of it in one hour: one a second.
  const CapacityPlan plan = PlanCapacity({18000, 0.2, 0.5, 1}, kStages);
  EXPECT_DOUBLE_EQ(plan.peak_per_second, 1);
  ASSERT_EQ(plan.stages.size(), 3);
  EXPECT_EQ(plan.stages[0].replicas,
            2);  // 0.5 busy servers at half use: one replica of two, one spare.
  EXPECT_EQ(plan.stages[1].replicas, 3);  // 1.0 busy servers at half use: two, one spare.
  EXPECT_EQ(plan.stages[2].replicas, 2);
  EXPECT_DOUBLE_EQ(plan.stages[1].use, 0.5);
  EXPECT_EQ(plan.partitions, 12);
}

TEST(CapacityTest, NobodyIsDoneBeforeTheWorkIs) {
  const CapacityPlan plan = PlanCapacity({18000, 0.2, 0.5, 1}, kStages);
  EXPECT_GT(plan.median, 1.0);  // The mean of the service times is 1.51.
  EXPECT_GT(plan.p95, plan.median);
  EXPECT_GT(plan.p99, plan.p95);
  EXPECT_LT(plan.p99, 30);
}

TEST(CapacityTest, FullerServersMakePeopleWaitLonger) {
  EXPECT_GT(PlanCapacity({180000, 0.2, 0.95, 1}, kStages).p95,
            PlanCapacity({180000, 0.2, 0.6, 1}, kStages).p95);
}

TEST(CapacityTest, TheSameInputGivesTheSameAnswer) {
  EXPECT_EQ(PlanCapacity({90000, 0.2, 0.7, 5}, kStages).p99,
            PlanCapacity({90000, 0.2, 0.7, 5}, kStages).p99);
}

}  // namespace
}  // namespace utvalg::cli
