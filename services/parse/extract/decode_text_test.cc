// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/decode_text.h"

#include "gtest/gtest.h"

namespace utvalg::extract {
namespace {

using std::string;

TEST(DecodeTextTest, Utf8StaysAndLosesItsMark) {
  EXPECT_EQ(DecodeText("Ærfugl"), "Ærfugl");
  EXPECT_EQ(DecodeText("\xEF\xBB\xBFÅl"), "Ål");
}

TEST(DecodeTextTest, Utf16IsKnownByMarkOrByItsZeros) {
  EXPECT_EQ(DecodeText(string("\xFF\xFE\xD8\0l\0", 6)), "Øl");
  EXPECT_EQ(DecodeText(string("\xFE\xFF\0\xD8\0l", 6)), "Øl");
  EXPECT_EQ(DecodeText(string("B\0o\0d\0\xF8\0 \0N\0", 12)), "Bodø N");
  EXPECT_EQ(DecodeText(string("\xFF\xFE\x3D\xD8\x00\xDE", 6)), "\U0001F600");
  EXPECT_EQ(DecodeText(string("\xFF\xFE\x3D\xD8z\0", 6)), "\uFFFDz");
}

TEST(DecodeTextTest, AllElseIsWindows1252) {
  EXPECT_EQ(DecodeText("R\xF8rlegger \x96 \x80"), "Rørlegger – €");
}

TEST(LooksLikeTextTest, ProgramsDoNot) {
  EXPECT_TRUE(LooksLikeText("Søknad\r\n\tom jobb"));
  EXPECT_TRUE(LooksLikeText("R\xF8r"));
  EXPECT_FALSE(LooksLikeText(string("MZ\x90\0\x03\0\0\0\x04\0\0\0\xFF\xFF\0\0", 16)));
  EXPECT_FALSE(LooksLikeText(""));
  // Wherever the sample ends.
  string faces = "a";
  for (int i = 0; i < 3000; ++i) faces += "\U0001F601";
  EXPECT_TRUE(LooksLikeText(faces));
}

}  // namespace
}  // namespace utvalg::extract
