// SPDX-License-Identifier: Apache-2.0
//
// First step of page layout: the words of a page become fragments, stretches of one visual line
// without a wide gap. Everything after (columns, paragraphs) works on fragments. Points, y
// downwards. Pure; hidden words are left out.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::parse {

// A visible word with its style resolved.
struct PageWord {
  std::string text;
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  float baseline = 0;
  float size = 0;
  bool bold = false;
  bool italic = false;
  std::string uri;
  uint32_t order = 0;  // In which it was painted.
};

// Words of one line with ordinary spaces between them. Never empty.
struct Fragment {
  std::vector<PageWord> words;
  uint32_t page = 1;  // From 1.
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  float baseline = 0;
  float size = 0;             // Of most of its characters.
  bool bold = false;          // Of most of its characters.
  bool column_start = false;  // Known to begin a column, however near the text before it.

  std::string Text() const;
};

// Fragments of one page, top to bottom and left to right. page_number counts from 1.
std::vector<Fragment> BuildFragments(const utvalg::extract::v1::Page& page, uint32_t page_number);

// Sets box, baseline, size and weight from the words.
void Measure(Fragment* fragment);

}  // namespace utvalg::parse
