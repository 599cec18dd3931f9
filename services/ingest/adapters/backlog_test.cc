// SPDX-License-Identifier: Apache-2.0
//
// What has no outcome yet, on the real embedded log.
#include "services/ingest/adapters/backlog.h"

#include <memory>
#include <string>
#include <vector>

#include "common/log/embedded/embedded_log.h"
#include "common/log/topics.h"
#include "common/testing/fake_clock.h"
#include "common/testing/temp_dir.h"
#include "gtest/gtest.h"

namespace utvalg::ingest {
namespace {

class BacklogTest : public testing::Test {
 protected:
  void SetUp() override {
    EmbeddedLogOptions options;
    options.directory = dir_.Below("log");
    log_ = *EmbeddedLog::Open(std::move(options), &clock_);
    telemetry_ = *Telemetry::Create({false, ""});
  }
  void Append(std::string_view topic, const std::string& candidate, const std::string& value) {
    std::vector<NewRecord> records = {
        {std::string(topic), "t|" + candidate + "|app-" + candidate, value, {}}};
    ASSERT_TRUE(log_->Append(std::move(records)).ok());
  }
  void Apply(const std::string& candidate) { Append(kApplicationTopic, candidate, "sealed"); }
  void Decide(const std::string& candidate) { Append(kResultTopic, candidate, "sealed"); }
  // Everything appended so far is read when it returns.
  std::unique_ptr<Backlog> Open(uint32_t max_unfinished, int max_seconds) {
    Backlog::Options options;
    options.max_unfinished = max_unfinished;
    options.max_age = std::chrono::seconds(max_seconds);
    options.is_erased = [this](std::string_view id) { return id == erased_; };
    auto backlog = Backlog::Open(std::move(options), log_.get(), &clock_, telemetry_.get());
    EXPECT_TRUE(backlog.ok()) << backlog.status();
    return *std::move(backlog);
  }

  TempDir dir_;
  FakeClock clock_;
  std::unique_ptr<EmbeddedLog> log_;
  std::unique_ptr<Telemetry> telemetry_;
  std::string erased_;
};

TEST_F(BacklogTest, WhatHasAnOutcomeIsNotWaitedFor) {
  Apply("a");
  Apply("b");
  Decide("a");
  EXPECT_EQ(Open(0, 0)->Get().unfinished, 1);
  Decide("b");
  EXPECT_EQ(Open(0, 0)->Get().unfinished, 0);
}

TEST_F(BacklogTest, AResultThatIsReadBeforeItsApplicationCounts) {
  Decide("a");
  Apply("a");
  EXPECT_EQ(Open(0, 0)->Get().unfinished, 0);
}

TEST_F(BacklogTest, WhoWasErasedIsNotWaitedFor) {
  Apply("a");
  erased_ = "app-a";
  EXPECT_EQ(Open(0, 0)->Get().unfinished, 0);
}

TEST_F(BacklogTest, TooManyOrTooOldAreAskedToComeAgain) {
  Apply("a");
  clock_.Advance(std::chrono::seconds(30));
  Apply("b");
  EXPECT_TRUE(Open(3, 31)->Admit().ok());
  EXPECT_EQ(Open(2, 0)->Admit().code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(Open(0, 29)->Admit().code(), absl::StatusCode::kResourceExhausted);
  Decide("a");
  EXPECT_TRUE(Open(2, 29)->Admit().ok());
  EXPECT_EQ(Open(1, 0)->Admit().code(), absl::StatusCode::kResourceExhausted);
}

TEST_F(BacklogTest, WithoutLimitsNobodyIsRefused) {
  Apply("a");
  clock_.Advance(std::chrono::hours(24));
  EXPECT_TRUE(Open(0, 0)->Admit().ok());
}

}  // namespace
}  // namespace utvalg::ingest
