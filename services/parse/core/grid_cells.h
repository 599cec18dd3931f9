// SPDX-License-Identifier: Apache-2.0
//
// Tables set on a page without rules, before columns and paragraphs are looked for: labels set
// flush right that nearly touch their values, and rows of three cells or more whose text wraps.
// Read straight across, both would mix. Used by layout. Pure.
#pragma once

#include <vector>

#include "services/parse/core/layout_lines.h"

namespace utvalg::parse {

// fragments: of one page, ordered by baseline; stays so. Cells are parted where several lines end
// and go on at the same two places.
void SplitAlignedGutters(std::vector<Fragment>* fragments);

// The lines of a wrapped cell become one fragment on the first line of its row.
void JoinWrappedCells(std::vector<Fragment>* fragments);

}  // namespace utvalg::parse
