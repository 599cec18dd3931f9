// SPDX-License-Identifier: Apache-2.0
//
// Driving licences of a CV, from a section of licences or from a line anywhere ("Førerkort: B").
// Used by parse_cv. Pure, thread-safe.
#pragma once

#include <vector>

#include "services/parse/core/sections.h"
#include "utvalg/cv/v1/cv.pb.h"

namespace utvalg::parse {

// One entry per class, in order of first place.
std::vector<utvalg::cv::v1::DrivingLicence> ReadLicences(const SectionedText& cv);

}  // namespace utvalg::parse
