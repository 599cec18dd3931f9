// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/readings.h"

#include <string>

#include "gtest/gtest.h"

namespace utvalg::rank {
namespace {

using result::v1::Result;

v1::CandidateState Reading(const std::string& generation, uint32_t revision, bool filled = false) {
  v1::CandidateState state;
  state.set_job_id("j");
  state.set_generation(generation);
  state.set_revision(revision);
  state.set_filled(filled);
  state.mutable_result()->set_job_id("j");
  state.mutable_result()->set_revision(revision);
  state.mutable_result()->mutable_ranked()->set_score(revision);
  return state;
}

bool NeedsPerson(const Result& outcome, uint32_t revision) {
  return outcome.needs_person() == cv::v1::NEEDS_PERSON_REASON_OTHER_GENERATION &&
         outcome.revision() == revision && outcome.job_id() == "j";
}

TEST(ReadingsTest, TheReadingInTheJobsGenerationIsShown) {
  Readings readings;
  PutReading(&readings, Reading("g", 1));
  PutReading(&readings, Reading("h", 1));
  for (const std::string generation : {"g", "h"}) {
    const Shown shown = ShownOf(readings, generation);
    ASSERT_NE(shown.state, nullptr);
    EXPECT_EQ(shown.state->generation(), generation);
    EXPECT_FALSE(shown.provisional);
  }
}

TEST(ReadingsTest, WhoWasReadInAnotherGenerationAloneNeedsAPersonAtOnce) {
  Readings readings;
  PutReading(&readings, Reading("h", 1));
  EXPECT_TRUE(NeedsPerson(OutcomeOf(ShownOf(readings, "g")), 1));
  PutReading(&readings, Reading("g", 1));
  EXPECT_TRUE(OutcomeOf(ShownOf(readings, "g")).has_ranked());
}

TEST(ReadingsTest, ANewerRevisionCountsInWhateverGenerationItWasRead) {
  Readings readings;
  PutReading(&readings, Reading("g", 1));
  PutReading(&readings, Reading("h", 2));
  EXPECT_TRUE(NeedsPerson(OutcomeOf(ShownOf(readings, "g")), 2));
  PutReading(&readings, Reading("g", 2));
  EXPECT_EQ(OutcomeOf(ShownOf(readings, "g")).ranked().score(), 2u);
}

TEST(ReadingsTest, WhatAFillReadIsShownInItsOwnGenerationAlone) {
  Readings readings;
  PutReading(&readings, Reading("h", 2, /*filled=*/true));
  EXPECT_EQ(ShownOf(readings, "g").state, nullptr);
  EXPECT_EQ(ShownOf(readings, "").state, nullptr);
  EXPECT_FALSE(ShownOf(readings, "h").provisional);
  PutReading(&readings, Reading("g", 1));
  EXPECT_EQ(OutcomeOf(ShownOf(readings, "g")).revision(), 1u);
}

TEST(ReadingsTest, AJobThatHasNotSaidStaysWithWhatCameFirst) {
  Readings readings;
  PutReading(&readings, Reading("h", 1));
  PutReading(&readings, Reading("g", 1));
  EXPECT_EQ(ShownOf(readings, "").state->generation(), "h");
  PutReading(&readings, Reading("g", 2));
  EXPECT_EQ(ShownOf(readings, "").state->generation(), "g");
}

TEST(ReadingsTest, AsIfOnAnotherGenerationNobodyIsMissing) {
  Readings readings;
  PutReading(&readings, Reading("g", 2));
  PutReading(&readings, Reading("h", 1, /*filled=*/true));
  EXPECT_TRUE(NeedsPerson(OutcomeOf(ShownAsIfOn(readings, "h")), 2));
  PutReading(&readings, Reading("h", 2, /*filled=*/true));
  EXPECT_TRUE(OutcomeOf(ShownAsIfOn(readings, "h")).has_ranked());
}

TEST(ReadingsTest, ASwitchIsPublishedOnceAndKnownAfterARestart) {
  Readings readings;
  PutReading(&readings, Reading("g", 1));
  EXPECT_TRUE(IsPublished(readings, "g"));  // Also what earlier versions wrote.
  PutReading(&readings, Reading("h", 1, /*filled=*/true));
  NotePublished(&readings, "g");
  EXPECT_TRUE(IsPublished(readings, "g"));
  EXPECT_FALSE(IsPublished(readings, "h"));
  NotePublished(&readings, "h");
  EXPECT_TRUE(IsPublished(readings, "h"));
  EXPECT_FALSE(IsPublished(readings, "g"));
}

TEST(ReadingsTest, AProvisionalOutcomeIsNotTakenForTheReadingItStandsOn) {
  Readings readings;
  PutReading(&readings, Reading("h", 1));
  NotePublished(&readings, "g");
  EXPECT_TRUE(IsPublished(readings, "g"));
  EXPECT_FALSE(IsPublished(readings, "h"));
}

}  // namespace
}  // namespace utvalg::rank
