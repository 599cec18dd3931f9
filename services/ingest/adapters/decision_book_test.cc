// SPDX-License-Identifier: Apache-2.0
//
// Two replicas' books over one log.
#include "services/ingest/adapters/decision_book.h"

#include <memory>
#include <string>

#include "common/crypto/file_kms.h"
#include "common/keys/sealed_record_codec.h"
#include "common/log/embedded/embedded_log.h"
#include "common/log/topics.h"
#include "common/testing/temp_dir.h"
#include "gtest/gtest.h"
#include "services/ingest/adapters/human_verifier.h"

namespace utvalg::ingest {
namespace {

using decision::v1::Action;

class DecisionBookTest : public testing::Test {
 protected:
  void SetUp() override {
    EmbeddedLogOptions options;
    options.directory = dir_.Below("log");
    log_ = *EmbeddedLog::Open(std::move(options), &clock_);
    kms_ = *FileKms::Open(dir_.Below("keys/epochs"));
    ring_ = *KeyRing::Open(log_.get(), kms_.get(), &clock_, dir_.Below("keys/erased"));
    ASSERT_TRUE(ring_->EnsureKeys("t|c").ok());
    const PersonKeys keys(ring_.get(), PersonKeys::Right::kIdentityAndContent);
    codec_ = std::make_unique<SealedRecordCodec>(keys);
    producer_ = std::make_unique<Producer>(log_.get(), codec_.get());
    one_ = *DecisionBook::Open(log_.get(), codec_.get(), producer_.get(), keys);
    other_ = *DecisionBook::Open(log_.get(), codec_.get(), producer_.get(), keys);
  }
  // A person's step from what they saw.
  Decision Take(const std::string& person, Action action, DecisionBook::History seen) const {
    Principal who;
    who.subject = person;
    who.person = true;
    DecisionDraft draft;
    draft.application_id = "a";
    draft.action = action;
    draft.grounds = "because";
    draft.history = std::move(seen);
    return *MintDecision(*verifier_.Verify(who, "", ""), draft);
  }

  TempDir dir_;
  SystemClock clock_;
  std::unique_ptr<EmbeddedLog> log_;
  std::unique_ptr<FileKms> kms_;
  std::unique_ptr<KeyRing> ring_;
  std::unique_ptr<SealedRecordCodec> codec_;
  std::unique_ptr<Producer> producer_;
  std::unique_ptr<DecisionBook> one_;
  std::unique_ptr<DecisionBook> other_;
  const Issuers issuers_;
  const HumanVerifier verifier_{&issuers_, &clock_};
  const std::string key_ = "t|c|a";
};

TEST_F(DecisionBookTest, WhatOneReplicaStoredTheOtherHasAfterCatchingUp) {
  ASSERT_TRUE(one_->Store(key_, Take("kari", decision::v1::ACTION_OPEN, {})).ok());
  ASSERT_TRUE(other_->CatchUp().ok());
  EXPECT_EQ(other_->Of("a").size(), 1u);
}

TEST_F(DecisionBookTest, OfTwoStepsFromOneStateTheFirstCountsAtEveryReplica) {
  ASSERT_TRUE(one_->Store(key_, Take("kari", decision::v1::ACTION_OPEN, {})).ok());
  ASSERT_TRUE(other_->CatchUp().ok());
  const Decision late = Take("kari", decision::v1::ACTION_SHORTLIST, other_->Of("a"));
  ASSERT_TRUE(one_->Store(key_, Take("kari", decision::v1::ACTION_DECLINE, one_->Of("a"))).ok());
  EXPECT_TRUE(absl::IsAborted(other_->Store(key_, late)));
  ASSERT_TRUE(one_->CatchUp().ok());
  for (DecisionBook* book : {one_.get(), other_.get()}) {
    EXPECT_EQ(book->Of("a").size(), 2u);
    EXPECT_EQ(StateOf(book->Of("a")), decision::v1::APPLICATION_STATE_DECLINED);
  }
}

}  // namespace
}  // namespace utvalg::ingest
