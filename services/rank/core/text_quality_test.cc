// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/text_quality.h"

#include <gtest/gtest.h>

namespace utvalg::rank {
namespace {

TEST(IsWordHeapTest, SentencesAreNone) {
  EXPECT_FALSE(
      IsWordHeap("Looked after patients on a ward with 24 beds, and supervised students who were "
                 "there for the first time."));
  EXPECT_FALSE(
      IsWordHeap("Ansvar for medisinering og oppfølging av pasienter på en sengepost med 24 "
                 "plasser, og for veiledning av studenter."));
}

TEST(IsWordHeapTest, KeywordsInARowAreOne) {
  EXPECT_TRUE(
      IsWordHeap("nurse nursing patient ward hospital medication care clinical triage surgery "
                 "intensive doctor health safety unit "
                 "emergency pediatric oncology"));
  EXPECT_TRUE(
      IsWordHeap("the best of the best of the best of the best of the best of the best of the best "
                 "of the best"));
}

TEST(IsWordHeapTest, AShortListIsNone) { EXPECT_FALSE(IsWordHeap("Java, Kotlin, PostgreSQL")); }

TEST(CopyDetectorTest, KnowsTheWordsInAnotherOrder) {
  const CopyDetector copies(
      "You must have five years of experience as a nurse in an intensive care unit with dialysis, "
      "and you must speak Norwegian.");
  EXPECT_TRUE(
      copies.IsCopied("dialysis unit Norwegian with a nurse care in must intensive speak an"));
  EXPECT_FALSE(copies.IsCopied("Nurse, dialysis unit"));
  EXPECT_FALSE(copies.IsCopied(
      "Nurse in an intensive care unit with dialysis, eight beds and students to guide"));
}

TEST(CopyDetectorTest, KnowsWhatStandsInTheAdvertisement) {
  const CopyDetector copies(
      "You must have five years of experience as a nurse in an intensive care unit, and you must "
      "speak Norwegian.");
  EXPECT_TRUE(
      copies.IsCopied("I have FIVE YEARS OF EXPERIENCE AS A NURSE in an intensive care unit"));
  EXPECT_FALSE(
      copies.IsCopied("Nurse in an intensive care unit at Haukeland since 2015, night shifts"));
  EXPECT_TRUE(copies.IsCopied("experience as a nurse in an"));
  EXPECT_FALSE(copies.IsCopied("experience as a nurse in Bergen"));
  EXPECT_FALSE(copies.IsCopied(""));
  EXPECT_FALSE(CopyDetector("").IsCopied("anything at all that is long enough to have runs"));
}

}  // namespace
}  // namespace utvalg::rank
