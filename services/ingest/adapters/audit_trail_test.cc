// SPDX-License-Identifier: Apache-2.0
//
// The audit on the real embedded log, with real signatures: what an auditor who keeps a copy of the
// checkpoints finds when somebody rewrites the log.
#include "services/ingest/adapters/audit_trail.h"

#include <algorithm>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/audit/audit_chain.h"
#include "common/log/embedded/embedded_log.h"
#include "common/log/topics.h"
#include "common/testing/fake_clock.h"
#include "common/testing/temp_dir.h"
#include "gtest/gtest.h"

namespace utvalg::ingest {
namespace {

using Events = std::vector<std::string>;

class AuditTrailTest : public testing::Test {
 protected:
  void SetUp() override {
    signing_key_ = std::make_unique<SigningKey>(*SigningKey::LoadOrCreate(dir_.Below("key.pem")));
    OpenLog("log");
  }
  void OpenLog(const std::string& name) {
    trail_.reset();
    producer_.reset();
    log_.reset();
    EmbeddedLogOptions options;
    options.directory = dir_.Below(name);
    log_ = *EmbeddedLog::Open(std::move(options), &clock_);
    producer_ = std::make_unique<Producer>(log_.get(), &plain_);
  }
  void OpenTrail(const std::string& state) {
    trail_ = *AuditTrail::Open({"t", "secret", dir_.Below(state), dir_.Below("copy")}, log_.get(),
                               producer_.get(), signing_key_.get(), &clock_);
  }
  void Note(const std::string& object) {
    Principal kari;
    kari.subject = "kari";
    ASSERT_TRUE(trail_->Note(kari, "decide", object).ok());
    ASSERT_TRUE(trail_->CatchUp().ok());
  }
  // Six events; the first four are signed.
  void Fill() {
    OpenTrail("state");
    for (const char* object : {"a", "b", "c", "d"}) Note(object);
    ASSERT_TRUE(trail_->Sign(/*now=*/true).ok());
    // Kept by the auditor before the rest comes.
    outside_ = *ReadCheckpoints(dir_.Below("copy"));
    ASSERT_EQ(outside_.size(), 1u);
    for (const char* object : {"e", "f"}) Note(object);
  }
  Events Stored() const {
    Events events;
    for (const auto& link : trail_->Read(1, 100)) events.push_back(link.event());
    return events;
  }
  // What is found when a log that was changed like this is served by a process whose own
  // checkpoints were deleted, so that it signs anew what it has.
  std::vector<std::string> FoundAfter(const std::function<void(Events*)>& change) {
    Events events = Stored();
    change(&events);
    OpenLog("changed");
    for (std::string& event : events) {
      NewRecord record;
      record.topic = std::string(kAuditTopic);
      record.key = "t";
      record.value = std::move(event);
      EXPECT_TRUE(producer_->Append(std::move(record)).ok());
    }
    OpenTrail("changed-state");
    EXPECT_TRUE(trail_->Sign(/*now=*/true).ok());
    return Found();
  }
  // As `utvalg audit verify --checkpoints COPY`: the server's checkpoints and the copy together.
  std::vector<std::string> Found() const {
    auto checkpoints = *trail_->Checkpoints();
    checkpoints.insert(checkpoints.end(), outside_.begin(), outside_.end());
    return VerifyChain(trail_->Read(1, 100), checkpoints, "", VerifyEd25519);
  }

  TempDir dir_;
  FakeClock clock_;
  const IdentityRecordCodec plain_;
  std::unique_ptr<SigningKey> signing_key_;
  std::unique_ptr<EmbeddedLog> log_;
  std::unique_ptr<Producer> producer_;
  std::unique_ptr<AuditTrail> trail_;
  std::vector<audit::v1::SignedCheckpoint> outside_;
};

TEST_F(AuditTrailTest, WhatNobodyTouchedHoldsAlsoInAnotherProcess) {
  Fill();
  EXPECT_EQ(Found(), std::vector<std::string>());
  EXPECT_EQ(FoundAfter([](Events*) {}), std::vector<std::string>());
}

TEST_F(AuditTrailTest, AnEditedEventIsFound) {
  Fill();
  EXPECT_FALSE(FoundAfter([](Events* events) {
                 audit::v1::AuditEvent event;
                 ASSERT_TRUE(event.ParseFromString((*events)[1]));
                 event.set_object("another");
                 (*events)[1] = event.SerializeAsString();
               }).empty());
}

TEST_F(AuditTrailTest, ADroppedEventIsFound) {
  Fill();
  EXPECT_FALSE(FoundAfter([](Events* events) { events->erase(events->begin() + 2); }).empty());
}

TEST_F(AuditTrailTest, EventsInAnotherOrderAreFound) {
  Fill();
  EXPECT_FALSE(FoundAfter([](Events* events) { std::swap((*events)[0], (*events)[1]); }).empty());
}

TEST_F(AuditTrailTest, ALogThatWasCutOffAndRegrownIsFound) {
  Fill();
  EXPECT_FALSE(FoundAfter([](Events* events) {
                 events->resize(2);
                 for (const char* object : {"x", "y", "z", "e", "f"}) {
                   audit::v1::AuditEvent event;
                   event.set_event_id(object);
                   event.set_object(object);
                   events->push_back(event.SerializeAsString());
                 }
               }).empty());
}

TEST_F(AuditTrailTest, ALineOfACheckpointThatAKillLeftIsNone) {
  Fill();
  ASSERT_TRUE(trail_->Sign(/*now=*/true).ok());
  std::ofstream(dir_.Below("state"), std::ios::app) << "0a4b";
  std::ofstream(dir_.Below("copy"), std::ios::app) << "0a4b";
  OpenLog("log");
  OpenTrail("state");
  EXPECT_EQ(trail_->Checkpoints()->size(), 2u);
  Note("g");
  ASSERT_TRUE(trail_->Sign(/*now=*/true).ok());
  outside_ = *ReadCheckpoints(dir_.Below("copy"));
  EXPECT_EQ(outside_.size(), 3u);
  EXPECT_EQ(Found(), std::vector<std::string>());
}

}  // namespace
}  // namespace utvalg::ingest
