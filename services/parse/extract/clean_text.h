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
  // Words with characters that only hide: tag characters and overrides of the writing direction.
  uint32_t words_with_invisible = 0;
  // Words with zero-width characters between letters. One or two happen by copying; many do not.
  // Soft hyphens, byte order marks, direction marks around numbers and emoji joiners are not
  // counted: honest programs write them everywhere.
  uint32_t words_with_zero_width = 0;
};

// How many such words a document may have by accident.
inline constexpr uint32_t kFewZeroWidthWords = 2;

// keep_layout keeps "\n" and "\t"; without it they become spaces.
CleanText Clean(std::u32string_view text, bool keep_layout);
CleanText Clean(std::string_view utf8, bool keep_layout);

// "E X P E R I E N C E" to "EXPERIENCE": capitals that someone spaced out by hand.
std::string JoinSpacedLetters(std::string text);

// Whether hiding this word could matter: it has letters, and more than one character of sense.
// Bullets, page numbers and punctuation do not, and templates lose them off the page all the time.
bool IsWorthReporting(std::string_view word);

bool IsInvisible(char32_t c);
// Private use and replacement characters: something was drawn, nobody can say what it means.
bool IsMeaningless(char32_t c);

}  // namespace utvalg::extract
