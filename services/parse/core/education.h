// SPDX-License-Identifier: Apache-2.0
//
// Education with degree, field, institution, level and dates. Used by parse_cv. Pure, thread-safe.
#pragma once

#include <vector>

#include "services/parse/core/sections.h"
#include "utvalg/cv/v1/cv.pb.h"

namespace utvalg::parse {

// In the order of the CV.
std::vector<utvalg::cv::v1::Education> ReadEducation(const SectionedText& cv);

}  // namespace utvalg::parse
