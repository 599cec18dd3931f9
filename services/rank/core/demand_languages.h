// SPDX-License-Identifier: Apache-2.0
//
// The languages a sentence of an advertisement asks for, each with its level. Used by demand.h.
// Stateless, thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/rank/core/ad_cues.h"
#include "utvalg/cv/v1/cv.pb.h"

namespace utvalg::rank {

// Stands between the codes of languages of which any will do (Criterion.language_code).
inline constexpr char kAnyLanguage = '|';

struct DemandedLanguage {
  std::string codes;  // As in common/lexicon/languages.h; "no|en": either.
  utvalg::cv::v1::LanguageLevel level = utvalg::cv::v1::LANGUAGE_LEVEL_UNSPECIFIED;
};

// Those it asks for, not those it merely mentions ("French cuisine"). A level counts for the
// languages of its own part of the sentence ("fluent Norwegian and good English"), and for those
// without one when no part with a language has one. Bokmål and Nynorsk together are Norwegian.
// Languages with "or" between them are one demand that any of them meets.
std::vector<DemandedLanguage> DemandedLanguages(std::string_view text, const AdCues& cues);

// The highest level the text names.
utvalg::cv::v1::LanguageLevel DemandedLevel(std::string_view text);

}  // namespace utvalg::rank
