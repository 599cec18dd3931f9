// SPDX-License-Identifier: Apache-2.0
//
// Text on a terminal, measured in columns and not in bytes, and made harmless first: what a
// document or a file name holds must never steer the terminal. Stateless, thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace utvalg::cli {

// Valid UTF-8 on one line: white space of any kind becomes one space, control and bidirectional
// characters U+FFFD.
std::string Printable(std::string_view text);

// Columns a terminal gives to printable text: 2 for East Asian wide and for emoji, 0 for combining
// marks.
size_t DisplayWidth(std::string_view text);

// At most width columns, ending in an ellipsis when something was left out.
std::string Truncate(std::string_view text, size_t width);

// Lines of at most width columns, broken between words and inside a word only where it is longer
// than a line. With max_lines > 0 the last line ends in an ellipsis when something was left out.
// Never empty.
std::vector<std::string> Wrap(std::string_view text, size_t width, size_t max_lines);

}  // namespace utvalg::cli
