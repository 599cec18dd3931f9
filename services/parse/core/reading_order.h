// SPDX-License-Identifier: Apache-2.0
//
// Second step of page layout: the order in which a person reads the fragments of all pages. Columns
// and sidebars are told from tables of dates and text, full-width bands over columns are kept
// apart, and what continues on the next page is put behind what it continues, so that a page break
// changes nothing. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "services/parse/core/layout_lines.h"

namespace utvalg::parse {

// One visual line inside a column: fragments left to right. Never empty.
struct TextLine {
  std::vector<Fragment> parts;
  uint32_t region = 0;          // 0 = main flow, 1.. = sidebars.
  bool block_start = false;     // First of a block: nothing continues into it, unless the block
                                // continues over a page break.
  bool continues_page = false;  // First line of a block that goes on from the page before.
  float left = 0, right = 0;    // Margins of the column it stands in.
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  float baseline = 0;
  float size = 0;
  uint32_t page = 1;
};

// pages[i] are the fragments of page i+1 without what repeats in the margins.
std::vector<TextLine> ReadingOrder(std::vector<std::vector<Fragment>> pages);

}  // namespace utvalg::parse
