// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/symbol_fonts.h"

#include <string>

#include "services/parse/extract/ascii.h"

namespace utvalg::extract {
namespace {

bool ContainsAny(const std::string& name, std::initializer_list<const char*> words) {
  for (const char* word : words)
    if (Contains(name, word)) return true;
  return false;
}

}  // namespace

bool IsIconFont(std::string_view name) {
  return ContainsAny(Lower(name), {"awesome", "icon", "fontello", "glyphicon", "academicons",
                                   "icomoon", "typicons", "materialdesign", "phosphor", "remixicon",
                                   "boxicons", "simple-line", "linearicons", "entypo"});
}

bool IsSymbolFont(std::string_view name) {
  return ContainsAny(Lower(name), {"wingding", "webding", "zapfdingbat", "dingbat", "marvosym",
                                   "opensymbol", "standardsymbols", "symbolmt"}) ||
         Lower(name) == "symbol";
}

char32_t SymbolMeaning(std::string_view font, char32_t c) {
  const bool private_use = c >= 0xF000 && c <= 0xF0FF;
  const char32_t code = private_use ? c - 0xF000 : c;
  if (!IsSymbolFont(font)) {
    if (!private_use) return c;
    // Word's bullets, which keep these codes whatever the font is called.
    return code == 0xB7 || code == 0xA7 || code == 0xD8 ? 0x2022 : 0;
  }
  switch (code) {
    case 0xB7:  // Symbol's bullet.
    case 0x6C:
    case 0x9F:
    case 0x9E:
    case 0xA7:  // Wingdings' squares and circles.
    case 0x6E:
    case 0x71:
    case 0xA8:
    case 0x73:
    case 0x76:
    case 0xD8:
    case 0xE0:
    case 0xF0:
      return 0x2022;
    case 0xFC:
    case 0xFE:
      return 0x2713;
    default:
      // Characters that are no dingbats, as a viewer's substitute font would show them.
      return code >= 0x2000 && (code < 0xE000 || code > 0xF8FF) ? code : 0;
  }
}

}  // namespace utvalg::extract
