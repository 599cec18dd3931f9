// SPDX-License-Identifier: GPL-3.0-or-later
//
// JSON Resume (jsonresume.org, schema 1.0 and older) and Reactive Resume's JSON to blocks.
#pragma once

#include <string_view>

#include "services/parse/extract/limits.h"
#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::extract {

v1::Failure ReadJsonResume(std::string_view bytes, const Limits& limits,
                           v1::ExtractResponse* response);

}  // namespace utvalg::extract
