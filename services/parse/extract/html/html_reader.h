// SPDX-License-Identifier: GPL-3.0-or-later
//
// HTML to blocks, as a browser would show it: scripts are not run, nothing is loaded.
#pragma once

#include <string_view>

#include "services/parse/extract/block_writer.h"
#include "services/parse/extract/limits.h"
#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::extract {

v1::Failure ReadHtml(std::string_view bytes, const Limits& limits, v1::ExtractResponse* response);

// The blocks alone, for HTML inside another document. utf8 must be decoded already.
void WriteHtml(std::string_view utf8, BlockWriter* writer);

}  // namespace utvalg::extract
