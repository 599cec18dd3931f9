// SPDX-License-Identifier: GPL-3.0-or-later
//
// Some programs embed fonts whose map to Unicode lacks the ligatures: "financial" arrives as
// "?nancial". Which ligature a nameless glyph is can be told from its width and from the letters it
// stands between. Pure.
#pragma once

#include "services/parse/extract/pdf/page_content.h"

namespace utvalg::extract {

// Gives unmapped glyphs inside words their letters where that is certain enough; leaves the others
// alone.
void RepairLigatures(PageContent* page);

}  // namespace utvalg::extract
