// SPDX-License-Identifier: Apache-2.0
//
// Cells of a grid that are hardly further apart than words, because a word nearly fills its cell or
// runs over its edge: the other rows, or the even width of the cells, say where each begins. Pure.
#pragma once

#include <vector>

#include "services/parse/core/layout_lines.h"

namespace utvalg::parse {

// Splits such fragments of one page (ordered by baseline).
void SplitAtCellEdges(std::vector<Fragment>* fragments);

}  // namespace utvalg::parse
