// SPDX-License-Identifier: Apache-2.0
//
// What a text says again in the same words: a page that is in the file twice, a skill a hundred
// times. Used by passages.h, so that repeating changes neither what is embedded nor how it is cut.
// Pure.
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace utvalg::embed {

// Stretches of at least kRepeatedWords words in which every run of five words stands earlier in the
// text, whatever the line breaks, punctuation and case (of ASCII). Offsets, in order, apart.
inline constexpr size_t kRepeatedWords = 40;
std::vector<std::pair<size_t, size_t>> RepeatedStretches(std::string_view text);

}  // namespace utvalg::embed
