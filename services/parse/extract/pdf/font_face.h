// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bold, italic and monospace from what a PDF says about a font: its name first, since flags are
// often missing.
#pragma once

#include <string>

#include "services/parse/extract/pdf/page_content.h"

namespace utvalg::extract {

// flags: the font descriptor's. weight: 0 = unknown, 1..9 = 100..900.
FontFace DescribeFont(const std::string& name, int flags, int weight);

}  // namespace utvalg::extract
