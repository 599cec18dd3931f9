// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/ad_title.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "common/base/strings.h"
#include "services/rank/core/ad_headings.h"
#include "services/rank/core/occupation_words.h"
#include "services/rank/core/phrases.h"
#include "services/rank/core/text.h"

namespace utvalg::rank {
namespace {

constexpr size_t kMaxTitleBytes = 120;
constexpr size_t kSentencesLookedAt = 30;

// "Job title: X", "Stilling: X".
std::optional<std::string> LabelledTitle(const Advertisement& advertisement) {
  static const PhraseTable kLabels({
      {1, "job title|position title|title|position|stillingstittel|stilling|tittel|jobbtittel"},
  });
  for (const AdBlock& block : advertisement.blocks) {
    const size_t colon = block.text.find(": ");
    if (colon == std::string::npos || colon > 20 || block.text.size() > kMaxTitleBytes) continue;
    const std::vector<Word> words = SplitWords(std::string_view(block.text).substr(0, colon));
    const auto matches = kLabels.Find(words);
    if (!matches.empty() && matches.front().words == words.size()) {
      return block.text.substr(colon + 2);
    }
  }
  return std::nullopt;
}

// Numbers of organisations and posts, labels of forms.
bool IsRegistration(std::string_view line) {
  const auto digits = std::count_if(line.begin(), line.end(), IsAsciiDigit);
  return digits >= 6 || line.ends_with(":");
}

std::string FirstLineTitle(const Advertisement& advertisement) {
  for (const AdBlock& block : advertisement.blocks) {
    if (HeadingSection(block.text) || block.kind == AdBlock::Kind::kListItem) continue;
    if (IsRegistration(block.text)) continue;
    if (block.text.size() <= kMaxTitleBytes && !block.text.ends_with(".")) return block.text;
    break;
  }
  return "";
}

// A title that is a sentence or a slogan names no occupation by itself.
bool IsSlogan(std::string_view title) {
  static const PhraseTable kSlogan({
      {1,
       "vil du|har du|er du|vi søker|vi søkjer|søker vi|join|do you|are you|bli|klar for|"
       "ønsker du|ynskjer du|ønskjer du|nye utfordringer|nye utfordringar|kan du|team|søker"},
  });
  return title.ends_with("?") || title.ends_with("!") || SplitWords(title).size() > 9 ||
         kSlogan.ContainsAny(title);
}

// The occupation that is named most often, the first of equals; short names are too often ordinary
// words.
OccupationWords MostNamed(std::string_view text, const taxonomy::Taxonomy& taxonomy) {
  constexpr size_t kShortestName = 8;
  std::map<std::string_view, int> counts;
  OccupationWords most;
  int highest = 0;
  const auto mentions = taxonomy.FindOccupationMentions(text);
  for (const auto& mention : mentions) {
    if (mention.end - mention.begin >= kShortestName) ++counts[mention.occupation.isco];
  }
  for (const auto& mention : mentions) {
    const auto count = counts.find(mention.occupation.isco);
    if (count == counts.end() || count->second <= highest ||
        mention.end - mention.begin < kShortestName)
      continue;
    highest = count->second;
    most = {std::string(text.substr(mention.begin, mention.end - mention.begin)),
            mention.occupation};
  }
  return most;
}

struct Sought {
  OccupationWords words;
  std::string quote;
};

// Who is sought, in the title and then in the first sentences: the first that is an occupation,
// else the first named.
std::optional<Sought> FindSought(const Advertisement& advertisement, std::string_view title,
                                 const taxonomy::Taxonomy& taxonomy) {
  std::vector<std::string_view> sentences = {title};
  for (const AdBlock& block : advertisement.blocks) {
    if (block.section == AdSection::kOffer || block.section == AdSection::kApply) continue;
    for (const std::string_view sentence : SplitSentences(block.text))
      sentences.push_back(sentence);
    if (sentences.size() > kSentencesLookedAt) break;
  }
  std::optional<Sought> any;
  for (const std::string_view sentence : sentences) {
    for (const std::string_view named : SoughtPhrases(sentence)) {
      Sought sought{LookUpOccupation(named, taxonomy), std::string(sentence)};
      if (!sought.words.match.isco.empty()) return sought;
      if (!any) any = std::move(sought);
    }
  }
  return any;
}

}  // namespace

AdTitle FindTitle(const Advertisement& advertisement, std::string_view title,
                  const taxonomy::Taxonomy& taxonomy) {
  AdTitle found;
  found.title = std::string(Trim(title));
  if (found.title.empty()) found.title = LabelledTitle(advertisement).value_or("");
  if (found.title.empty()) found.title = FirstLineTitle(advertisement);
  found.quote = found.title;

  if (!found.title.empty() && !IsSlogan(found.title)) {
    const OccupationWords words = LookUpOccupation(WithoutTrimmings(found.title), taxonomy);
    found.occupation = words.text;
    found.match = words.match;
    return found;
  }
  if (const std::optional<Sought> sought = FindSought(advertisement, found.title, taxonomy)) {
    found.occupation = sought->words.text;
    found.match = sought->words.match;
    found.quote = sought->quote;
    if (found.title.empty()) found.title = sought->words.text;
    return found;
  }
  const OccupationWords words = found.title.empty()
                                    ? MostNamed(advertisement.text, taxonomy)
                                    : LookUpOccupation(WithoutTrimmings(found.title), taxonomy);
  found.occupation = words.text;
  found.match = words.match;
  if (found.title.empty()) found.title = found.quote = found.occupation;
  return found;
}

}  // namespace utvalg::rank
