// SPDX-License-Identifier: Apache-2.0
//
// From blind text back to the page: where a span begins. Used for evidence that a person wants to
// see in the document.
#pragma once

#include "utvalg/cv/v1/cv.pb.h"
#include "utvalg/identity/v1/identity.pb.h"

namespace utvalg::ingest {

// The line on which `span` begins, or the next one behind it when it begins between lines; page 0
// when there is none.
identity::v1::PlacedSpan Locate(const identity::v1::CvLayout& layout, const cv::v1::Span& span);

}  // namespace utvalg::ingest
