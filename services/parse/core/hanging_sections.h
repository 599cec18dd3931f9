// SPDX-License-Identifier: Apache-2.0
//
// Finds section headings hung in a margin of their own beside what they head. Used by
// reading_order. Pure.
#pragma once

#include <vector>

#include "services/parse/core/column_edges.h"
#include "services/parse/core/judged_page.h"

namespace utvalg::parse {

struct HangingSection {
  std::vector<size_t>
      heading;  // Fragments of the heading, top to bottom; empty for text above the first.
  std::vector<size_t> body;
};
struct HangingSections {
  std::vector<size_t> above, below;
  std::vector<HangingSection> sections;
};

// False when the text is not laid out so.
bool FindHangingSections(const JudgedPage& page, const std::vector<size_t>& members,
                         const std::vector<Gutter>& gutters, HangingSections* hanging);

}  // namespace utvalg::parse
