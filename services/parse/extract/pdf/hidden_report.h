// SPDX-License-Identifier: GPL-3.0-or-later
//
// Findings about hidden words, once all pages are read. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::extract {

// Adds one finding for each page and kind of hiding. Lines that a page break cut off and the
// neighbouring page shows in full are no secret: some programs draw them on both pages; they are
// taken out. invisible[i]: words with invisible characters on page i.
void ReportHidden(const std::vector<uint32_t>& invisible, v1::ExtractResponse* response);

}  // namespace utvalg::extract
