// SPDX-License-Identifier: Apache-2.0
//
// Entries whose head and dates are stacked, flush right, beside what they belong to, where the
// stacks are longer than their rows: each pushes the next down or aside, so that neither one gutter
// nor straight lines part them (a web page whose boxes float). Used by reading_order. Pure.
#pragma once

#include <vector>

#include "services/parse/core/columns.h"
#include "services/parse/core/judged_page.h"

namespace utvalg::parse {

// Indexes point into the fragments of the page.
struct StackedRow {
  std::vector<size_t> head;    // The lines of the head, in one style.
  std::vector<size_t> rest;    // What is stacked below it, dates as a rule.
  std::vector<size_t> facing;  // What stands beside the head, with the lines it wraps to.
  std::vector<size_t> text;    // The other lines of the entry.
};

struct StackedRows {
  std::vector<size_t> above, below;
  std::vector<StackedRow> rows;
  float width = 0;  // Of the column the stacks are set in, points.
};

// The first stretch of such rows among members (ordered by baseline). False when there is none.
bool FindStackedRows(const JudgedPage& page, const std::vector<size_t>& members,
                     StackedRows* stacked);

// Whether the columns would part a stack from what stands beside it.
bool PartsStacks(const StackedRows& stacked, const ColumnSplit& split);

// Lines of a box so wide as one fragment each wrapped text: words that the box had no room for go
// on, also in the middle of a word. At least one line; at the place of the first. Width 0: all are
// wrapped.
std::vector<Fragment> JoinBoxLines(std::vector<Fragment> lines, float width);

}  // namespace utvalg::parse
