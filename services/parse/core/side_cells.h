// SPDX-License-Identifier: Apache-2.0
//
// Dates, places and durations set beside the text in a narrow column of their own, on several
// lines. Read straight across, their second line would fall into the middle of the text beside it;
// so it moves up to the line the first one stands on. Used by reading_order. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "services/parse/core/reading_order.h"

namespace utvalg::parse {

// lines: rows of one block, top to bottom. Parts moved up stand behind (right side) or before (left
// side) what is there.
void JoinSideCells(std::vector<TextLine>* lines);

// Date, place or duration and nothing else.
bool IsSideNote(std::string_view text);

// "School A   dates A   School B" over "dates B   School C ...": cells that float one behind the
// other, as many as a row holds. Each text gets a line with its dates.
void PairFlowingCells(std::vector<TextLine>* lines);

}  // namespace utvalg::parse
