// SPDX-License-Identifier: Apache-2.0
//
// Small questions about the shape of a piece of text: is it a bullet, capitals, a sentence? Used by
// layout and by every reader of fields. Text is valid UTF-8; all functions are pure and
// thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace utvalg::parse {

// A glyph that marks list items in some typeface: bullets, dashes, private-use symbols of symbol
// fonts.
bool IsBulletGlyph(char32_t code_point);
// Bytes of a list mark with its white space at the start of text ("• ", "- ", "o ", "1. "), 0 when
// there is none.
size_t BulletPrefix(std::string_view text);
// Signs that separate fields on one line: | • · ∙ / and their kin.
bool IsSeparatorGlyph(char32_t code_point);

// Runs of white space become one space, tabs and breaks included; ends are trimmed.
std::string CollapseSpace(std::string_view text);
// "C R M", set in spaced capitals, becomes "CRM"; every other text stays.
std::string JoinSpacedCapitals(std::string text);
// Without leading and trailing white space and separators such as , ; : | • – - (a closing bracket
// stays).
std::string_view TrimSeparators(std::string_view text);
std::string_view TrimSpace(std::string_view text);

// Where the first or last of a few signs of ASCII stands, npos when none does.
inline size_t FirstOf(std::string_view text, std::string_view signs) {
  for (size_t i = 0; i < text.size(); ++i) {
    for (const char sign : signs) {
      if (text[i] == sign) return i;
    }
  }
  return std::string_view::npos;
}
inline size_t LastOf(std::string_view text, std::string_view signs) {
  for (size_t i = text.size(); i-- > 0;) {
    for (const char sign : signs) {
      if (text[i] == sign) return i;
    }
  }
  return std::string_view::npos;
}

size_t CountWords(std::string_view text);
bool HasLetter(std::string_view text);
bool HasDigit(std::string_view text);
// Has letters, and none of them is lower case.
bool IsAllCaps(std::string_view text);
// The first letter is lower case.
bool StartsLower(std::string_view text);
bool StartsUpper(std::string_view text);
// Ends like a sentence: . ! ? but not an abbreviation of one or two letters.
bool EndsSentence(std::string_view text);
// Share, in percent, of words of at least four letters that start with a capital.
int TitleCasePercent(std::string_view text);

// Whether a line ending in "-" is a word divided at the line's end that goes on with next, rather
// than a hyphen to keep.
bool IsDividedWord(std::string_view line, std::string_view next);

// Case folded, accents kept, punctuation other than & + # removed, white space single.
std::string FoldWords(std::string_view text);
// Whether the folded words occur in folded text at word borders.
bool ContainsWords(std::string_view folded_text, std::string_view folded_words);

}  // namespace utvalg::parse
