// SPDX-License-Identifier: GPL-3.0-or-later
//
// Fonts whose characters are pictures: bullets are worth keeping, icons are not text. Stateless.
#pragma once

#include <string_view>

namespace utvalg::extract {

// Font Awesome and its kin: whatever the map says, a glyph is an icon.
bool IsIconFont(std::string_view name);
// Wingdings, Symbol, Zapf Dingbats and the like.
bool IsSymbolFont(std::string_view name);

// What a character of such a font stands for: a bullet, a check mark, a plain letter, or 0 for
// nothing sayable.
char32_t SymbolMeaning(std::string_view font, char32_t c);

}  // namespace utvalg::extract
