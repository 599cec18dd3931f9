// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/capacity/capacity.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <queue>
#include <utility>

namespace utvalg::cli {
namespace {

constexpr double kHour = 3600;
constexpr uint32_t kFewestPartitions = 12;
// More would tell nothing more: the hour is then cut short.
constexpr size_t kMostArrivals = 500'000;

// splitmix64: the same everywhere, unlike the standard's distributions.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  // Mean 1.
  double Exponential() {
    state_ += 0x9e3779b97f4a7c15U;
    uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebU;
    mixed ^= mixed >> 31;
    constexpr double kUnit = 1.0 / 9007199254740992.0;  // 2^-53
    return -std::log1p(-static_cast<double>(mixed >> 11) * kUnit);
  }

 private:
  uint64_t state_;
};

// Turns times of arrival into times of completion. {arrived at the door, now}, any order.
using Journeys = std::vector<std::pair<double, double>>;

void PassStage(double seconds, uint32_t servers, Random* random, Journeys* journeys) {
  std::sort(journeys->begin(), journeys->end(),
            [](const auto& a, const auto& b) { return a.second < b.second; });
  std::priority_queue<double, std::vector<double>, std::greater<>> free_at;
  for (uint32_t i = 0; i < servers; ++i) free_at.push(0);
  for (auto& [arrived, now] : *journeys) {
    const double begin = std::max(now, free_at.top());
    free_at.pop();
    now = begin + seconds * random->Exponential();
    free_at.push(now);
  }
}

double Quantile(const std::vector<double>& sorted, double share) {
  if (sorted.empty()) return 0;
  const auto index = static_cast<size_t>(share * static_cast<double>(sorted.size()));
  return sorted[std::min(index, sorted.size() - 1)];
}

}  // namespace

CapacityPlan PlanCapacity(const CapacityLoad& load, const std::vector<CapacityStage>& stages) {
  CapacityPlan plan;
  plan.peak_per_second = load.applications_per_day * load.peak_hour_share / kHour;
  Random random(load.seed);
  Journeys journeys;
  for (double now = random.Exponential() / plan.peak_per_second;
       now < kHour && journeys.size() < kMostArrivals;
       now += random.Exponential() / plan.peak_per_second) {
    journeys.emplace_back(now, now);
  }
  uint32_t most = 1;
  for (const CapacityStage& stage : stages) {
    const double busy = plan.peak_per_second * stage.seconds;
    const double of_one = stage.side_by_side * load.most_use;
    // One more than the peak needs: one may be restarting.
    const auto replicas = static_cast<uint32_t>(std::ceil(busy / of_one)) + 1;
    const uint32_t servers = (replicas - 1) * stage.side_by_side;
    plan.stages.push_back({stage.name, replicas, busy / servers});
    most = std::max(most, replicas);
    PassStage(stage.seconds, servers, &random, &journeys);
  }
  plan.partitions = std::max(kFewestPartitions, 2 * most);
  std::vector<double> took;
  for (const auto& [arrived, now] : journeys) took.push_back(now - arrived);
  std::sort(took.begin(), took.end());
  plan.median = Quantile(took, 0.5);
  plan.p95 = Quantile(took, 0.95);
  plan.p99 = Quantile(took, 0.99);
  return plan;
}

}  // namespace utvalg::cli
