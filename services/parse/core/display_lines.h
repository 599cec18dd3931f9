// SPDX-License-Identifier: Apache-2.0
//
// The candidate's name in large type over the first page, often with small lines of contact details
// beside it: it is kept together and apart from them. Used by reading_order. Pure.
#pragma once

#include <vector>

#include "services/parse/core/columns.h"
#include "services/parse/core/layout_lines.h"
#include "services/parse/core/reading_order.h"

namespace utvalg::parse {

// A name in large type beside small lines of contact details has a row of its own.
bool ShowsBeside(const Fragment& a, const Fragment& b);

// A name set on two or three lines with small lines beside it: its lines follow one another, in
// front of what stands beside the first.
void GatherDisplay(std::vector<TextLine>* lines);

// Section headings in larger type that float at the right end of lines of another section: each
// heads what follows, on a line of its own.
void PartEndHeadings(std::vector<TextLine>* lines);

// The second line of a name that spans the columns on its first stays with it.
void KeepDisplayTogether(const std::vector<Fragment>& fragments, ColumnSplit* split);

}  // namespace utvalg::parse
