// SPDX-License-Identifier: Apache-2.0
//
// Concatenation and splitting in terms of std::string_view. Debian's Abseil is built with a
// string_view of its own that std::string_view does not convert to, so absl::StrCat and
// absl::StrSplit cannot take ours.
#pragma once

#include <charconv>
#include <concepts>
#include <string>
#include <string_view>
#include <vector>

namespace utvalg {

namespace internal_strings {
inline void AppendPiece(std::string* out, std::string_view piece) { out->append(piece); }
template <std::integral T>
requires(!std::same_as<T, char> && !std::same_as<T, bool>) void AppendPiece(std::string* out,
                                                                            T number) {
  char digits[24];
  out->append(digits, std::to_chars(digits, digits + sizeof(digits), number).ptr);
}
}  // namespace internal_strings

// Strings, string_views and integers, one after the other.
template <typename... Pieces>
std::string Cat(const Pieces&... pieces) {
  std::string out;
  (internal_strings::AppendPiece(&out, pieces), ...);
  return out;
}

// Views into text between the separators; one view of all of it when there is none.
inline std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  size_t begin = 0;
  for (size_t end; (end = text.find(separator, begin)) != std::string_view::npos; begin = end + 1) {
    parts.push_back(text.substr(begin, end - begin));
  }
  parts.push_back(text.substr(begin));
  return parts;
}

}  // namespace utvalg
