// SPDX-License-Identifier: GPL-3.0-or-later
//
// One document to one response, whatever it is. Runs inside the sandbox.
#pragma once

#include <string_view>

#include "services/parse/extract/limits.h"
#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::extract {

// Loads everything that readers load lazily. Once, before the sandbox closes.
void WarmUp();

v1::ExtractResponse Extract(std::string_view document, const Limits& limits);

// The same without asking the content what it is; for fuzzing one reader.
v1::ExtractResponse ExtractAs(v1::Format format, std::string_view document, const Limits& limits);

}  // namespace utvalg::extract
