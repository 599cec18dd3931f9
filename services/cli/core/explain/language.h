// SPDX-License-Identifier: Apache-2.0
//
// The languages in which a score is explained: Norwegian bokmål and nynorsk, and English.
#pragma once

#include <optional>
#include <string_view>

namespace utvalg::cli {

enum class Language { kBokmal, kNynorsk, kEnglish };

// "nb", "nn" or "en"; nothing for any other word.
inline std::optional<Language> LanguageOf(std::string_view tag) {
  if (tag == "nb") return Language::kBokmal;
  if (tag == "nn") return Language::kNynorsk;
  if (tag == "en") return Language::kEnglish;
  return std::nullopt;
}

}  // namespace utvalg::cli
