// SPDX-License-Identifier: Apache-2.0
//
// Certificates, authorisations and courses of a CV with issuer and dates. Used by parse_cv. Pure,
// thread-safe.
#pragma once

#include <vector>

#include "services/parse/core/sections.h"
#include "utvalg/cv/v1/cv.pb.h"

namespace utvalg::parse {

// From sections of certificates and courses, in order.
std::vector<utvalg::cv::v1::Certificate> ReadCertificates(const SectionedText& cv);

}  // namespace utvalg::parse
