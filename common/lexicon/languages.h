// SPDX-License-Identifier: Apache-2.0
//
// Names of languages and of language levels in Bokmål, Nynorsk and English. Used by parse (language
// skills of a CV) and rank (demands of an advertisement). Stateless, thread-safe; never fails.
// Offsets are bytes of the text given.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "utvalg/cv/v1/cv.pb.h"

namespace utvalg::lexicon {

struct LanguageMention {
  size_t begin = 0;
  size_t end = 0;
  std::string_view code;  // ISO 639-1, or 639-3 where 639-1 has none (sign languages: "nsl").
                          // Bokmål "nb", Nynorsk "nn", Norwegian without further word "no".
};

// All names of languages in text at word borders, whatever the case; the longest name wins.
std::vector<LanguageMention> FindLanguages(std::string_view text);

// Code of a text that is nothing but the name of a language, "" otherwise.
std::string_view LanguageCode(std::string_view name);

// English name for a code, "" when unknown. For showing.
std::string_view LanguageEnglishName(std::string_view code);

enum class LanguageUse { kOverall, kOral, kWritten };

struct LevelMention {
  size_t begin = 0;
  size_t end = 0;
  utvalg::cv::v1::LanguageLevel level = utvalg::cv::v1::LANGUAGE_LEVEL_UNSPECIFIED;
  LanguageUse use = LanguageUse::kOverall;
};

// All levels in text: CEFR ("B2", "C1/C2" gives the higher), words ("morsmål", "fluent", "svært
// godt", "professional working proficiency"), each with the use it is said of ("muntlig: flytende,
// skriftlig: godt"). "god muntlig og skriftlig" gives two.
std::vector<LevelMention> FindLanguageLevels(std::string_view text);

}  // namespace utvalg::lexicon
