// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/colour.h"

#include <algorithm>
#include <cmath>

namespace utvalg::extract {
namespace {

double Luminance(uint32_t colour) {
  const auto linear = [](uint32_t byte) {
    const double v = byte / 255.0;
    return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour >> 16 & 0xFF) + 0.7152 * linear(colour >> 8 & 0xFF) +
         0.0722 * linear(colour & 0xFF);
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
