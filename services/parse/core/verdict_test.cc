// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/verdict.h"

#include <string>

#include "gtest/gtest.h"

namespace utvalg::parse {
namespace {

cv::v1::Cv WithText(const std::string& text) {
  cv::v1::Cv cv;
  cv.set_blind_text(text);
  return cv;
}

TEST(VerdictTest, AReadableTextIsRead) {
  EXPECT_EQ(
      ReasonFor(WithText("[NAME]\nSykepleier ved akuttmottaket siden 2019, turnus og nattevakter")),
      cv::v1::NEEDS_PERSON_REASON_UNSPECIFIED);
}

TEST(VerdictTest, PlaceholdersAreNoText) {
  EXPECT_EQ(
      ReasonFor(WithText("[NAME]\n[EMAIL] [PHONE] [ADDRESS] [NAME] [NAME] [BIRTH_DATE] [FAMILY]")),
      cv::v1::NEEDS_PERSON_REASON_NO_TEXT);
}

TEST(VerdictTest, CharactersWithoutMeaningAreGarbled) {
  std::string text(60, 'a');
  for (int i = 0; i < 80; ++i) text += "\xEF\xBF\xBD";
  EXPECT_EQ(ReasonFor(WithText(text)), cv::v1::NEEDS_PERSON_REASON_GARBLED);
}

TEST(VerdictTest, EveryFailureHasItsReason) {
  for (int i = extract::v1::Failure_MIN + 1; i <= extract::v1::Failure_MAX; ++i) {
    const auto reason = ReasonFor(static_cast<extract::v1::Failure>(i));
    EXPECT_NE(reason, cv::v1::NEEDS_PERSON_REASON_UNSPECIFIED) << i;
    EXPECT_NE(reason, cv::v1::NEEDS_PERSON_REASON_SYSTEM_ERROR) << i;
  }
}

}  // namespace
}  // namespace utvalg::parse
