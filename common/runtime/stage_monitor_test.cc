// SPDX-License-Identifier: Apache-2.0
//
// A real stage on the real embedded log, watched on a clock of the test's own.
#include "common/runtime/stage_monitor.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/synchronization/notification.h"
#include "common/log/embedded/embedded_log.h"
#include "common/log/topics.h"
#include "common/runtime/stage_thread.h"
#include "common/testing/fake_clock.h"
#include "common/testing/temp_dir.h"
#include "gtest/gtest.h"

namespace utvalg {
namespace {

// Does nothing with a record until it may.
class Waiting final : public StageHandler {
 public:
  std::vector<Verdict> Handle(std::span<const Record> records) override {
    if (!begun_.HasBeenNotified()) begun_.Notify();
    may_go_on_.WaitForNotification();
    std::vector<Verdict> verdicts;
    for (size_t i = 0; i < records.size(); ++i) verdicts.push_back(Verdict::Done());
    return verdicts;
  }
  absl::Notification begun_;
  absl::Notification may_go_on_;
};

class StageMonitorTest : public testing::Test {
 protected:
  void SetUp() override {
    EmbeddedLogOptions options;
    options.directory = dir_.Below("log");
    log_ = *EmbeddedLog::Open(std::move(options), &clock_);
    telemetry_ = *Telemetry::Create({false, ""});
    StageMonitor::Options watch;
    watch.stuck_after = std::chrono::seconds(60);
    watch.between_looks = std::chrono::hours(1);  // The test looks.
    monitor_ = std::make_unique<StageMonitor>(watch, log_.get(), telemetry_.get(), &clock_);
    Ports ports;
    ports.log = log_.get();
    ports.codec = &codec_;
    ports.telemetry = telemetry_.get();
    ports.clock = &clock_;
    ports.monitor = monitor_.get();
    StageOptions stage;
    stage.name = "rank";
    stage.topics = {{std::string(kCvEmbeddedTopic), 1}};
    stage_ = std::make_unique<StageThread>(ports, &handler_, std::move(stage));
  }
  void TearDown() override {
    if (!handler_.may_go_on_.HasBeenNotified()) handler_.may_go_on_.Notify();
    stage_.reset();
  }

  TempDir dir_;
  FakeClock clock_;
  IdentityRecordCodec codec_;
  Waiting handler_;
  std::unique_ptr<EmbeddedLog> log_;
  std::unique_ptr<Telemetry> telemetry_;
  std::unique_ptr<StageMonitor> monitor_;
  std::unique_ptr<StageThread> stage_;
};

TEST_F(StageMonitorTest, WithoutWorkItIsLiveForEver) {
  for (int i = 0; i < 3; ++i) {
    clock_.Advance(std::chrono::hours(1));
    monitor_->LookOnce();
    EXPECT_TRUE(monitor_->IsLive());
  }
}

TEST_F(StageMonitorTest, WithWorkAndNoProgressItIsNot) {
  std::vector<NewRecord> records = {{std::string(kCvEmbeddedTopic), "t|a|app", "value", {}}};
  ASSERT_TRUE(log_->Append(std::move(records)).ok());
  handler_.begun_.WaitForNotification();
  monitor_->LookOnce();
  EXPECT_TRUE(monitor_->IsLive());
  clock_.Advance(std::chrono::seconds(61));
  monitor_->LookOnce();
  EXPECT_FALSE(monitor_->IsLive());
}

}  // namespace
}  // namespace utvalg
