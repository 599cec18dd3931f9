// SPDX-License-Identifier: Apache-2.0
//
// Jobs, voluntary work and positions of trust with title, employer, place and dates. Which piece of
// an entry is which is voted on over the whole section, since one CV writes all its entries in one
// order. Used by parse_cv. Pure, thread-safe.
#pragma once

#include <vector>

#include "common/lexicon/dates.h"
#include "common/taxonomy/taxonomy.h"
#include "services/parse/core/sections.h"
#include "utvalg/cv/v1/cv.pb.h"

namespace utvalg::parse {

// In the order of the CV. `now` ends current jobs for counting months.
std::vector<utvalg::cv::v1::Experience> ReadExperience(const SectionedText& cv,
                                                       const taxonomy::Taxonomy& taxonomy,
                                                       const lexicon::Date& now);

// Months covered by the jobs, overlaps counted once. Voluntary work does not count.
uint32_t TotalMonths(const std::vector<utvalg::cv::v1::Experience>& jobs, const lexicon::Date& now);

}  // namespace utvalg::parse
