// SPDX-License-Identifier: GPL-3.0-or-later
//
// RTF to blocks, by a reader of our own: a stack of groups, a table of the control words that
// matter, and everything else skipped. Needs no look-ahead and no recursion, so no document can
// exhaust it.
#pragma once

#include <string_view>

#include "services/parse/extract/limits.h"
#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::extract {

v1::Failure ReadRtf(std::string_view bytes, const Limits& limits, v1::ExtractResponse* response);

}  // namespace utvalg::extract
