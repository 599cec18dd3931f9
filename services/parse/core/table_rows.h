// SPDX-License-Identifier: Apache-2.0
//
// Tables without rules: a narrow cell of several lines (title, dates, place) beside the text it
// belongs to, row after row. Read straight across, their lines would mix. Used by reading_order.
// Pure.
#pragma once

#include <vector>

#include "services/parse/core/column_edges.h"
#include "services/parse/core/judged_page.h"

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

// False when members (ordered by baseline), whose gutters are given, hold no such table.
bool FindTableRows(const JudgedPage& page, const std::vector<size_t>& members,
                   const std::vector<Gutter>& gutters, TableRows* table);

}  // namespace utvalg::parse
