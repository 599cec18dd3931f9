// SPDX-License-Identifier: GPL-3.0-or-later
//
// An OpenDocument text to blocks: page headers, body, page footers.
#pragma once

#include <string_view>

#include "services/parse/extract/limits.h"
#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::extract {

v1::Failure ReadOdt(std::string_view bytes, const Limits& limits, v1::ExtractResponse* response);

}  // namespace utvalg::extract
