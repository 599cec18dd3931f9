// SPDX-License-Identifier: Apache-2.0
//
// What the extractor found on pages or in blocks, as paragraphs in reading order. The first step of
// parse_cv.
//
// The response is untrusted but re-validated by the caller: valid UTF-8, finite coordinates,
// indexes in range. Pure, thread-safe; never fails.
#pragma once

#include "services/parse/core/document.h"
#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::parse {

Document BuildDocument(const utvalg::extract::v1::ExtractResponse& response);

}  // namespace utvalg::parse
