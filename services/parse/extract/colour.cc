// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/colour.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace utvalg::extract {
namespace {

double Luminance(uint32_t colour) {
  static const std::array<double, 256> kLinear = [] {
    std::array<double, 256> table;
    for (size_t i = 0; i < table.size(); ++i) {
      const double v = static_cast<double>(i) / 255.0;
      table[i] = v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    }
    return table;
  }();
  return 0.2126 * kLinear[colour >> 16 & 0xFF] + 0.7152 * kLinear[colour >> 8 & 0xFF] +
         0.0722 * kLinear[colour & 0xFF];
}

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

double Contrast(uint32_t a, uint32_t b) {
  if (a == b) return 1;
  const double la = Luminance(a), lb = Luminance(b);
  return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

std::optional<uint32_t> ParseHexColour(std::string_view text) {
  if (text.starts_with('#')) text.remove_prefix(1);
  if (text.size() != 6 && text.size() != 3) return std::nullopt;
  uint32_t colour = 0;
  for (const char c : text) {
    const int digit = HexDigit(c);
    if (digit < 0) return std::nullopt;
    colour = colour << 4 | static_cast<uint32_t>(digit);
    if (text.size() == 3) colour = colour << 4 | static_cast<uint32_t>(digit);
  }
  return colour;
}

}  // namespace utvalg::extract
