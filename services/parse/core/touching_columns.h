// SPDX-License-Identifier: Apache-2.0
//
// A narrow column of bold words (degrees beside schools) can stand so near to the text beside it
// that both look like one line: "Mas- University of Oslo" over "ter". Such lines are cut where the
// column ends. Used by layout. Pure.
#pragma once

#include <vector>

#include "services/parse/core/layout_lines.h"

namespace utvalg::parse {

// fragments: of one page, ordered by baseline; stays so.
void SplitTouchingColumns(std::vector<Fragment>* fragments);

}  // namespace utvalg::parse
