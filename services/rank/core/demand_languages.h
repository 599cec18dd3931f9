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
#include "utvalg/job/v1/job.pb.h"

namespace utvalg::rank {

struct DemandedLanguage {
  std::vector<std::string> codes;  // As in common/lexicon/languages.h; any of them.
  utvalg::cv::v1::LanguageLevel level = utvalg::cv::v1::LANGUAGE_LEVEL_UNSPECIFIED;
};

// Those it asks for, not those it merely mentions ("French cuisine"). A level counts for the
// languages of its own part of the sentence ("fluent Norwegian and good English"), and for those
// without one when no part with a language has one. Bokmål and Nynorsk together are Norwegian.
// Languages with "or" between them are one demand that any of them meets.
std::vector<DemandedLanguage> DemandedLanguages(std::string_view text, const AdCues& cues);

// Codes of the languages of which a criterion asks for any, as it says now or said before there was
// a list ("no|en").
std::vector<std::string> LanguageCodes(const utvalg::job::v1::Criterion& criterion);

// The highest level the text names.
utvalg::cv::v1::LanguageLevel DemandedLevel(std::string_view text);

}  // namespace utvalg::rank
