// SPDX-License-Identifier: Apache-2.0
#include "common/keys/search_consents.h"

#include <string>

#include "common/log/embedded/embedded_log.h"
#include "common/log/producer.h"
#include "common/log/topics.h"
#include "common/testing/fake_clock.h"
#include "common/testing/temp_dir.h"
#include "gtest/gtest.h"
#include "utvalg/application/v1/application.pb.h"

namespace utvalg {
namespace {

constexpr std::chrono::milliseconds kPatience = std::chrono::seconds(30);

class SearchConsentsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    EmbeddedLogOptions options;
    options.directory = dir_.path();
    options.topics = {{std::string(kSearchConsentTopic), true}};
    options.partitions = 3;
    log_ = *EmbeddedLog::Open(options, &clock_);
    consents_ = *SearchConsents::Open("t", log_.get(), &codec_, &clock_);
  }
  int64_t NowMs() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               clock_.WallNow().time_since_epoch())
        .count();
  }
  void Give(const std::string& key, int64_t until_ms) {
    application::v1::SearchConsent consent;
    consent.set_until_ms(until_ms);
    Append(key, consent.SerializeAsString());
  }
  void Withdraw(const std::string& key) { Append(key, ""); }
  void Append(const std::string& key, std::string value) {
    NewRecord record;
    record.topic = std::string(kSearchConsentTopic);
    record.key = key;
    record.value = std::move(value);
    ASSERT_TRUE(log_->Append({std::move(record)}).ok());
  }

  TempDir dir_;
  FakeClock clock_;
  const IdentityRecordCodec codec_;
  std::unique_ptr<EmbeddedLog> log_;
  std::unique_ptr<SearchConsents> consents_;
};

TEST_F(SearchConsentsTest, WhateverWasDurableBeforeASearchIsKnownToIt) {
  for (int i = 0; i < 50; ++i) {
    Give("t|anna|1", NowMs() + 1000);
    ASSERT_TRUE(consents_->CatchUp(kPatience).ok());
    EXPECT_TRUE(consents_->IsGiven("1"));
    Withdraw("t|anna|1");
    ASSERT_TRUE(consents_->CatchUp(kPatience).ok());
    EXPECT_FALSE(consents_->IsGiven("1"));
  }
}

TEST_F(SearchConsentsTest, EndsByTheClockAndNotLater) {
  const int64_t until_ms = NowMs() + 1000;
  Give("t|anna|1", until_ms);
  ASSERT_TRUE(consents_->CatchUp(kPatience).ok());
  clock_.Advance(std::chrono::milliseconds(999));
  EXPECT_EQ(consents_->Until("1"), until_ms);
  clock_.Advance(std::chrono::milliseconds(1));
  EXPECT_FALSE(consents_->IsGiven("1"));
}

TEST_F(SearchConsentsTest, NobodyHasGivenItUnasked) { EXPECT_FALSE(consents_->IsGiven("1")); }

TEST_F(SearchConsentsTest, AnotherTenantsConsentCountsNothing) {
  Give("other|anna|1", NowMs() + 1000);
  ASSERT_TRUE(consents_->CatchUp(kPatience).ok());
  EXPECT_FALSE(consents_->IsGiven("1"));
}

TEST_F(SearchConsentsTest, OutlivesTheProcess) {
  Give("t|anna|1", NowMs() + 1000);
  Give("t|berit|2", NowMs() + 1000);
  Withdraw("t|berit|2");
  consents_.reset();
  consents_ = *SearchConsents::Open("t", log_.get(), &codec_, &clock_);
  EXPECT_TRUE(consents_->IsGiven("1"));
  EXPECT_FALSE(consents_->IsGiven("2"));
}

}  // namespace
}  // namespace utvalg
