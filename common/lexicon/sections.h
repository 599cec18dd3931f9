// SPDX-License-Identifier: Apache-2.0
//
// What the sections of a CV are for. Used by embed (what is one passage) and rank (what is read).
#pragma once

#include "utvalg/cv/v1/cv.pb.h"

namespace utvalg::lexicon {

// Whether things are named under this heading rather than told of: what goes on for long there,
// with the small words of sentences, is something else.
inline bool NamesThings(cv::v1::SectionKind kind) {
  switch (kind) {
    case cv::v1::SECTION_KIND_LANGUAGES:
    case cv::v1::SECTION_KIND_LICENCES:
    case cv::v1::SECTION_KIND_CERTIFICATES:
    case cv::v1::SECTION_KIND_COURSES:
      return true;
    default:
      return false;
  }
}

}  // namespace utvalg::lexicon
