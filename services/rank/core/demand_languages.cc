// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/demand_languages.h"

#include <algorithm>
#include <array>
#include <utility>

#include "common/base/strings.h"
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

// Where a text names a language, and how.
struct Mention {
  size_t begin = 0;
  size_t end = 0;
  std::string_view code;
};

// In the order of the text.
std::vector<Mention> Mentions(std::string_view text) {
  std::vector<Mention> mentions;
  for (const Word& word : SplitWords(text)) {
    const std::string_view code = OfCompound(word.folded);
    if (!code.empty()) mentions.push_back({word.begin, word.end, code});
  }
  for (const lexicon::LanguageMention& mention : lexicon::FindLanguages(text))
    mentions.push_back({mention.begin, mention.end, mention.code});
  std::stable_sort(mentions.begin(), mentions.end(),
                   [](const Mention& a, const Mention& b) { return a.begin < b.begin; });
  return mentions;
}

// How two languages are asked for, by the words between them: either, one after the other in a
// list that goes on ("norsk, svensk eller dansk"), or both.
enum class Joint { kEither, kListed, kBoth };

Joint JointOf(std::string_view between) {
  // "god norsk eller engelsk i tillegg til tysk", but not a whole clause between.
  constexpr size_t kMostWords = 4;
  const std::vector<Word> words = SplitWords(between);
  if (words.empty() && between.find(',') != std::string_view::npos) return Joint::kListed;
  bool either = false;
  for (const Word& word : words) {
    either = either || word.folded == "or" || word.folded == "eller";
    if (word.folded == "and" || word.folded == "og" || word.folded == "samt") return Joint::kBoth;
  }
  return either && words.size() <= kMostWords ? Joint::kEither : Joint::kBoth;
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

// A language asked for and the stretch that asks for it.
struct Asked {
  DemandedLanguage language;
  size_t begin = 0;
  size_t end = 0;
};

void JoinNorwegian(std::vector<Asked>* languages) {
  const auto first = std::find_if(languages->begin(), languages->end(), [](const Asked& asked) {
    return IsNorwegian(asked.language.codes.front());
  });
  if (first == languages->end()) return;
  bool several = false;
  for (auto other = first + 1; other != languages->end(); ++other) {
    if (!IsNorwegian(other->language.codes.front())) continue;
    if (other == first + 1) first->end = other->end;
    several = true;
    first->language.level = std::max(first->language.level, other->language.level);
  }
  if (!several) return;
  first->language.codes = {"no"};
  const auto rest = std::remove_if(first + 1, languages->end(), [](const Asked& asked) {
    return IsNorwegian(asked.language.codes.front());
  });
  languages->erase(rest, languages->end());
}

// Languages of which any will do become one demand, at the highest level asked of them.
std::vector<DemandedLanguage> JoinAlternatives(std::string_view text,
                                               const std::vector<Asked>& languages) {
  std::vector<Joint> joints(languages.size(), Joint::kBoth);
  for (size_t i = languages.size(); i-- > 1;) {
    const size_t end = std::min(languages[i - 1].end, languages[i].begin);
    joints[i - 1] = JointOf(text.substr(end, languages[i].begin - end));
    // A comma joins as the "or" or "and" at the end of its list does.
    if (joints[i - 1] == Joint::kListed) joints[i - 1] = joints[i];
  }
  std::vector<DemandedLanguage> joined;
  for (size_t i = 0; i < languages.size(); ++i) {
    if (i == 0 || joints[i - 1] != Joint::kEither) {
      joined.push_back(languages[i].language);
      continue;
    }
    joined.back().codes.push_back(languages[i].language.codes.front());
    joined.back().level = std::max(joined.back().level, languages[i].language.level);
  }
  return joined;
}

}  // namespace

std::vector<std::string> LanguageCodes(const job::v1::Criterion& criterion) {
  std::vector<std::string> codes(criterion.language_codes().begin(),
                                 criterion.language_codes().end());
  if (!codes.empty() || criterion.language_code().empty()) return codes;
  for (const std::string_view code : Split(criterion.language_code(), '|'))
    codes.emplace_back(code);
  return codes;
}

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
  if (!cues.language && highest == LANGUAGE_LEVEL_UNSPECIFIED && !compound) return {};
  std::vector<Asked> languages;
  bool any_level = false;
  for (const std::string_view part : Parts(text)) {
    const LanguageLevel level = DemandedLevel(part);
    const auto at = static_cast<size_t>(part.data() - text.data());
    for (const Mention& mention : Mentions(part)) {
      const auto known = std::find_if(languages.begin(), languages.end(), [&](const Asked& asked) {
        return asked.language.codes.front() == mention.code;
      });
      any_level = any_level || level != LANGUAGE_LEVEL_UNSPECIFIED;
      if (known != languages.end()) {
        known->language.level = std::max(known->language.level, level);
      } else {
        languages.push_back(
            {{{std::string(mention.code)}, level}, at + mention.begin, at + mention.end});
      }
    }
  }
  JoinNorwegian(&languages);
  if (!any_level) {
    for (Asked& asked : languages) asked.language.level = highest;
  }
  return JoinAlternatives(text, languages);
}

}  // namespace utvalg::rank
