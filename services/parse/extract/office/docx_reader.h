// SPDX-License-Identifier: GPL-3.0-or-later
//
// A DOCX package to blocks: page headers, body, footnotes, page footers.
#pragma once

#include <string_view>

#include "services/parse/extract/limits.h"
#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::extract {

v1::Failure ReadDocx(std::string_view bytes, const Limits& limits, v1::ExtractResponse* response);

}  // namespace utvalg::extract
