// SPDX-License-Identifier: Apache-2.0
//
// Language skills of a CV with their levels, oral and written apart where the CV tells them apart.
// Used by parse_cv. Pure, thread-safe.
#pragma once

#include <vector>

#include "services/parse/core/sections.h"
#include "utvalg/cv/v1/cv.pb.h"

namespace utvalg::parse {

// One entry per language, in order of first place.
std::vector<utvalg::cv::v1::LanguageSkill> ReadLanguages(const SectionedText& cv);

}  // namespace utvalg::parse
