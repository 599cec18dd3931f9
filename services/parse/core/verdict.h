// SPDX-License-Identifier: Apache-2.0
//
// Read or unreadable: what is said of a document, from its content alone. Unreadable is never
// guessed at: a person looks. Stateless, thread-safe.
#pragma once

#include "services/parse/core/parse_cv.h"
#include "utvalg/cv/v1/cv.pb.h"
#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::parse {

// The reason that stands for an extractor's failure. UNSPECIFIED for FAILURE_UNSPECIFIED.
cv::v1::NeedsPersonReason ReasonFor(extract::v1::Failure failure);

// Why a CV that was extracted and parsed still cannot be compared with anything: hardly any letters
// (NO_TEXT), or mostly characters without meaning (GARBLED). UNSPECIFIED when it can.
cv::v1::NeedsPersonReason ReasonFor(const cv::v1::Cv& cv);

}  // namespace utvalg::parse
