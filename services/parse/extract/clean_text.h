// SPDX-License-Identifier: GPL-3.0-or-later
//
// Text as the rest of Utvalg may see it: normal form C, without control and invisible characters,
// ligatures taken apart. Stateless.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace utvalg::extract {

struct CleanText {
  std::string text;
  // Words in which characters were hidden on purpose or by accident: tag characters, overrides of
  // the writing direction, zero-width characters between letters. Soft hyphens, byte order marks,
  // direction marks around numbers and emoji joiners are just removed: honest programs write them
  // everywhere.
  uint32_t words_with_invisible = 0;
};

// keep_layout keeps "\n" and "\t"; without it they become spaces.
CleanText Clean(std::u32string_view text, bool keep_layout);
CleanText Clean(std::string_view utf8, bool keep_layout);

bool IsInvisible(char32_t c);
// Private use and replacement characters: something was drawn, nobody can say what it means.
bool IsMeaningless(char32_t c);

}  // namespace utvalg::extract
