// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/words.h"

#include <gtest/gtest.h>

namespace utvalg::cli {
namespace {

using utvalg::cv::v1::NeedsPersonReason;

TEST(WordsTest, TokensAreLowerSnakeCase) {
  EXPECT_EQ(Token(utvalg::result::v1::FOUND_PARTLY), "partly");
  EXPECT_EQ(Token(utvalg::cv::v1::SECTION_KIND_POSITIONS_OF_TRUST), "positions_of_trust");
  EXPECT_EQ(Token(utvalg::cv::v1::EDUCATION_LEVEL_HIGHER_VOCATIONAL), "higher_vocational");
  EXPECT_EQ(Token(utvalg::job::v1::CRITERION_KIND_FREE_TEXT), "free_text");
}

TEST(WordsTest, UnspecifiedHasNoToken) {
  EXPECT_EQ(Token(utvalg::result::v1::FOUND_UNSPECIFIED), "");
  EXPECT_EQ(Token(static_cast<NeedsPersonReason>(9999)), "");
}

TEST(WordsTest, LanguageLevelsAreCefrOrNative) {
  EXPECT_EQ(Token(utvalg::cv::v1::LANGUAGE_LEVEL_B2), "B2");
  EXPECT_EQ(Token(utvalg::cv::v1::LANGUAGE_LEVEL_NATIVE), "native");
}

TEST(WordsTest, ImportanceIsNiceUnlessMust) {
  EXPECT_EQ(Token(utvalg::job::v1::IMPORTANCE_UNSPECIFIED), "nice");
  EXPECT_EQ(Token(utvalg::job::v1::IMPORTANCE_MUST), "must");
}

TEST(WordsTest, EveryReasonHasASentenceOfItsOwn) {
  const std::string_view fallback = ReasonSentence("");
  for (int number = 1; number < utvalg::cv::v1::NeedsPersonReason_ARRAYSIZE; ++number) {
    const std::string token = Token(static_cast<NeedsPersonReason>(number));
    EXPECT_NE(ReasonSentence(token), fallback) << token;
  }
  EXPECT_NE(ReasonSentence(kUnreadableFile), fallback);
}

TEST(WordsTest, FindingsSayWhereAndHowMuch) {
  utvalg::extract::v1::Finding finding;
  finding.set_kind(utvalg::extract::v1::FINDING_KIND_HIDDEN_TEXT);
  finding.set_page(2);
  finding.set_count(41);
  EXPECT_EQ(FindingSentence(finding),
            "hidden text: 41 words no reader of the page sees; not scored (page 2)");
}

}  // namespace
}  // namespace utvalg::cli
