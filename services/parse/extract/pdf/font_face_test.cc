// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/pdf/font_face.h"

#include "common/base/utf8.h"
#include "gtest/gtest.h"
#include "services/parse/extract/symbol_fonts.h"

namespace utvalg::extract {
namespace {

TEST(DescribeFontTest, NamesTellTheWeight) {
  for (const char* name : {"Arial-BoldMT", "Lato-Black", "CMBX12", "Inter-SemiBold", "SFBX1000"})
    EXPECT_TRUE(DescribeFont(name, 0, 0).bold) << name;
  for (const char* name : {"ArialMT", "CMR10", "Lato-Light", "Barlow-Medium"})
    EXPECT_FALSE(DescribeFont(name, 0, 0).bold) << name;
  EXPECT_TRUE(DescribeFont("X", 0, 7).bold);
}

TEST(DescribeFontTest, NamesTellSlopeAndWidth) {
  EXPECT_TRUE(DescribeFont("TimesNewRomanPS-ItalicMT", 0, 0).italic);
  EXPECT_TRUE(DescribeFont("CMTI10", 0, 0).italic);
  EXPECT_FALSE(DescribeFont("Titillium-Regular", 0, 0).italic);
  EXPECT_TRUE(DescribeFont("CourierNew", 0, 0).monospace);
}

// A name is any bytes a program wrote; the response takes one line of text.
TEST(DescribeFontTest, ANameIsALineOfBoundedLength) {
  EXPECT_EQ(DescribeFont("Arial\n\x7F\tBold", 0, 0).name, "ArialBold");
  const std::string broken = DescribeFont(std::string(300, '\xFF'), 0, 0).name;
  EXPECT_LE(broken.size(), 100u);
  EXPECT_TRUE(IsValidUtf8(broken));
}

TEST(SymbolFontsTest, IconsSayNothingAndBulletsAreBullets) {
  EXPECT_TRUE(IsIconFont("FontAwesome5Free-Solid"));
  EXPECT_FALSE(IsIconFont("Lexicographica-Pro"));
  EXPECT_EQ(SymbolMeaning("Wingdings", 0xF0A7), 0x2022U);
  EXPECT_EQ(SymbolMeaning("Symbol", 0xB7), 0x2022U);
  EXPECT_EQ(SymbolMeaning("Calibri", 0xF0B7), 0x2022U);
  EXPECT_EQ(SymbolMeaning("Calibri", U'a'), U'a');
  EXPECT_EQ(SymbolMeaning("Wingdings", U'*'), 0U);
}

}  // namespace
}  // namespace utvalg::extract
