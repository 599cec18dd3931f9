// SPDX-License-Identifier: Apache-2.0
//
// Text tools of passages.h. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace utvalg::embed {

// Cuts into stretches of at most `limit` bytes, as few as fit: at ends of lines, where a line is
// longer at ends of sentences, else between words, else between characters. Offsets into the text,
// in order, without outer white space, never empty. `limit` must be at least 4.
std::vector<std::pair<size_t, size_t>> CutText(std::string_view text, size_t limit);

// Without the placeholders of redaction ([NAME], [PHONE] ...), white space single, none outside.
std::string WithoutPlaceholders(std::string_view text);

// Whether it holds a letter or digit.
bool HasWords(std::string_view text);

}  // namespace utvalg::embed
