// SPDX-License-Identifier: Apache-2.0
//
// First aid for the words of a page before they become lines: what touches without belonging
// together is parted, what a script printed for nothing goes. Pure.
#pragma once

#include <vector>

#include "services/parse/core/layout_lines.h"

namespace utvalg::parse {

// "2007Volunteering": a heading in larger type that touches the year before it is of another
// column.
bool IsGluedToYear(const PageWord& year, const PageWord& word);

// Fragments of nothing but "false", "undefined" or "null", where the script of a web page had no
// value.
void DropScriptLiterals(std::vector<Fragment>* fragments);

// Letter by letter set dates: "2 0 2 1 - 0 8" becomes "2021-08". Words of one line, left to right.
void JoinSpacedDates(std::vector<PageWord>* words);

}  // namespace utvalg::parse
