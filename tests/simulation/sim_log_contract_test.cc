// SPDX-License-Identifier: Apache-2.0
//
// The simulation's log keeps the same contract as the real ones.
#include <memory>

#include "common/base/clock.h"
#include "tests/contract/log_contract.h"
#include "tests/simulation/sim_broker.h"

namespace utvalg {
namespace {

class SimLogPlace final : public LogPlace {
 public:
  absl::StatusOr<std::unique_ptr<Log>> Open() override {
    return std::unique_ptr<Log>(new simulation::SimLog(&broker_));
  }
  absl::Status Compact(Log*, const std::string& topic) override {
    broker_.Compact(topic);
    return absl::OkStatus();
  }

 private:
  SystemClock clock_;
  simulation::SimBroker broker_{{{kPlainTopic, false}, {kSideTopic, false}, {kTableTopic, true}},
                                kContractPartitions,
                                &clock_};
};

const LogFactory kSimulated{[] { return std::unique_ptr<LogPlace>(new SimLogPlace()); }};

INSTANTIATE_TEST_SUITE_P(Simulated, LogContractTest, ::testing::Values(kSimulated));
INSTANTIATE_TEST_SUITE_P(Simulated, LogCompactionContractTest, ::testing::Values(kSimulated));

}  // namespace
}  // namespace utvalg
