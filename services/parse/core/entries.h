// SPDX-License-Identifier: Apache-2.0
//
// Divides a section of jobs or education into its entries. Dates are the anchors; where an entry
// begins is decided for the whole section at once, since all entries of one CV are set alike. Pure.
#pragma once

#include <cstddef>
#include <vector>

#include "services/parse/core/entry_lines.h"

namespace utvalg::parse {

// Lines [first, last) of the section. Header lines are [first, header_last); the rest describes.
struct Entry {
  size_t first = 0;
  size_t header_last = 0;
  size_t last = 0;
  bool dated = false;
  size_t anchor = 0;  // The line with the period, when dated.
};

// In order. Lines before the first entry (an introduction) belong to none.
std::vector<Entry> SplitEntries(std::vector<EntryLine>* lines);

}  // namespace utvalg::parse
