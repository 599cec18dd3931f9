// SPDX-License-Identifier: Apache-2.0
#include "common/base/utf8.h"

#include "gtest/gtest.h"

namespace utvalg {
namespace {

TEST(Utf8Test, InvalidBytesBecomeTheReplacementCharacter) {
  EXPECT_FALSE(IsValidUtf8("a\xff"));
  EXPECT_EQ(CleanUtf8("a\xff"), "a\xEF\xBF\xBD");
}

TEST(Utf8Test, CleanComposesLetters) { EXPECT_EQ(CleanUtf8("A\xCC\x8A"), "\xC3\x85"); }

TEST(Utf8Test, FoldCaseKnowsNorwegianLetters) { EXPECT_EQ(FoldCase("ÆØÅ"), "æøå"); }

TEST(Utf8Test, CodePointsAreCountedNotBytes) { EXPECT_EQ(CodePoints("blåbær"), 6u); }

TEST(Utf8Test, DecodingAndEncodingAreInverse) {
  const std::string text = "aå€😀";
  std::string copy;
  for (size_t i = 0; i < text.size();) AppendCodePoint(NextCodePoint(text, &i), &copy);
  EXPECT_EQ(copy, text);
}

}  // namespace
}  // namespace utvalg
