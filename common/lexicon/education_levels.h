// SPDX-License-Identifier: Apache-2.0
//
// Degree words to levels of education: "Bachelor i sykepleie", "M.Sc.", "fagbrev", "cand.polit.",
// "vg3", "PhD". Used by parse and rank. Stateless, thread-safe; never fails. Offsets are bytes of
// the text given.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "utvalg/cv/v1/cv.pb.h"

namespace utvalg::lexicon {

struct DegreeMention {
  size_t begin = 0;
  size_t end = 0;
  utvalg::cv::v1::EducationLevel level = utvalg::cv::v1::EDUCATION_LEVEL_UNSPECIFIED;
};

// All degree words of text from left to right; the longest wins.
std::vector<DegreeMention> FindDegrees(std::string_view text);

// The highest level named in text, UNSPECIFIED when none is.
utvalg::cv::v1::EducationLevel HighestLevel(std::string_view text);

// First digit of NUS2000 for a level ("2" primary, "4" upper secondary and vocational, "5" higher
// vocational, "6", "7", "8"),
// "" for UNSPECIFIED.
std::string_view NusDigit(utvalg::cv::v1::EducationLevel level);

// The names of the JSON output and of job files: "primary", "upper_secondary", "vocational",
// "higher_vocational", "bachelor", "master", "doctorate"; "" for UNSPECIFIED.
std::string_view EducationLevelName(utvalg::cv::v1::EducationLevel level);
utvalg::cv::v1::EducationLevel EducationLevelFromName(std::string_view name);

}  // namespace utvalg::lexicon
