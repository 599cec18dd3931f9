// SPDX-License-Identifier: Apache-2.0
//
// The languages a sentence of an advertisement asks for, each with its level. Used by demand.h.
// Stateless, thread-safe.
#pragma once

#include <string_view>
#include <vector>

#include "services/rank/core/ad_cues.h"
#include "utvalg/cv/v1/cv.pb.h"

namespace utvalg::rank {

struct DemandedLanguage {
  std::string_view code;  // As in common/lexicon/languages.h.
  utvalg::cv::v1::LanguageLevel level = utvalg::cv::v1::LANGUAGE_LEVEL_UNSPECIFIED;
};

// Those it asks for, not those it merely mentions ("French cuisine"). A level counts for the
// languages of its own part of the sentence ("fluent Norwegian and good English"), and for those
// without one when no part with a language has one. Bokmål and Nynorsk together are Norwegian.
std::vector<DemandedLanguage> DemandedLanguages(std::string_view text, const AdCues& cues);

// The highest level the text names.
utvalg::cv::v1::LanguageLevel DemandedLevel(std::string_view text);

}  // namespace utvalg::rank
