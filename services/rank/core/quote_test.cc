// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/quote.h"

#include <gtest/gtest.h>

#include <string>

namespace utvalg::rank {
namespace {

constexpr std::string_view kTop =
    "[NAME] [BIRTH_DATE] [AGE]\nCurriculum vitae\nAccountant with five years in retail.\nDrives.";

std::string Quoted(std::string_view text, const cv::v1::Span& span) {
  return std::string(text.substr(span.begin(), span.end() - span.begin()));
}

cv::v1::Span All(std::string_view text) {
  cv::v1::Span span;
  span.set_end(static_cast<uint32_t>(text.size()));
  return span;
}

TEST(QuoteTest, TheLineThatSharesMostWordsIsQuoted) {
  EXPECT_EQ(Quoted(kTop, LineFinder(kTop).Best(All(kTop), QuoteWords("drives a car"))), "Drives.");
}

TEST(QuoteTest, WhereNoneSharesAnyTheFirstThatTellsSomethingIsQuoted) {
  EXPECT_EQ(Quoted(kTop, LineFinder(kTop).Best(All(kTop), QuoteWords("regnskap"))),
            "Accountant with five years in retail.");
  EXPECT_EQ(Quoted(kTop, TellingLine(kTop, All(kTop))), "Accountant with five years in retail.");
}

TEST(QuoteTest, PlaceholdersAreNoWordsOfTheCandidate) {
  EXPECT_EQ(Quoted(kTop, LineFinder(kTop).Best(All(kTop), QuoteWords("name and age"))),
            "Accountant with five years in retail.");
}

TEST(QuoteTest, AStretchOfPlaceholdersAloneIsQuotedAsItIs) {
  constexpr std::string_view kNames = "[NAME] [PHONE]";
  EXPECT_EQ(Quoted(kNames, TellingLine(kNames, All(kNames))), "[NAME] [PHONE]");
}

TEST(QuoteTest, BracketsOfTheCandidateAreKept) {
  constexpr std::string_view kText = "[A] b\nBuilt [fast] systems daily";
  EXPECT_EQ(Quoted(kText, LineFinder(kText).Best(All(kText), QuoteWords("fast"))),
            "Built [fast] systems daily");
}

}  // namespace
}  // namespace utvalg::rank
