// SPDX-License-Identifier: GPL-3.0-or-later
//
// Responses as text, for tests to compare.
#pragma once

#include <string>

#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::extract {

// One line for each block with anything visible: "HEADING1|Erfaring", "LIST_ITEM1|Java",
// "TABLE_CELL t1 r0 c2|x".
std::string VisibleBlocks(const v1::ExtractResponse& response);
// Visible words of all pages, with spaces between.
std::string VisibleWords(const v1::ExtractResponse& response);
// Words and spans hidden in this way, with spaces between.
std::string HiddenText(const v1::ExtractResponse& response, v1::Hidden hidden);
// Sum of the counts of findings of this kind, or the number of findings without a count.
int CountOf(const v1::ExtractResponse& response, v1::FindingKind kind);

}  // namespace utvalg::extract
