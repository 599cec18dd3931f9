// SPDX-License-Identifier: Apache-2.0
//
// Finds columns on one page: a vertical gutter with text on both sides that is to be read side by
// side, as opposed to a table whose rows are read across (dates left of the jobs, labels left of
// the values). Used by reading_order.
#pragma once

#include <vector>

#include "services/parse/core/column_edges.h"
#include "services/parse/core/judged_page.h"

namespace utvalg::parse {

// A stretch of a page that divides into two columns. Indexes point into the fragments given.
struct ColumnSplit {
  std::vector<size_t> above, left, right, below;
  float gutter = 0;           // x of the left edge of the right column.
  bool own_sections = false;  // Both columns have section headings of their own: a sidebar, not a
                              // list set in columns.
};

// Looks for the greatest column stretch among members (ordered by baseline), whose gutters are
// given. False when the text reads across.
bool FindColumns(const JudgedPage& page, const std::vector<size_t>& members,
                 const std::vector<Gutter>& gutters, ColumnSplit* split);

}  // namespace utvalg::parse
