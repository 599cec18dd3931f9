// SPDX-License-Identifier: Apache-2.0
//
// Names of places, to tell "Oslo" from an employer: Norwegian municipalities and towns, countries,
// large cities, US states. Pure, thread-safe.
#pragma once

#include <string_view>

namespace utvalg::parse {

// The whole text is a place, or places joined by comma or hyphen ("Oslo, Norway", "San Francisco,
// CA", "Remote").
bool IsPlace(std::string_view text);

}  // namespace utvalg::parse
