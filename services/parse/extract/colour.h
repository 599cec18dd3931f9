// SPDX-License-Identifier: GPL-3.0-or-later
//
// Colours as 0xRRGGBB, and whether two can be told apart. Stateless.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace utvalg::extract {

// Contrast as WCAG counts it, 1 (none) to 21.
double Contrast(uint32_t a, uint32_t b);

// Below this contrast no reader tells text from its background.
inline constexpr double kMinContrast = 1.15;

// "1F3864" or "#1F3864" or "#fff".
std::optional<uint32_t> ParseHexColour(std::string_view text);

}  // namespace utvalg::extract
