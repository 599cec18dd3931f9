// SPDX-License-Identifier: GPL-3.0-or-later
//
// Words from glyphs. A PDF says where each glyph stands and rarely where a word ends, so spaces are
// read from gaps, with an eye on headings whose letters are spaced out. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "services/parse/extract/pdf/page_content.h"
#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::extract {

struct PageWord {
  std::string text;  // Clean UTF-8, no white space; may hold U+FFFD among letters.
  Box box;
  float baseline = 0;  // y of the baseline; x for words that stand upright or hang.
  float size = 0;
  uint32_t style = 0;  // Of most of its glyphs.
  bool bold = false;   // Drawn bold by other means than the font: twice, or filled and stroked.
  int rotation = 0;    // Degrees clockwise, a multiple of 90.
  uint32_t first = 0;  // Glyphs [first, first + count) of PageWords::glyphs.
  uint32_t count = 0;
  uint32_t invisible = 0;   // 1 when it holds characters that only hide.
  uint32_t zero_width = 0;  // 1 when zero-width characters stand between its letters.
  v1::Hidden hidden = v1::HIDDEN_UNSPECIFIED;
};

struct PageWords {
  std::vector<PageWord> words;   // In paint order.
  std::vector<uint32_t> glyphs;  // Indices into PageContent::glyphs.
  uint32_t glyphs_read = 0;      // Without spaces.
  uint32_t glyphs_unmapped = 0;  // Of them, those without any meaning.
  uint32_t words_garbled = 0;    // Words with letters and glyphs without meaning.
};

PageWords BuildWords(const PageContent& page);

}  // namespace utvalg::extract
