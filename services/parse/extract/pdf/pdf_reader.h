// SPDX-License-Identifier: GPL-3.0-or-later
//
// One PDF to pages of words, with what a reader of the pages cannot see marked as such.
#pragma once

#include <string_view>

#include "services/parse/extract/limits.h"
#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::extract {

// Fills pages, findings, modified and attached_xml. A failure means that nothing could be read.
v1::Failure ReadPdf(std::string_view bytes, const Limits& limits, v1::ExtractResponse* response);

}  // namespace utvalg::extract
