// SPDX-License-Identifier: Apache-2.0
//
// What somebody may have meant who mistyped. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace utvalg::cli {

// The candidate that is at most two edits away (one in a short word), the nearest first; "" when
// none is.
std::string Nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace utvalg::cli
