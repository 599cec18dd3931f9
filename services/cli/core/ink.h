// SPDX-License-Identifier: Apache-2.0
//
// Colour and weight of terminal text. Painting happens after all measuring, and only where the
// caller asked for colour (a terminal, and no NO_COLOR). Stateless, thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace utvalg::cli {

enum class Ink { kPlain, kBold, kDim, kGood, kWarning, kBad, kAccent };

// text between the escape sequences of ink; text itself when colour is false or ink is kPlain.
inline std::string Paint(std::string_view text, Ink ink, bool colour) {
  constexpr std::string_view kCodes[] = {"", "1", "2", "32", "33", "31", "36"};
  const std::string_view code = kCodes[static_cast<int>(ink)];
  if (!colour || code.empty() || text.empty()) return std::string(text);
  return std::string("\x1b[").append(code).append("m").append(text).append("\x1b[0m");
}

}  // namespace utvalg::cli
