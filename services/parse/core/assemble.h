// SPDX-License-Identifier: Apache-2.0
//
// Facts of the redacted document put together as messages: the Cv from the blind text alone, the
// layout and the identity's spans beside it. Used by parse_cv. Pure.
#pragma once

#include "common/lexicon/dates.h"
#include "common/taxonomy/taxonomy.h"
#include "services/parse/core/redact.h"
#include "services/parse/core/sections.h"
#include "utvalg/cv/v1/cv.pb.h"
#include "utvalg/identity/v1/identity.pb.h"

namespace utvalg::parse {

// received: as ParseOptions::received.
utvalg::cv::v1::Cv AssembleCv(const SectionedText& text, const taxonomy::Taxonomy& taxonomy,
                              const lexicon::Date& received);
utvalg::identity::v1::CvIdentity AssembleIdentity(const RedactedDocument& redacted,
                                                  const SectionedText& text);
utvalg::identity::v1::CvLayout AssembleLayout(const SectionedText& text);

}  // namespace utvalg::parse
