// SPDX-License-Identifier: Apache-2.0
//
// Many seeds of the simulation: README.md here says how to replay one.
//   simulation_test                    the seeds of CI
//   simulation_test --seed 4711        one seed, told in words
//   simulation_test --seeds 5000       as many, from 0
#include "tests/simulation/simulation.h"

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>

#include "gtest/gtest.h"

namespace utvalg::simulation {
namespace {

constexpr uint64_t kSeedsInCi = 1000;
constexpr uint64_t kSeedsPerDisks = 100;

template <typename T>
T Must(absl::StatusOr<T> value) {
  if (value.ok()) return *std::move(value);
  std::cerr << value.status() << '\n';
  std::exit(1);
}

class World {
 public:
  static World& Get() {
    static World* const world = new World();
    return *world;
  }
  Report Run(uint64_t seed, bool quiet = false) {
    if (disks_ == nullptr || ++runs_ % kSeedsPerDisks == 0) {
      disks_.reset();
      disks_ = Must(Disks::Open());
    }
    Simulation simulation(seed, quiet,
                          {telemetry_.get(), reader_.get(), &encoder_, &oracle_, disks_.get()});
    return simulation.Run();
  }
  // Nothing stays behind in memory file systems.
  void Close() { disks_.reset(); }

 private:
  World() = default;

  std::unique_ptr<Telemetry> telemetry_ = Must(Telemetry::Create({.log = false}));
  std::unique_ptr<MemoReader> reader_ = Must(MemoReader::Create(telemetry_.get()));
  DigestEncoder encoder_;
  Oracle oracle_{reader_.get(), &encoder_};
  std::unique_ptr<Disks> disks_;
  uint64_t runs_ = 0;
};

// Whether it was green.
bool Tell(uint64_t seed, const Report& report) {
  for (const std::string& violation : report.violations) {
    std::cerr << "seed " << seed << ": " << violation << '\n';
  }
  if (report.violations.empty()) return true;
  std::cerr << "replay: simulation_test --seed " << seed << '\n';
  return false;
}

int RunSeeds(uint64_t first, uint64_t count) {
  const auto start = std::chrono::steady_clock::now();
  uint64_t red = 0;
  uint64_t crashes = 0;
  for (uint64_t seed = first; seed < first + count; ++seed) {
    const Report report = World::Get().Run(seed);
    crashes += report.crashes;
    if (!Tell(seed, report)) ++red;
  }
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::cout << count << " seeds, " << red << " red, " << crashes << " crashes, " << seconds
            << " s\n";
  return red == 0 ? 0 : 1;
}

class ScheduleTest : public testing::TestWithParam<Schedule> {};

TEST_P(ScheduleTest, EverySeedIsGreen) {
  for (auto seed = static_cast<uint64_t>(GetParam()); seed < kSeedsInCi; seed += kSchedules) {
    ASSERT_EQ(ScheduleOf(seed), GetParam());
    // One is enough to look at.
    ASSERT_TRUE(Tell(seed, World::Get().Run(seed))) << "seed " << seed;
  }
}

INSTANTIATE_TEST_SUITE_P(Mixed, ScheduleTest, testing::Values(Schedule::kMixed));
INSTANTIATE_TEST_SUITE_P(RevisionRace, ScheduleTest, testing::Values(Schedule::kRevisionRace));
INSTANTIATE_TEST_SUITE_P(ErasureDuringParse, ScheduleTest,
                         testing::Values(Schedule::kErasureDuringParse));
INSTANTIATE_TEST_SUITE_P(GenerationSwitch, ScheduleTest,
                         testing::Values(Schedule::kGenerationSwitch));
INSTANTIATE_TEST_SUITE_P(ShardResize, ScheduleTest, testing::Values(Schedule::kShardResize));

TEST(SimulationTest, WithoutFaultsEverythingIsGreen) {
  for (uint64_t seed = 0; seed < 20; ++seed) {
    EXPECT_TRUE(Tell(seed, World::Get().Run(seed, /*quiet=*/true))) << "seed " << seed;
  }
}

TEST(SimulationTest, ASeedGivesTheSameRunAgain) {
  for (uint64_t seed = 0; seed < 20; ++seed) {
    const Report once = World::Get().Run(seed);
    const Report again = World::Get().Run(seed);
    EXPECT_EQ(once.trace, again.trace) << "seed " << seed;
    EXPECT_EQ(once.steps, again.steps) << "seed " << seed;
    EXPECT_EQ(once.outcomes, again.outcomes) << "seed " << seed;
  }
}

}  // namespace
}  // namespace utvalg::simulation

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  int result = 0;
  const auto number = [&](int i) { return std::strtoull(argv[i], nullptr, 10); };
  if (argc == 3 && std::string_view(argv[1]) == "--seed") {
    result = utvalg::simulation::RunSeeds(number(2), 1);
  } else if (argc == 3 && std::string_view(argv[1]) == "--seeds") {
    result = utvalg::simulation::RunSeeds(0, number(2));
  } else {
    result = RUN_ALL_TESTS();
  }
  utvalg::simulation::World::Get().Close();
  return result;
}
