// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plain text and Markdown to blocks. One block for each group of lines without an empty line
// between; inside it "\n" stands between lines, and lines that were only wrapped are joined again.
// Headings (#, or underlined) and list items are blocks of their own. Three or more spaces in a row
// become a tab.
#pragma once

#include <string_view>

#include "services/parse/extract/limits.h"
#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::extract {

v1::Failure ReadText(std::string_view bytes, const Limits& limits, v1::ExtractResponse* response);

}  // namespace utvalg::extract
