// SPDX-License-Identifier: Apache-2.0
//
// How many replicas and partitions a load needs, from measured service times: replicas by use at
// the peak, and the waiting that follows from it by simulating the peak hour. Applications arrive
// at random (Poisson); a stage takes them in order with so many servers, each for a time drawn
// around the measured mean (exponential, so rather too pessimistic). The same input gives the same
// answer: the random numbers have a seed. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace utvalg::cli {

struct CapacityStage {
  std::string name;
  double seconds = 0;         // Of one application on one server.
  uint32_t side_by_side = 1;  // Servers in one replica (parse: workers).
};

struct CapacityLoad {
  double applications_per_day = 0;
  double peak_hour_share = 0.2;  // Of the day's applications in its busiest hour.
  double most_use = 0.7;         // Of a server at the peak.
  uint64_t seed = 1;
};

struct StagePlan {
  std::string name;
  uint32_t replicas = 0;
  double use = 0;  // Of its servers at the peak.
};

struct CapacityPlan {
  double peak_per_second = 0;
  std::vector<StagePlan> stages;
  uint32_t partitions = 0;  // Twice the most replicas, so that there is room to grow; at least 12.
  // From acknowledgement to outcome in the peak hour, seconds.
  double median = 0;
  double p95 = 0;
  double p99 = 0;
};

// Stages in the order of the flow. Every number above 0.
CapacityPlan PlanCapacity(const CapacityLoad& load, const std::vector<CapacityStage>& stages);

}  // namespace utvalg::cli
