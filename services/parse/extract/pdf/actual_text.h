// SPDX-License-Identifier: GPL-3.0-or-later
//
// Replacement text (/ActualText) of a marked span. It is how Chrome writes ligatures and LaTeX its
// icons, and a way to say what nobody sees; so it is believed only where the glyphs say nothing
// themselves, or say the same shorter.
#pragma once

#include <cstddef>
#include <string>

#include "services/parse/extract/pdf/page_content.h"

namespace utvalg::extract {

// The span is the glyphs from first_glyph to the end. Rewrites their text, or counts a lie.
void ApplyActualText(const std::u32string& text, size_t first_glyph, PageContent* page);

}  // namespace utvalg::extract
