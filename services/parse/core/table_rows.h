// SPDX-License-Identifier: Apache-2.0
//
// Tables without rules: a narrow cell of several lines (title, dates, place) beside the text it
// belongs to, row after row. Read straight across, their lines would mix. Used by reading_order.
// Pure.
#pragma once

#include <vector>

#include "services/parse/core/layout_lines.h"

namespace utvalg::parse {

// A row: the lines of its left cell, then those of its right cell. Either may be empty. Indexes
// point into the fragments.
struct TableRow {
  std::vector<size_t> left, right;
};

struct TableRows {
  std::vector<size_t> above, below;
  std::vector<TableRow> rows;
};

// False when members (ordered by baseline) hold no such table.
bool FindTableRows(const std::vector<Fragment>& fragments, const std::vector<size_t>& members,
                   TableRows* table);

}  // namespace utvalg::parse
