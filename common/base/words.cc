// SPDX-License-Identifier: Apache-2.0
#include "common/base/words.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <array>

namespace utvalg {
namespace {

constexpr std::array<bool, 128> kAsciiWord = [] {
  std::array<bool, 128> table{};
  for (char c = '0'; c <= '9'; ++c) table[static_cast<size_t>(c)] = true;
  for (char c = 'a'; c <= 'z'; ++c) table[static_cast<size_t>(c)] = true;
  for (char c = 'A'; c <= 'Z'; ++c) table[static_cast<size_t>(c)] = true;
  return table;
}();

bool IsWordCharacter(UChar32 c) {
  if (c < 0x80) return kAsciiWord[static_cast<size_t>(c)];
  const int8_t type = u_charType(c);
  // U+FFFD stands for a letter that could not be read.
  return u_isalnum(c) || c == 0xFFFD || type == U_NON_SPACING_MARK ||
         type == U_COMBINING_SPACING_MARK;
}

UChar32 CharacterBefore(std::string_view text, size_t position) {
  if (position == 0) return -1;
  int32_t i = static_cast<int32_t>(position);
  UChar32 c;
  U8_PREV(text.data(), 0, i, c);
  return c;
}

UChar32 CharacterAt(std::string_view text, size_t position) {
  if (position >= text.size()) return -1;
  int32_t i = static_cast<int32_t>(position);
  UChar32 c;
  U8_NEXT(text.data(), i, static_cast<int32_t>(text.size()), c);
  return c;
}

}  // namespace

std::string LowerAligned(std::string_view text) {
  std::string out(text);
  const int32_t size = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < size;) {
    const auto byte = static_cast<unsigned char>(out[i]);
    if (byte < 0x80) {
      if (byte >= 'A' && byte <= 'Z') out[i] = static_cast<char>(byte + ('a' - 'A'));
      ++i;
      continue;
    }
    const int32_t begin = i;
    UChar32 c;
    U8_NEXT(out.data(), i, size, c);
    if (c < 0) continue;
    const UChar32 lower = u_tolower(c);
    if (lower == c || U8_LENGTH(lower) != i - begin) continue;
    int32_t at = begin;
    U8_APPEND_UNSAFE(out.data(), at, lower);
  }
  return out;
}

std::vector<WordRange> SplitWords(std::string_view text) {
  std::vector<WordRange> words;
  const int32_t size = static_cast<int32_t>(text.size());
  bool inside = false;
  words.reserve(text.size() / 6 + 1);
  for (int32_t i = 0; i < size;) {
    const int32_t begin = i;
    const auto byte = static_cast<unsigned char>(text[i]);
    bool word = false;
    if (byte < 0x80) {
      word = kAsciiWord[byte];
      ++i;
    } else {
      UChar32 c;
      U8_NEXT(text.data(), i, size, c);
      word = c >= 0 && IsWordCharacter(c);
    }
    if (word && !inside) words.push_back({static_cast<size_t>(begin), 0});
    if (word) words.back().end = static_cast<size_t>(i);
    inside = word;
  }
  return words;
}

bool WordEndsAt(std::string_view text, size_t position) {
  if (position > 0 && static_cast<unsigned char>(text[position - 1]) < 0x80) {
    return kAsciiWord[static_cast<unsigned char>(text[position - 1])];
  }
  const UChar32 c = CharacterBefore(text, position);
  return c >= 0 && IsWordCharacter(c);
}

bool WordStartsAt(std::string_view text, size_t position) {
  if (position < text.size() && static_cast<unsigned char>(text[position]) < 0x80) {
    return kAsciiWord[static_cast<unsigned char>(text[position])];
  }
  const UChar32 c = CharacterAt(text, position);
  return c >= 0 && IsWordCharacter(c);
}

}  // namespace utvalg
