// SPDX-License-Identifier: Apache-2.0
//
// Values that stand behind a label: "Navn: Kari Nordmann", "Sivilstand: gift, 2 barn", "Date of
// birth 12 May 1985", also with the value in the next cell or line. Used by redact.cc. Pure,
// thread-safe.
#pragma once

#include <string_view>

#include "services/parse/core/redact_context.h"

namespace utvalg::parse {

// Findings are the values; labels stay until canonical lines drop them.
void FindLabelledValues(const RedactContext& context, RedactionFindings* findings);

// Length of a label that names a kind of identity at the start of lower-cased text, with its colon;
// 0 when there is none.
size_t PersonalLabelLength(std::string_view lower);

}  // namespace utvalg::parse
