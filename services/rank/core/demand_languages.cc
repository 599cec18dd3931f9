// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/demand_languages.h"

#include <algorithm>
#include <array>
#include <utility>

#include "common/lexicon/languages.h"
#include "services/rank/core/phrases.h"

namespace utvalg::rank {
namespace {

using cv::v1::LANGUAGE_LEVEL_UNSPECIFIED;
using cv::v1::LanguageLevel;

// "norskkunnskaper", "tysktalende": compounds name a language that FindLanguages, which looks for
// words, does not see. Empty when the word is none.
std::string_view OfCompound(std::string_view folded) {
  for (const std::string_view tail : {"kunn", "ferd", "tal", "språk", "spr"}) {
    const size_t at = folded.find(tail);
    if (at == std::string_view::npos || at < 4) continue;
    const auto mentions = lexicon::FindLanguages(folded.substr(0, at));
    if (mentions.size() == 1 && mentions.front().begin == 0 && mentions.front().end == at)
      return mentions.front().code;
  }
  return {};
}

std::vector<std::string_view> Codes(std::string_view text) {
  std::vector<std::string_view> codes;
  const auto add = [&](std::string_view code) {
    if (!code.empty() && std::find(codes.begin(), codes.end(), code) == codes.end())
      codes.push_back(code);
  };
  for (const Word& word : SplitWords(text)) add(OfCompound(word.folded));
  for (const lexicon::LanguageMention& mention : lexicon::FindLanguages(text)) add(mention.code);
  return codes;
}

// Parts between which a level does not reach.
std::vector<std::string_view> Parts(std::string_view text) {
  static constexpr std::array<std::string_view, 6> kJoints = {" and ", " og ",  " samt ",
                                                              ", ",    " men ", " but "};
  std::vector<std::string_view> parts;
  while (true) {
    size_t first = std::string_view::npos;
    size_t length = 0;
    for (const std::string_view joint : kJoints) {
      const size_t at = text.find(joint);
      if (at >= first) continue;
      first = at;
      length = joint.size();
    }
    parts.push_back(text.substr(0, first));
    if (first == std::string_view::npos) return parts;
    text.remove_prefix(first + length);
  }
}

bool IsNorwegian(std::string_view code) { return code == "no" || code == "nb" || code == "nn"; }

void JoinNorwegian(std::vector<DemandedLanguage>* languages) {
  const auto first =
      std::find_if(languages->begin(), languages->end(),
                   [](const DemandedLanguage& language) { return IsNorwegian(language.code); });
  if (first == languages->end()) return;
  bool several = false;
  for (auto other = first + 1; other != languages->end(); ++other) {
    if (!IsNorwegian(other->code)) continue;
    several = true;
    first->level = std::max(first->level, other->level);
  }
  if (!several) return;
  first->code = "no";
  const auto rest =
      std::remove_if(first + 1, languages->end(),
                     [](const DemandedLanguage& language) { return IsNorwegian(language.code); });
  languages->erase(rest, languages->end());
}

}  // namespace

LanguageLevel DemandedLevel(std::string_view text) {
  LanguageLevel level = LANGUAGE_LEVEL_UNSPECIFIED;
  for (const lexicon::LevelMention& mention : lexicon::FindLanguageLevels(text))
    level = std::max(level, mention.level);
  return level;
}

std::vector<DemandedLanguage> DemandedLanguages(std::string_view text, const AdCues& cues) {
  const LanguageLevel highest = DemandedLevel(text);
  const std::vector<Word> words = SplitWords(text);
  const bool compound = std::any_of(words.begin(), words.end(), [](const Word& word) {
    return !OfCompound(word.folded).empty();
  });
  std::vector<DemandedLanguage> languages;
  if (!cues.language && highest == LANGUAGE_LEVEL_UNSPECIFIED && !compound) return languages;
  bool any_level = false;
  for (const std::string_view part : Parts(text)) {
    const LanguageLevel level = DemandedLevel(part);
    for (const std::string_view code : Codes(part)) {
      const auto known =
          std::find_if(languages.begin(), languages.end(),
                       [&](const DemandedLanguage& language) { return language.code == code; });
      any_level = any_level || level != LANGUAGE_LEVEL_UNSPECIFIED;
      if (known != languages.end()) {
        known->level = std::max(known->level, level);
      } else {
        languages.push_back({code, level});
      }
    }
  }
  JoinNorwegian(&languages);
  if (!any_level) {
    for (DemandedLanguage& language : languages) language.level = highest;
  }
  return languages;
}

}  // namespace utvalg::rank
