// SPDX-License-Identifier: Apache-2.0
//
// Tables of documents that flow. A row of dates and text is one line with tabs; a table that only
// sets columns side by side is read column by column. Used by layout_flow. Pure.
#pragma once

#include <vector>

#include "services/parse/core/document.h"

namespace utvalg::parse {

// Paragraphs of one table, each with its row and column, in document order. Returns them in reading
// order.
std::vector<Paragraph> ReadTable(std::vector<Paragraph> cells);

}  // namespace utvalg::parse
