// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/pdf/ligature_repair.h"

#include <string>

#include "gtest/gtest.h"
#include "services/parse/extract/pdf/word_builder.h"

namespace utvalg::extract {
namespace {

// One line of text at 10 points. Digits are nameless glyphs, each its own code; a space is one.
PageContent Line(const std::u32string& text, float nameless_width = 0.5F,
                 const char* font = "Inter") {
  PageContent page;
  page.clips.emplace_back();
  page.fonts.push_back({font, false, false, false});
  TextStyle style;
  style.size = style.width_scale = 10;
  style.direction = {1, 0};
  style.up = {0, -1};
  page.styles.push_back(style);
  float x = 0;
  for (const char32_t c : text) {
    Glyph glyph;
    glyph.origin = {x, 100};
    const bool nameless = c >= U'0' && c <= U'9';
    glyph.advance = 10 * (nameless                 ? nameless_width
                          : c == U'i' || c == U'l' ? 0.22F
                          : c == U'f'              ? 0.28F
                                                   : 0.55F);
    glyph.box = {x, 92, x + glyph.advance, 102};
    glyph.code = c;
    glyph.text = static_cast<uint32_t>(page.text.size());
    if (!nameless) page.text.push_back(c);
    glyph.length = nameless ? 0 : 1;
    glyph.unmapped = nameless;
    page.glyphs.push_back(glyph);
    x += glyph.advance;
  }
  return page;
}

std::string Repaired(PageContent page) {
  RepairLigatures(&page);
  std::string result;
  for (const PageWord& word : BuildWords(page).words)
    result += (result.empty() ? "" : " ") + word.text;
  return result;
}

TEST(RepairLigaturesTest, NeighboursTellWhichOneItIs) {
  EXPECT_EQ(Repaired(Line(U"1nancial exempli1ed StackOver2ow in2uence")),
            "financial exemplified StackOverflow influence");
}

TEST(RepairLigaturesTest, WidthTellsTheLongOnes) {
  EXPECT_EQ(Repaired(Line(U"o1ce e1cient of lif i", 0.78F)), "office efficient of lif i");
}

TEST(RepairLigaturesTest, WidthsThatFitNothingStayUnknown) {
  EXPECT_EQ(Repaired(Line(U"a1b fil", 2.0F)), "a\uFFFDb fil");
}

TEST(RepairLigaturesTest, GlyphsThatStandAloneAreNoLetters) {
  EXPECT_EQ(Repaired(Line(U"1 fil")), "fil");
}

TEST(RepairLigaturesTest, IconsAreNoLetters) {
  EXPECT_EQ(Repaired(Line(U"a1b", 0.5F, "FontAwesome")), "");
}

}  // namespace
}  // namespace utvalg::extract
