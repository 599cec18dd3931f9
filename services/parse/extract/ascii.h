// SPDX-License-Identifier: GPL-3.0-or-later
//
// ASCII helpers over std::string_view; Debian's Abseil has a string_view of its own. Bytes above
// 0x7F are left alone.
#pragma once

#include <string>
#include <string_view>

namespace utvalg::extract {

inline bool Contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

inline constexpr std::string_view kAsciiSpace = " \t\n\r\f\v";

inline std::string_view StripLeft(std::string_view text) {
  const size_t begin = text.find_first_not_of(kAsciiSpace);
  return begin == std::string_view::npos ? std::string_view() : text.substr(begin);
}

inline std::string_view StripRight(std::string_view text) {
  return text.substr(0, text.find_last_not_of(kAsciiSpace) + 1);
}

inline std::string_view Strip(std::string_view text) { return StripLeft(StripRight(text)); }

inline bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }

inline std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

}  // namespace utvalg::extract
