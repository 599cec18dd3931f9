// SPDX-License-Identifier: Apache-2.0
//
// What stands in the top and bottom margin of pages: page numbers go away, lines that recur on
// every page are kept once. Without this a footer would stand in the middle of the job that goes on
// over the page break. Pure.
#pragma once

#include <vector>

#include "services/parse/core/layout_lines.h"

namespace utvalg::parse {

// Removes page numbers and recurring margin lines from the pages. Returns one copy of each
// recurring line, in order: those of the top margin first.
std::vector<Fragment> TakeMargins(const std::vector<float>& heights,
                                  std::vector<std::vector<Fragment>>* pages);

// "3", "Page 3 of 4", "Side 2", "- 2 -", "2/3".
bool IsPageNumber(std::string_view text);

}  // namespace utvalg::parse
