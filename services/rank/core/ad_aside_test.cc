// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/ad_aside.h"

#include <gtest/gtest.h>

#include <string_view>

namespace utvalg::rank {
namespace {

Aside Of(std::string_view sentence) {
  const std::vector<Word> words = SplitWords(sentence);
  return AsideOf(sentence, words, FindCues(words));
}

TEST(AdAsideTest, WhomToAskAndHowToApplyIsAside) {
  EXPECT_EQ(Of("Spørsmål om stillingen rettes til avdelingsleder Kari Moe."), Aside::kNothing);
  EXPECT_EQ(Of("Ring Kari Moe, [TLF]"), Aside::kNothing);
  EXPECT_EQ(Of("Kari Moe, kari@example.no"), Aside::kNothing);
  EXPECT_EQ(Of("Vi ser fram til å høyre frå deg!"), Aside::kNothing);
  EXPECT_EQ(Of("Step 2: Meet the team"), Aside::kNothing);
}

TEST(AdAsideTest, WhenItBeginsAndHowLongItLastsIsAside) {
  EXPECT_EQ(Of("Duration: 12 months"), Aside::kNothing);
  EXPECT_EQ(Of("Varigheit: 6 månader"), Aside::kNothing);
  EXPECT_EQ(Of("Antall stillinger: 2"), Aside::kNothing);
  // In the middle of a sentence they are something else.
  EXPECT_EQ(Of("You must hold a licence within 90 days of start date"), Aside::kNone);
}

TEST(AdAsideTest, WhatIsOfferedIsAside) {
  EXPECT_EQ(Of("The opportunity to make a difference"), Aside::kNothing);
  EXPECT_EQ(Of("Opplæring blir gitt!"), Aside::kNothing);
  EXPECT_EQ(Of("Track risks and opportunities to performance"), Aside::kNone);
}

TEST(AdAsideTest, WhereAPersonHasADisabilityIsNoCriterion) {
  EXPECT_EQ(Of("Vi oppfordrer deg til å krysse av dersom du har funksjonsnedsettelse"),
            Aside::kNothing);
}

TEST(AdAsideTest, TheEmployersHistoryIsAside) {
  EXPECT_EQ(Of("Selskapet ble stiftet i 1998"), Aside::kNothing);
  EXPECT_EQ(Of("Experience from a start-up or scale-up is a plus"), Aside::kNone);
}

TEST(AdAsideTest, HowTheEmployerWorksIsOfTheEmployer) {
  EXPECT_EQ(Of("We use Terraform for our infrastructure"), Aside::kEmployer);
  EXPECT_EQ(Of("Våre tjenester kjører i Azure"), Aside::kEmployer);
}

TEST(AdAsideTest, WhatTheEmployerSeeksIsOfTheApplicant) {
  EXPECT_EQ(Of("Vi søker en kokk med fagbrev"), Aside::kNone);
  EXPECT_EQ(Of("We need a welder"), Aside::kNone);
  EXPECT_EQ(Of("Hos oss skal du lede prosjekter"), Aside::kNone);
  EXPECT_EQ(Of("Erfaring med Terraform"), Aside::kNone);
}

TEST(AdAsideTest, ApplicantsAreSpokenOf) {
  EXPECT_TRUE(SpeaksOfApplicant(SplitWords("Dette kan du gjøre")));
  EXPECT_TRUE(SpeaksOfApplicant(SplitWords("Candidates hold a degree")));
  EXPECT_FALSE(SpeaksOfApplicant(SplitWords("Dette må begrunnes")));
}

}  // namespace
}  // namespace utvalg::rank
