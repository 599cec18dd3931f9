// SPDX-License-Identifier: Apache-2.0
//
// Words of a text, for looking things up in lists without losing the place they stand at.
// Stateless, thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace utvalg {

// Lower case, character by character, with every byte offset unchanged: a character whose lower
// case is longer or shorter stays as it is. Text must be valid UTF-8.
std::string LowerAligned(std::string_view text);

// A run of letters and digits (combining marks included). Bytes [begin, end) of the text given.
struct WordRange {
  size_t begin = 0;
  size_t end = 0;
};

std::vector<WordRange> SplitWords(std::string_view text);

// Whether a letter or digit stands right before or right after the position.
bool WordEndsAt(std::string_view text, size_t position);
bool WordStartsAt(std::string_view text, size_t position);

}  // namespace utvalg
