// SPDX-License-Identifier: GPL-3.0-or-later
//
// One line of Markdown to styled text: **bold**, *italic*, `code`, [text](target), <target>,
// \escapes.
#pragma once

#include <string_view>

#include "services/parse/extract/block_writer.h"

namespace utvalg::extract {

void WriteMarkdown(std::string_view line, BlockWriter* writer);

}  // namespace utvalg::extract
