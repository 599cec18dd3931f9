// SPDX-License-Identifier: Apache-2.0
//
// The summary of a CV: the section that is called so, or the prose between header and first
// section. Used by parse_cv. Pure.
#pragma once

#include "services/parse/core/sections.h"
#include "utvalg/cv/v1/cv.pb.h"

namespace utvalg::parse {

// Range of blind text; empty when there is none.
utvalg::cv::v1::Span FindSummary(const SectionedText& cv);

}  // namespace utvalg::parse
