// SPDX-License-Identifier: Apache-2.0
//
// E-mail addresses that a narrow column broke over two lines, at a hyphen or anywhere. Used where
// lines become paragraphs, so that an address is whole before anything looks for it. Pure.
#pragma once

#include <string_view>

namespace utvalg::parse {

// Whether line ends in the first half of an address whose other half begins next. full: the line
// reaches the right edge of its column, so that a break in the middle of a word is likely.
bool IsDividedAddress(std::string_view line, std::string_view next, bool full);

}  // namespace utvalg::parse
