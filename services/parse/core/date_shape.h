// SPDX-License-Identifier: Apache-2.0
//
// Whether a short text is nothing but a date or period, judged by shape for layout. Reading dates
// is common/lexicon's work.
#pragma once

#include <string_view>

namespace utvalg::parse {

// "2015-2018", "Jan 2019 –", "08/2019 – d.d.", "2019": a year with at most month names and words of
// period around it, or a lone word for now ("Present").
bool LooksLikeDates(std::string_view text);
// Holds a year 1940..2069 with no digit beside it.
bool HasYear(std::string_view text);

}  // namespace utvalg::parse
