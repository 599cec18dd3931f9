// SPDX-License-Identifier: Apache-2.0
#include "services/embed/core/self_speech.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace utvalg::embed {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> Pieces(std::string_view text, Telling telling = Telling::kAnything) {
  std::vector<std::string> pieces;
  for (const auto& [begin, end] : CutAtSelfSpeech(text, telling))
    pieces.emplace_back(text.substr(begin, end - begin));
  return pieces;
}

TEST(SelfSpeechTest, ClaimsStandApartFromWhatIsTold) {
  EXPECT_THAT(Pieces("Driver B\nEg er strukturert og likar å samarbeide med andre.\nTruck T1\n"),
              ElementsAre("Driver B\n", "Eg er strukturert og likar å samarbeide med andre.",
                          "Truck T1\n"));
  EXPECT_THAT(
      Pieces("Nurse for ten years. Dynamic and reliable with a great sense of humour."),
      ElementsAre("Nurse for ten years.", " Dynamic and reliable with a great sense of humour."));
}

TEST(SelfSpeechTest, EachSentenceOfSelfStandsAlone) {
  EXPECT_THAT(
      Pieces("I ran the night shift for two years. I am a motivated team player too."),
      ElementsAre("I ran the night shift for two years.", " I am a motivated team player too."));
}

TEST(SelfSpeechTest, WhatIsToldOfWorkStaysTogether) {
  const std::string told = "Bygde bruer i Nordland.\nDrev verkstad i fire år med ti tilsette.\n";
  EXPECT_THAT(Pieces(told), ElementsAre(told));
}

TEST(SelfSpeechTest, TasksAndTitlesOfAJobStayTogether) {
  for (const std::string told :
       {"Teamleder IT, Bekken Systemer AS, Molde, 2018 - 2020\nLedet tre team med 24 utviklere.\n",
        "Organiserte vakter og rapporterte resultat kvar veke.\nSkreiv rutiner.\n",
        "Repaired hardware for a team of twelve technicians.\nWrote two detailed manuals.\n"}) {
    EXPECT_THAT(Pieces(told, Telling::kEntry), ElementsAre(told));
    EXPECT_THAT(Pieces(told).size(), ::testing::Gt(1U)) << told;
  }
}

TEST(SelfSpeechTest, ClaimsAmongTasksStandApartToo) {
  EXPECT_THAT(
      Pieces("Kjørte buss.\nEg tek alltid ansvar for det eg gjer.\nVaska buss.\n", Telling::kEntry),
      ElementsAre("Kjørte buss.\n", "Eg tek alltid ansvar for det eg gjer.", "Vaska buss.\n"));
  EXPECT_THAT(
      Pieces("Drove buses. Dynamic and reliable with a great sense of humour.", Telling::kEntry),
      ElementsAre("Drove buses.", " Dynamic and reliable with a great sense of humour."));
}

TEST(SelfSpeechTest, ShortWordsAndNothingDoNoHarm) {
  EXPECT_THAT(Pieces(""), ElementsAre());
  EXPECT_THAT(Pieces("\n \n"), ElementsAre());
  EXPECT_THAT(Pieces("Motivert."), ElementsAre("Motivert."));
}

}  // namespace
}  // namespace utvalg::embed
