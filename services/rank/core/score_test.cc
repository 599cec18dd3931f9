// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/score.h"

#include <gtest/gtest.h>

#include "common/taxonomy/taxonomy.h"
#include "services/rank/core/criterion_query.h"
#include "services/rank/core/quote.h"
#include "services/rank/core/score_fixture.h"

namespace utvalg::rank {
namespace {

using job::v1::CRITERION_KIND_EDUCATION;
using job::v1::CRITERION_KIND_EXPERIENCE;
using job::v1::CRITERION_KIND_FREE_TEXT;
using job::v1::CRITERION_KIND_LANGUAGE;
using job::v1::CRITERION_KIND_LICENCE;
using job::v1::CRITERION_KIND_OCCUPATION;
using result::v1::ScoreRecord;

ScoreRecord ScoreOf(CvBuilder& cv, JobBuilder& job) {
  auto record = Score(cv.embedded(), job.embedded(), TestCalibration(), taxonomy::Taxonomy::Get());
  EXPECT_TRUE(record.ok()) << record.status();
  return record.ok() ? *record : ScoreRecord();
}

CvBuilder NurseCv() {
  CvBuilder cv;
  cv.Passage(cv::v1::SECTION_KIND_SUMMARY, "Calm and thorough.", Leaning(3, 10));
  cv.Job("Nurse", "2221", 2015, 5, "Looked after patients on a ward of 24 beds.", Leaning(0, 90));
  cv.Job("Waiter", "5131", 2012, 3, "Served guests in a busy restaurant.", Leaning(1, 80));
  cv.Degree("Bachelor of Nursing", cv::v1::EDUCATION_LEVEL_BACHELOR, Leaning(0, 70));
  return cv;
}

std::string QuoteOf(CvBuilder& cv, const result::v1::Evidence& evidence) {
  return cv.cv().blind_text().substr(evidence.span().begin(),
                                     evidence.span().end() - evidence.span().begin());
}

TEST(ScoreTest, WhoHasDoneTheJobScoresAboveWhoHasNot) {
  JobBuilder job;
  job.Add(CRITERION_KIND_OCCUPATION, "Nurse", Leaning(0, 100)).set_isco("2221");
  CvBuilder nurse = NurseCv();
  CvBuilder waiter;
  waiter.Job("Waiter", "5131", 2012, 8, "Served guests in a busy restaurant.", Leaning(1, 90));
  const ScoreRecord of_nurse = ScoreOf(nurse, job);
  const ScoreRecord of_waiter = ScoreOf(waiter, job);
  EXPECT_GT(of_nurse.score(), of_waiter.score() + 300'000);
  EXPECT_EQ(of_nurse.criteria(0).found(), result::v1::FOUND_YES);
  EXPECT_EQ(of_waiter.criteria(0).found(), result::v1::FOUND_NO);
  EXPECT_EQ(of_nurse.missing_musts(), 0U);
  EXPECT_EQ(of_waiter.missing_musts(), 1U);
}

TEST(ScoreTest, WhatIsNamedIsNotCalledMissingButEarnsNothing) {
  JobBuilder job;
  job.Add(CRITERION_KIND_FREE_TEXT, "Knowledge of DIPS", Leaning(2, 90));
  CvBuilder without = NurseCv();
  CvBuilder with = NurseCv();
  without.Passage(cv::v1::SECTION_KIND_SKILLS, "Wound care, rota", Leaning(0, 30));
  with.Passage(cv::v1::SECTION_KIND_SKILLS, "Wound care, DIPS", Leaning(0, 30));
  const ScoreRecord of_with = ScoreOf(with, job);
  EXPECT_EQ(ScoreOf(without, job).criteria(0).found(), result::v1::FOUND_NO);
  EXPECT_EQ(of_with.criteria(0).found(), result::v1::FOUND_YES);
  ASSERT_GE(of_with.criteria(0).evidence_size(), 1);
  EXPECT_EQ(QuoteOf(with, of_with.criteria(0).evidence(0)), "Wound care, DIPS");
  EXPECT_EQ(of_with.score(), ScoreOf(without, job).score());
}

TEST(ScoreTest, WhatOnlyClaimsMovesNoScore) {
  // Component 7 is where claims point in the calibration of this test.
  const TestVector claim = {20, 0, 0, 0, 60, 20, 0, 70};
  JobBuilder job;
  job.Add(CRITERION_KIND_OCCUPATION, "Nurse", Leaning(0, 100)).set_isco("2221");
  job.Add(CRITERION_KIND_FREE_TEXT, "Motivated and good with people", claim);
  CvBuilder without = NurseCv();
  CvBuilder with = NurseCv();
  with.Passage(cv::v1::SECTION_KIND_SUMMARY, "I am motivated and good with people.", claim);
  EXPECT_EQ(ScoreOf(with, job).score(), ScoreOf(without, job).score());
  EXPECT_EQ(ScoreOf(with, job).criteria(1).found(), result::v1::FOUND_NO);
}

// Every course has its year; years are no small words.
TEST(ScoreTest, ALongListOfDatedCoursesIsRead) {
  const std::string courses =
      "Wound care, Hospital school, 2011\nStoma nursing, Red Cross, 2012\nBurns, Military "
      "clinic, 2013\nPressure ulcers, County council, 2014\nDiabetic feet, Open university, 2015\n"
      "Skin grafts, Surgeons' society, 2016\nLeg ulcers, District nurses, 2017\n";
  JobBuilder job;
  job.Add(CRITERION_KIND_FREE_TEXT, "Treatment of sores", Leaning(2, 90));
  CvBuilder without = NurseCv();
  CvBuilder with = NurseCv();
  with.Passage(cv::v1::SECTION_KIND_COURSES, courses, Leaning(2, 90));
  EXPECT_GT(ScoreOf(with, job).score(), ScoreOf(without, job).score() + 10'000);
}

TEST(ScoreTest, WhatRunsOnUnderAHeadingOfListsMovesNoScore) {
  JobBuilder job;
  job.Add(CRITERION_KIND_FREE_TEXT, "Planning of wards", Leaning(2, 90));
  CvBuilder without = NurseCv();
  without.Passage(cv::v1::SECTION_KIND_COURSES, "First aid for nurses, 2019", Leaning(0, 30));
  CvBuilder with = NurseCv();
  with.Passage(cv::v1::SECTION_KIND_COURSES, "First aid for nurses, 2019", Leaning(0, 30));
  with.Passage(cv::v1::SECTION_KIND_COURSES,
               "We are looking for a nurse who will take part in the planning of the new ward and "
               "who is able to lead the work with the other wards of the house on her own.",
               Leaning(2, 90));
  // What is left of it, too, however short.
  with.Passage(cv::v1::SECTION_KIND_COURSES, "Planning of the wards.", Leaning(2, 95));
  EXPECT_EQ(ScoreOf(with, job).score(), ScoreOf(without, job).score());
}

// Lists have no order, so words in disorder below them are no reason not to read them.
TEST(ScoreTest, WordsInDisorderUnderAListDoNotTakeItAway) {
  JobBuilder job;
  job.Add(CRITERION_KIND_FREE_TEXT, "Treatment of sores", Leaning(2, 90));
  CvBuilder without = NurseCv();
  without.Passage(cv::v1::SECTION_KIND_COURSES, "Wound care for nurses, 2019", Leaning(2, 90));
  CvBuilder with = NurseCv();
  with.Passage(cv::v1::SECTION_KIND_COURSES, "Wound care for nurses, 2019", Leaning(2, 90));
  with.Passage(
      cv::v1::SECTION_KIND_COURSES,
      "planning of the in the of ward and a take the new part will of with who nurse the a "
      "of lead wards to the of and own her in on the other house.",
      Leaning(3, 90));
  EXPECT_EQ(ScoreOf(with, job).score(), ScoreOf(without, job).score());
}

TEST(ScoreTest, OneOfTwoNamesIsPartlyFound) {
  JobBuilder job;
  job.Add(CRITERION_KIND_FREE_TEXT, "Knowledge of DIPS and MetaVision", Leaning(2, 90));
  CvBuilder cv = NurseCv();
  cv.Passage(cv::v1::SECTION_KIND_SKILLS, "Wound care, DIPS", Leaning(0, 30));
  EXPECT_EQ(ScoreOf(cv, job).criteria(0).found(), result::v1::FOUND_PARTLY);
}

TEST(ScoreTest, WhatIsToldInTheCriterionsWordsScoresAboveWhatIsNot) {
  JobBuilder job;
  job.Add(CRITERION_KIND_FREE_TEXT, "Experience with guests of restaurants", Leaning(2, 90));
  CvBuilder with = NurseCv();
  CvBuilder without;
  without.Job("Nurse", "2221", 2015, 5, "Looked after patients on a ward of 24 beds.",
              Leaning(0, 90));
  without.Job("Waiter", "5131", 2012, 3, "Carried plates to and fro all day.", Leaning(1, 80));
  EXPECT_GT(ScoreOf(with, job).score(), ScoreOf(without, job).score());
  EXPECT_EQ(ScoreOf(with, job).criteria(0).found(), result::v1::FOUND_YES);
}

// Norwegian puts words together: a team leader is a leader.
TEST(ScoreTest, AWordHoldsTheOneItEndsInWhereTheCriterionIsNorwegian) {
  JobBuilder job;
  job.Add(CRITERION_KIND_EXPERIENCE, "Erfaring som leder", Leaning(2, 90));
  CvBuilder with;
  with.Job("Teamleder", "", 2015, 5, "Teamlederen for tolv ansatte.", Leaning(1, 90));
  CvBuilder without;
  without.Job("Servitør", "", 2015, 5, "Bar frem tallerkener.", Leaning(1, 90));
  EXPECT_EQ(ScoreOf(with, job).criteria(0).found(), result::v1::FOUND_YES);
  EXPECT_EQ(ScoreOf(without, job).criteria(0).found(), result::v1::FOUND_NO);
}

TEST(ScoreTest, HeadsOfCompounds) {
  EXPECT_TRUE(IsHeadOf("leder", "teamleder"));
  EXPECT_TRUE(IsHeadOf("sykepleier", "operasjonssykepleieren"));
  EXPECT_FALSE(IsHeadOf("leder", "leder"));
  EXPECT_FALSE(IsHeadOf("press", "express"));
  EXPECT_FALSE(IsHeadOf("kurs", "hjertekurs"));       // Too short to tell.
  EXPECT_FALSE(IsHeadOf("leder", "lederutvikling"));  // A kind of development, not of leader.
}

TEST(ScoreTest, YearsAreNotFoundByWords) {
  JobBuilder job;
  job.Add(CRITERION_KIND_EXPERIENCE, "Ten years with guests in restaurants", Leaning(2, 90))
      .set_min_months(120);
  CvBuilder cv = NurseCv();
  EXPECT_NE(ScoreOf(cv, job).criteria(0).found(), result::v1::FOUND_YES);
}

TEST(ScoreTest, AnOccupationIsQuotedByTheLineOfItsTitle) {
  JobBuilder job;
  job.Add(CRITERION_KIND_OCCUPATION, "Nurse", Leaning(0, 100)).set_isco("2221");
  CvBuilder cv = NurseCv();
  const ScoreRecord record = ScoreOf(cv, job);
  ASSERT_GT(record.criteria(0).evidence_size(), 0);
  EXPECT_EQ(QuoteOf(cv, record.criteria(0).evidence(0)), "Nurse");
}

TEST(ScoreTest, NoScoreIsAboveZeroWithoutEvidenceAndEvidenceIsStrongestFirst) {
  JobBuilder job;
  job.Add(CRITERION_KIND_OCCUPATION, "Nurse", Leaning(0, 100)).set_isco("2221");
  job.Add(CRITERION_KIND_FREE_TEXT, "Care of patients", Leaning(0, 80));
  job.Add(CRITERION_KIND_FREE_TEXT, "Welding", Leaning(2, 90));
  job.Add(CRITERION_KIND_LICENCE, "Driving licence class B", Leaning(3, 90)).set_licence("B");
  job.Add(CRITERION_KIND_LANGUAGE, "French", Leaning(3, 80)).add_language_codes("fr");
  CvBuilder cv = NurseCv();
  const ScoreRecord record = ScoreOf(cv, job);
  for (const auto& result : record.criteria()) {
    if (result.score() > 0) {
      EXPECT_GT(result.evidence_size(), 0) << result.criterion_id();
    }
    EXPECT_LE(result.evidence_size(), 3);
    for (int i = 0; i < result.evidence_size(); ++i) {
      EXPECT_TRUE(IsValidSpan(cv.cv().blind_text(), result.evidence(i).span()));
      if (i > 0) {
        EXPECT_LE(result.evidence(i).strength(), result.evidence(i - 1).strength());
      }
    }
  }
  EXPECT_EQ(record.criteria(3).score(), 0U);
  EXPECT_EQ(record.criteria(4).score(), 0U);
}

TEST(ScoreTest, ACvWithoutPassagesScoresZero) {
  JobBuilder job;
  job.Add(CRITERION_KIND_OCCUPATION, "Nurse", Leaning(0, 100)).set_isco("2221");
  CvBuilder cv;
  cv.Append("[NAME]");
  EXPECT_EQ(ScoreOf(cv, job).score(), 0U);
}

TEST(ScoreTest, ARepeatedPassageMovesNothing) {
  JobBuilder job;
  job.Add(CRITERION_KIND_OCCUPATION, "Nurse", Leaning(0, 100)).set_isco("2221");
  job.Add(CRITERION_KIND_FREE_TEXT, "Care of patients", Leaning(0, 80));
  CvBuilder once = NurseCv();
  CvBuilder often = NurseCv();
  for (int i = 0; i < 5; ++i) {
    often.Job("Nurse", "2221", 2015, 5, "Looked after patients on a ward of 24 beds.",
              Leaning(0, 90));
  }
  EXPECT_EQ(ScoreOf(once, job).score(), ScoreOf(often, job).score());
}

TEST(ScoreTest, WhatIsMerelyListedLiftsNoOccupationAndNoCriterionBeyondWhatIsTold) {
  JobBuilder job;
  job.Add(CRITERION_KIND_OCCUPATION, "Nurse", Leaning(0, 100)).set_isco("2221");
  job.Add(CRITERION_KIND_FREE_TEXT, "Care of patients", Leaning(0, 80));
  CvBuilder honest;
  honest.Job("Waiter", "5131", 2012, 8, "Served guests in a busy restaurant.", Leaning(1, 90));
  honest.Job("Cook", "5120", 2008, 3, "Cooked lunch for guests.", Leaning(1, 80));
  CvBuilder stuffed = honest;
  stuffed.Passage(cv::v1::SECTION_KIND_SKILLS, "nurse, nursing, patients, ward", Leaning(0, 100));
  stuffed.Passage(cv::v1::SECTION_KIND_INTERESTS, "care of patients", Leaning(0, 95));
  const ScoreRecord a = ScoreOf(honest, job);
  const ScoreRecord b = ScoreOf(stuffed, job);
  EXPECT_EQ(b.criteria(0).score(), a.criteria(0).score());
  EXPECT_LE(b.score(), a.score() + 10'000);
}

TEST(ScoreTest, WhatIsCopiedFromTheAdvertisementIsNotRead) {
  JobBuilder job;
  job.Add(CRITERION_KIND_FREE_TEXT, "Care of patients", Leaning(0, 80));
  job.embedded().mutable_job()->set_description(
      "You will look after our patients on a busy ward with 24 beds and you will supervise "
      "students.");
  CvBuilder cv;
  cv.Job("Waiter", "5131", 2012, 8, "Served guests in a busy restaurant.", Leaning(1, 90));
  CvBuilder copied = cv;
  copied.Passage(
      cv::v1::SECTION_KIND_EXPERIENCE,
      "look after our patients on a busy ward with 24 beds and you will supervise students",
      Leaning(0, 100));
  EXPECT_EQ(ScoreOf(copied, job).score(), ScoreOf(cv, job).score());
}

TEST(ScoreTest, AnUnrelatedPassageLowersNoCriterionButTheOccupation) {
  JobBuilder job;
  job.Add(CRITERION_KIND_FREE_TEXT, "Care of patients", Leaning(0, 80));
  job.Add(CRITERION_KIND_EDUCATION, "Bachelor of Nursing", Leaning(0, 70))
      .set_min_education(cv::v1::EDUCATION_LEVEL_BACHELOR);
  CvBuilder before = NurseCv();
  CvBuilder after = NurseCv();
  after.Passage(cv::v1::SECTION_KIND_INTERESTS, "Stamps and chess.", Leaning(3, 90));
  const ScoreRecord a = ScoreOf(before, job);
  const ScoreRecord b = ScoreOf(after, job);
  for (int i = 0; i < a.criteria_size(); ++i)
    EXPECT_GE(b.criteria(i).score(), a.criteria(i).score());
}

TEST(ScoreTest, LongerExperienceScoresHigherUntilTheDemandIsMet) {
  JobBuilder job;
  auto& criterion = job.Add(CRITERION_KIND_EXPERIENCE, "Five years as a nurse", Leaning(0, 100));
  criterion.set_isco("2221");
  criterion.set_min_months(60);
  uint32_t last = 0;
  for (const uint32_t years : {1U, 3U, 5U}) {
    CvBuilder cv;
    cv.Job("Nurse", "2221", 2015, years, "Looked after patients.", Leaning(0, 90));
    const uint32_t score = ScoreOf(cv, job).criteria(0).structured();
    EXPECT_GT(score, last);
    last = score;
  }
  CvBuilder longer;
  longer.Job("Nurse", "2221", 2000, 15, "Looked after patients.", Leaning(0, 90));
  EXPECT_EQ(ScoreOf(longer, job).criteria(0).structured(), last);
}

TEST(ScoreTest, AnyOfTheLanguagesAskedForWillDo) {
  JobBuilder job;
  auto& criterion = job.Add(CRITERION_KIND_LANGUAGE, "French or German, B2", Leaning(3, 90));
  criterion.add_language_codes("fr");
  criterion.add_language_codes("de");
  criterion.set_min_language(cv::v1::LANGUAGE_LEVEL_B2);
  CvBuilder german = NurseCv();
  german.Language("French: A2", "fr", cv::v1::LANGUAGE_LEVEL_A2);
  german.Language("German: C1", "de", cv::v1::LANGUAGE_LEVEL_C1);
  CvBuilder polish = NurseCv();
  polish.Language("Polish: native", "pl", cv::v1::LANGUAGE_LEVEL_NATIVE);
  EXPECT_EQ(ScoreOf(german, job).criteria(0).found(), result::v1::FOUND_YES);
  EXPECT_EQ(ScoreOf(german, job).criteria(0).score(), kScoreOne);
  EXPECT_EQ(ScoreOf(polish, job).criteria(0).score(), 0U);

  // As it was said before there was a list.
  criterion.clear_language_codes();
  criterion.set_language_code("fr|de");
  EXPECT_EQ(ScoreOf(german, job).criteria(0).score(), kScoreOne);
}

TEST(ScoreTest, ALanguageBelowTheLevelAskedForIsContradicted) {
  JobBuilder job;
  auto& criterion = job.Add(CRITERION_KIND_LANGUAGE, "Norwegian, C1", Leaning(3, 90));
  criterion.add_language_codes("no");
  criterion.set_min_language(cv::v1::LANGUAGE_LEVEL_C1);
  CvBuilder low = NurseCv();
  low.Language("Norwegian: A2", "nb", cv::v1::LANGUAGE_LEVEL_A2);
  CvBuilder high = NurseCv();
  high.Language("Norwegian: native", "nb", cv::v1::LANGUAGE_LEVEL_NATIVE);
  EXPECT_EQ(ScoreOf(low, job).criteria(0).found(), result::v1::FOUND_CONTRADICTED);
  EXPECT_EQ(ScoreOf(high, job).criteria(0).found(), result::v1::FOUND_YES);
  EXPECT_EQ(ScoreOf(high, job).criteria(0).score(), kScoreOne);
  EXPECT_LT(ScoreOf(low, job).criteria(0).score(), 600'000U);
}

TEST(ScoreTest, AHigherLicenceMeetsTheDemand) {
  JobBuilder job;
  job.Add(CRITERION_KIND_LICENCE, "Driving licence class B", Leaning(3, 90)).set_licence("B");
  CvBuilder cv = NurseCv();
  cv.Licence("Driving licence: CE", "CE");
  const ScoreRecord record = ScoreOf(cv, job);
  EXPECT_EQ(record.score(), kScoreOne);
  EXPECT_EQ(QuoteOf(cv, record.criteria(0).evidence(0)), "Driving licence: CE");
}

TEST(ScoreTest, EducationBelowTheLevelAskedForIsContradicted) {
  JobBuilder job;
  job.Add(CRITERION_KIND_EDUCATION, "Master", Leaning(0, 60))
      .set_min_education(cv::v1::EDUCATION_LEVEL_MASTER);
  CvBuilder cv = NurseCv();
  const ScoreRecord record = ScoreOf(cv, job);
  EXPECT_EQ(record.criteria(0).found(), result::v1::FOUND_CONTRADICTED);
  EXPECT_GT(record.criteria(0).score(), 0U);
}

TEST(ScoreTest, TheTotalIsTheWeightedMean) {
  JobBuilder job;
  job.Add(CRITERION_KIND_LICENCE, "Driving licence class B", Leaning(3, 90)).set_licence("B");
  job.Add(CRITERION_KIND_LANGUAGE, "French", Leaning(3, 80)).add_language_codes("fr");
  job.embedded().mutable_job()->mutable_criteria(0)->set_weight(1000);
  job.embedded().mutable_job()->mutable_criteria(1)->set_weight(3000);
  CvBuilder cv = NurseCv();
  cv.Licence("Driving licence: B", "B");
  EXPECT_EQ(ScoreOf(cv, job).score(), kScoreOne / 4);
}

TEST(ScoreTest, ALetterAndReferencesAreNoPassages) {
  // They are not embedded; what is left of such a CV speaks for nothing.
  JobBuilder job;
  job.Add(CRITERION_KIND_FREE_TEXT, "Care of patients", Leaning(0, 80));
  CvBuilder cv;
  cv.Append("I have always dreamt of caring for patients.");
  EXPECT_EQ(ScoreOf(cv, job).score(), 0U);
}

TEST(ScoreTest, VectorsOfAnotherModelAreRefused) {
  JobBuilder job;
  job.Add(CRITERION_KIND_FREE_TEXT, "Care", Leaning(0, 80));
  CvBuilder cv = NurseCv();
  cv.embedded().set_model("other/bf16");
  const auto& taxonomy = taxonomy::Taxonomy::Get();
  EXPECT_EQ(Score(cv.embedded(), job.embedded(), TestCalibration(), taxonomy).status().code(),
            absl::StatusCode::kFailedPrecondition);
  cv.embedded().set_model("model/f32");
  EXPECT_TRUE(Score(cv.embedded(), job.embedded(), TestCalibration(), taxonomy).ok());
  job.embedded().set_model("other/bf16");
  EXPECT_EQ(Score(cv.embedded(), job.embedded(), TestCalibration(), taxonomy).status().code(),
            absl::StatusCode::kFailedPrecondition);
}

TEST(ScoreTest, InputsThatDoNotFitAreRefused) {
  JobBuilder job;
  job.Add(CRITERION_KIND_FREE_TEXT, "Care", Leaning(0, 80));
  const auto& taxonomy = taxonomy::Taxonomy::Get();
  CvBuilder cv = NurseCv();
  cv.embedded().mutable_passages(0)->mutable_span()->set_end(1'000'000);
  EXPECT_EQ(Score(cv.embedded(), job.embedded(), TestCalibration(), taxonomy).status().code(),
            absl::StatusCode::kInvalidArgument);
  CvBuilder short_vectors = NurseCv();
  short_vectors.embedded().mutable_vectors()->pop_back();
  EXPECT_EQ(
      Score(short_vectors.embedded(), job.embedded(), TestCalibration(), taxonomy).status().code(),
      absl::StatusCode::kInvalidArgument);
  CvBuilder unread;
  unread.embedded().mutable_parsed()->set_unreadable(cv::v1::NEEDS_PERSON_REASON_NO_TEXT);
  EXPECT_EQ(Score(unread.embedded(), job.embedded(), TestCalibration(), taxonomy).status().code(),
            absl::StatusCode::kFailedPrecondition);
  job.embedded().mutable_criterion_vectors()->pop_back();
  EXPECT_EQ(Score(cv.embedded(), job.embedded(), TestCalibration(), taxonomy).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(ScoreTest, ConfidenceFallsWithReadingQuality) {
  JobBuilder job;
  job.Add(CRITERION_KIND_FREE_TEXT, "Care of patients", Leaning(0, 80));
  CvBuilder well = NurseCv();
  CvBuilder badly = NurseCv();
  badly.cv().set_reading_quality(300);
  EXPECT_GT(ScoreOf(well, job).confidence(), ScoreOf(badly, job).confidence());
  EXPECT_LE(ScoreOf(well, job).confidence(), kScoreOne);
}

}  // namespace
}  // namespace utvalg::rank
