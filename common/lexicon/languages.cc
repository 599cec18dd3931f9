// SPDX-License-Identifier: Apache-2.0
#include "common/lexicon/languages.h"

#include <string>

#include "common/base/words.h"
#include "common/lexicon/phrases.h"

namespace utvalg::lexicon {
namespace {

struct Language {
  std::string_view code;
  std::string_view english;
  std::string_view names;  // Lower case: English, Bokmål, Nynorsk.
};

constexpr Language kLanguages[] = {
#include "common/lexicon/language_names.inc"
};

const PhraseTable<const Language*>& Names() {
  static const auto& table = *[] {
    auto* names = new PhraseTable<const Language*>();
    for (const Language& language : kLanguages) names->Add(language.names, &language);
    return names;
  }();
  return table;
}

// English verbs and the like, unless written with a capital.
bool NeedsCapital(std::string_view name) { return name == "polish" || name == "latin"; }

}  // namespace

std::vector<LanguageMention> FindLanguages(std::string_view text) {
  std::vector<LanguageMention> mentions;
  const std::string lower = LowerAligned(text);
  for (const auto& hit : Names().FindAll(lower)) {
    const std::string_view name(lower.data() + hit.begin, hit.end - hit.begin);
    if (NeedsCapital(name) && text[hit.begin] == lower[hit.begin]) continue;
    mentions.push_back({hit.begin, hit.end, hit.value->code});
  }
  return mentions;
}

std::string_view LanguageCode(std::string_view name) {
  const std::string lower = LowerAligned(name);
  PhraseTable<const Language*>::Hit hit;
  if (!Names().At(lower, 0, &hit) || hit.end != lower.size()) return {};
  return hit.value->code;
}

std::string_view LanguageEnglishName(std::string_view code) {
  for (const Language& language : kLanguages) {
    if (language.code == code) return language.english;
  }
  return {};
}

}  // namespace utvalg::lexicon
