// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/clean_text.h"

#include "common/base/utf8.h"
#include "services/parse/extract/symbol_fonts.h"

namespace utvalg::extract {
namespace {

bool IsTag(char32_t c) { return c >= 0xE0000 && c <= 0xE007F; }
bool IsOverride(char32_t c) { return c == 0x202E; }
bool IsZeroWidth(char32_t c) {
  return c == 0x200B || c == 0x2060 || (c >= 0x2061 && c <= 0x2064) || c == 0xFEFF || c == 0x180E;
}
bool IsControl(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

// Latin ligatures and other presentation forms that searching must see through.
std::u32string_view Decompose(char32_t c) {
  switch (c) {
    case 0xFB00:
      return U"ff";
    case 0xFB01:
      return U"fi";
    case 0xFB02:
      return U"fl";
    case 0xFB03:
      return U"ffi";
    case 0xFB04:
      return U"ffl";
    case 0xFB05:
      return U"st";
    case 0xFB06:
      return U"st";
    default:
      return {};
  }
}

}  // namespace

bool IsInvisible(char32_t c) {
  return c == 0xAD || IsZeroWidth(c) || IsTag(c) || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2065 && c <= 0x206F) || c == 0x034F ||
         (c >= 0xFE00 && c <= 0xFE0F) || c == 0x115F || c == 0x1160 || c == 0x3164 ||
         (c >= 0xE0100 && c <= 0xE01EF);
}

bool IsMeaningless(char32_t c) {
  return c == 0xFFFD || (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && c <= 0x10FFFF);
}

CleanText Clean(std::u32string_view text, bool keep_layout) {
  CleanText result;
  result.text.reserve(text.size());
  bool plain = true;           // Nothing that normalisation could change.
  bool letter_before = false;  // The last kept character is a letter.
  bool zero_width = false;     // Zero-width characters followed that letter.
  bool word_reported = false;
  const auto report = [&] {
    if (!word_reported) ++result.words_with_invisible;
    word_reported = true;
  };
  for (size_t i = 0; i < text.size(); ++i) {
    char32_t c = text[i];
    if (c == '\r') {
      if (i + 1 < text.size() && text[i + 1] == '\n') continue;
      c = '\n';
    }
    if (c == 0x2028 || c == 0x2029 || c == 0x0B || c == 0x0C || c == 0x85) c = '\n';
    if (IsInvisible(c)) {
      if (IsOverride(c) || (IsTag(c) && !(i > 0 && (text[i - 1] == 0x1F3F4 || IsTag(text[i - 1])))))
        report();
      zero_width = zero_width || (letter_before && IsZeroWidth(c));
      continue;
    }
    if (c == '\n' || c == '\t') {
      if (!keep_layout) c = ' ';
    } else if (IsControl(c)) {
      continue;
    } else if (c > 0x7F && IsSpace(c)) {
      c = ' ';
    }
    if (c != 0xFFFD && IsMeaningless(c)) {
      c = SymbolMeaning("", c);
      if (c == 0 || IsMeaningless(c)) continue;
    }
    // Hyphens and the minus sign are one character to whoever searches.
    if (c == 0x2010 || c == 0x2011 || c == 0x2212) c = '-';
    if (c == ' ' || c == '\n' || c == '\t') {
      letter_before = zero_width = word_reported = false;
      result.text.push_back(static_cast<char>(c));
      continue;
    }
    const bool letter = IsLetter(c);
    if (letter && letter_before && zero_width && !word_reported) {
      ++result.words_with_zero_width;
      word_reported = true;
    }
    letter_before = letter;
    zero_width = false;
    if (c < 0x80) {
      result.text.push_back(static_cast<char>(c));
      continue;
    }
    if (const std::u32string_view parts = Decompose(c); !parts.empty()) {
      for (const char32_t part : parts) AppendCodePoint(part, &result.text);
      continue;
    }
    plain = plain && c < 0x300;
    AppendCodePoint(c, &result.text);
  }
  if (!plain) result.text = CleanUtf8(result.text);
  return result;
}

bool IsWorthReporting(std::string_view word) {
  size_t letters = 0, digits = 0;
  for (size_t i = 0; i < word.size();) {
    const char32_t c = NextCodePoint(word, &i);
    letters += IsLetter(c);
    digits += IsDigit(c);
  }
  return letters > 0 && letters + digits >= 2;
}

namespace {

bool IsBlank(std::string_view text, size_t at) {
  return at >= text.size() || text[at] == ' ' || text[at] == '\n' || text[at] == '\t';
}

// Letters that stand alone from `at` on, one space between two of them; *end is behind the last.
std::string AloneLetters(std::string_view text, size_t at, size_t* count, size_t* end) {
  std::string joined;
  while (at < text.size()) {
    size_t next = at;
    const char32_t c = NextCodePoint(text, &next);
    // Punctuation ends a row of letters and belongs to it.
    const bool last =
        next < text.size() && (text[next] == ',' || text[next] == ':' || text[next] == '.');
    if (!IsBlank(text, next + (last ? 1 : 0)) || !(IsUpper(c) || (c == '&' && *count > 0))) break;
    joined += text.substr(at, next - at);
    ++*count;
    *end = next;
    if (last || next + 1 >= text.size() || text[next] != ' ') break;
    at = next + 1;
  }
  return joined;
}

}  // namespace

std::string JoinSpacedLetters(std::string text) {
  constexpr size_t kMinLetters = 4;
  std::string result;
  size_t kept = 0;  // Bytes of text that are in the result.
  for (size_t i = 0; i < text.size();) {
    size_t letters = 0, end = i;
    const std::string joined =
        i == 0 || IsBlank(text, i - 1) ? AloneLetters(text, i, &letters, &end) : std::string();
    if (letters < kMinLetters) {
      NextCodePoint(text, &i);
      continue;
    }
    result.append(text, kept, i - kept);
    result += joined;
    kept = i = end;
  }
  result.append(text, kept, std::string::npos);
  return result;
}

CleanText Clean(std::string_view utf8, bool keep_layout) {
  std::u32string decoded;
  decoded.reserve(utf8.size());
  for (size_t i = 0; i < utf8.size();) decoded.push_back(NextCodePoint(utf8, &i));
  return Clean(decoded, keep_layout);
}

}  // namespace utvalg::extract
