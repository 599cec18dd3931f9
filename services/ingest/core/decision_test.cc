// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/core/decision.h"

#include <type_traits>

#include "gtest/gtest.h"

namespace utvalg::ingest {

// Stands for the verifier of adapters, which this core does not know.
class HumanVerifier {
 public:
  static HumanAction Person(const std::string& name) { return HumanAction(name, "token", ""); }
};

namespace {

using decision::v1::Action;
using decision::v1::DecisionRecord;

static_assert(!std::is_default_constructible_v<Decision>);
static_assert(!std::is_constructible_v<Decision, DecisionRecord>);
static_assert(!std::is_default_constructible_v<HumanAction>);
static_assert(!std::is_constructible_v<HumanAction, std::string, std::string, std::string>);

class DecisionTest : public testing::Test {
 protected:
  absl::Status Do(const std::string& person, Action action, const std::string& grounds = "because",
                  bool sampled = false) {
    DecisionDraft draft;
    draft.application_id = "app";
    draft.action = action;
    draft.grounds = grounds;
    draft.sampled_review = sampled;
    draft.revision = revision_;
    draft.history = history_;
    const auto decision = MintDecision(HumanVerifier::Person(person), draft);
    if (decision.ok()) history_.push_back(decision->record());
    return decision.status();
  }
  std::vector<DecisionRecord> history_;
  uint32_t revision_ = 1;
};

TEST_F(DecisionTest, WhoDeclinesHasOpenedIt) {
  EXPECT_EQ(Do("kari", decision::v1::ACTION_DECLINE).code(), absl::StatusCode::kFailedPrecondition);
  ASSERT_TRUE(Do("ola", decision::v1::ACTION_OPEN, "").ok());
  EXPECT_EQ(Do("kari", decision::v1::ACTION_DECLINE).code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_TRUE(Do("ola", decision::v1::ACTION_DECLINE).ok());
  EXPECT_EQ(history_.back().basis(), decision::v1::BASIS_OPENED);
  EXPECT_EQ(history_.back().actor(), "ola");
}

TEST_F(DecisionTest, WhatWasReadBeforeACorrectionIsNoGroundToDecline) {
  ASSERT_TRUE(Do("kari", decision::v1::ACTION_OPEN, "").ok());
  revision_ = 2;
  EXPECT_EQ(Do("kari", decision::v1::ACTION_DECLINE).code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_FALSE(IsRepeated(history_, decision::v1::ACTION_OPEN, "kari", "", 2));
  EXPECT_TRUE(IsRepeated(history_, decision::v1::ACTION_OPEN, "kari", "", 1));
  ASSERT_TRUE(Do("kari", decision::v1::ACTION_OPEN, "").ok());
  EXPECT_EQ(history_.back().revision(), 2u);
  EXPECT_TRUE(Do("kari", decision::v1::ACTION_DECLINE).ok());
}

TEST_F(DecisionTest, WhatWasOpenedBeforeRevisionsWereKeptWasTheFirst) {
  ASSERT_TRUE(Do("kari", decision::v1::ACTION_OPEN, "").ok());
  history_.back().clear_revision();
  EXPECT_TRUE(Do("kari", decision::v1::ACTION_DECLINE).ok());
}

TEST_F(DecisionTest, EveryDecisionHasGrounds) {
  EXPECT_EQ(Do("kari", decision::v1::ACTION_INVITE, "").code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Do("kari", decision::v1::ACTION_INVITE, std::string(4001, 'x')).code(),
            absl::StatusCode::kInvalidArgument);
}

TEST_F(DecisionTest, TheSecondReaderIsAnother) {
  ASSERT_TRUE(Do("kari", decision::v1::ACTION_OPEN, "").ok());
  ASSERT_TRUE(Do("kari", decision::v1::ACTION_DECLINE).ok());
  EXPECT_TRUE(WaitsForSecondReader(history_));
  EXPECT_FALSE(Do("kari", decision::v1::ACTION_SECOND).ok());
  EXPECT_FALSE(
      Do("ola", decision::v1::ACTION_SECOND).ok());  // Who has not read it agrees to nothing.
  ASSERT_TRUE(Do("ola", decision::v1::ACTION_OPEN, "").ok());
  EXPECT_TRUE(Do("ola", decision::v1::ACTION_SECOND).ok());
  EXPECT_FALSE(WaitsForSecondReader(history_));
}

TEST_F(DecisionTest, ASampledReviewIsSaidToBeOne) {
  ASSERT_TRUE(Do("kari", decision::v1::ACTION_DECLINE, "the sample showed", true).ok());
  EXPECT_EQ(history_.back().basis(), decision::v1::BASIS_SAMPLED_REVIEW);
}

TEST(DrawSampleTest, TheDrawIsFixedAndNotTheCallers) {
  std::vector<std::string> applications;
  for (int i = 0; i < 150; ++i) applications.push_back("app-" + std::to_string(i));
  const auto sample = DrawSample("secret", "job", applications);
  EXPECT_EQ(sample.size(), 15u);
  std::vector<std::string> reversed(applications.rbegin(), applications.rend());
  EXPECT_EQ(DrawSample("secret", "job", reversed), sample);
  EXPECT_NE(DrawSample("other", "job", applications), sample);
  applications.resize(4);
  EXPECT_EQ(DrawSample("secret", "job", applications).size(), 4u);
}

}  // namespace
}  // namespace utvalg::ingest
