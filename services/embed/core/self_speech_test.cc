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

std::vector<std::string> Pieces(std::string_view text) {
  std::vector<std::string> pieces;
  for (const auto& [begin, end] : CutAtSelfSpeech(text))
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

TEST(SelfSpeechTest, ShortWordsAndNothingDoNoHarm) {
  EXPECT_THAT(Pieces(""), ElementsAre());
  EXPECT_THAT(Pieces("\n \n"), ElementsAre());
  EXPECT_THAT(Pieces("Motivert."), ElementsAre("Motivert."));
}

}  // namespace
}  // namespace utvalg::embed
