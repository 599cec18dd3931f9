// SPDX-License-Identifier: GPL-3.0-or-later
//
// One PDF to pages of words, with what a reader of the pages cannot see marked as such.
#pragma once

#include <string>
#include <string_view>

#include "services/parse/extract/limits.h"
#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::extract {

// Fills pages, findings and modified. A failure means that nothing could be read. europass, unless
// null, gets the Europass XML that the PDF carries, if any.
v1::Failure ReadPdf(std::string_view bytes, const Limits& limits, v1::ExtractResponse* response,
                    std::string* europass = nullptr);

}  // namespace utvalg::extract
