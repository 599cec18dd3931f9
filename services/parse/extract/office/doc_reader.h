// SPDX-License-Identifier: GPL-3.0-or-later
//
// A binary Word document (97 to 2003; the text alone of Word 6 and 95) to blocks.
#pragma once

#include <string_view>

#include "services/parse/extract/limits.h"
#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::extract {

v1::Failure ReadDoc(std::string_view bytes, const Limits& limits, v1::ExtractResponse* response);

}  // namespace utvalg::extract
