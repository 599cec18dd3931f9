// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where the words of one line of glyphs begin. Pure.
#pragma once

#include <vector>

namespace utvalg::extract {

// One visible glyph of a line, with the white before it in ems of its type size.
struct LineGlyph {
  float gap = 0;  // From the end of the glyph before to this one's start; a space glyph between
                  // counts as white.
  float loose_gap = 0;  // The same less the character spacing the document itself declares.
  bool space = false;   // A space glyph stands before it.
  bool letter = false;
};

// result[i]: a word begins at glyph i. Text with spaced-out letters ("E X P E R I E N C E") is
// recognised by its many one-letter words, and its words by the gaps that are wider than the
// others.
std::vector<bool> WordStarts(const std::vector<LineGlyph>& line);

}  // namespace utvalg::extract
