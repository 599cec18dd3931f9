// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/ad_title.h"

#include <array>
#include <optional>
#include <vector>

#include "common/base/strings.h"
#include "common/base/utf8.h"
#include "services/rank/core/ad_headings.h"
#include "services/rank/core/phrases.h"
#include "services/rank/core/text.h"

namespace utvalg::rank {
namespace {

constexpr size_t kMaxTitleBytes = 120;
constexpr int kSureConfidence = 700;
constexpr size_t kSentencesLookedAt = 25;

// "Job title: X", "Stilling: X".
std::optional<std::string> LabelledTitle(const Advertisement& advertisement) {
  static const PhraseTable kLabels({
      {1,
       "job title|position title|title|position|stillingstittel|stilling|tittel|"
       "jobbtittel"},
  });
  for (const AdBlock& block : advertisement.blocks) {
    const size_t colon = block.text.find(": ");
    if (colon == std::string::npos || colon > 20 || block.text.size() > kMaxTitleBytes) continue;
    const std::string_view label = std::string_view(block.text).substr(0, colon);
    const std::vector<Word> words = SplitWords(label);
    const auto matches = kLabels.Find(words);
    if (!matches.empty() && matches.front().words == words.size())
      return block.text.substr(colon + 2);
  }
  return std::nullopt;
}

std::string FirstLineTitle(const Advertisement& advertisement) {
  for (const AdBlock& block : advertisement.blocks) {
    if (HeadingSection(block.text) || block.kind == AdBlock::Kind::kListItem) continue;
    if (block.text.size() <= kMaxTitleBytes && !block.text.ends_with(".")) return block.text;
    break;
  }
  return "";
}

// Leaves out what stands around the occupation in a title.
std::string WithoutTrimmings(std::string_view title) {
  static const PhraseTable kFiller({
      {1,
       "vi søker|vi søkjer|søker du jobb som|vil du jobbe som|vil du bli|"
       "bli vår nye|bli vår neste|we are looking for|we re looking for|"
       "we are hiring|hiring|join us as|wanted|er du vår nye|er du vår neste|"
       "søker vi|nå|erfarne|erfaren|dyktig|dyktige|fast stilling|fast|"
       "faste stillinger|ledig stilling|ledig|stilling som|stilling|vikariat|som|ny|"
       "nye|full time|part time|heltid|deltid|remote|id #|immediate position|a|an|en|"
       "ein|ei|et|#|til|our|new|position"},
  });
  // Stop at what names the employer, the place or a condition.
  static const PhraseTable kStop({
      {1,
       "søkes|søkast|hos|ved|at|til et|til en|til ein|til eit|for our|til våre|"
       "til vår|til vårt|needed"},
  });
  const std::vector<Word> words = SplitWords(title);
  std::vector<bool> skip(words.size(), false);
  for (const auto& match : kFiller.Find(words)) {
    for (size_t i = 0; i < match.words; ++i) skip[match.first_word + i] = true;
  }
  size_t end = title.size();
  for (const auto& match : kStop.Find(words)) {
    if (match.first_word > 0) {
      end = std::min(end, words[match.first_word].begin);
      break;
    }
  }
  // From the first to the last word that is left.
  std::optional<size_t> first;
  size_t last = 0;
  for (size_t i = 0; i < words.size() && words[i].begin < end; ++i) {
    if (skip[i]) {
      if (first) break;
      continue;
    }
    if (!first) first = words[i].begin;
    last = words[i].end;
    // Behind a bar, a bracket or a colon stands the place or the employer; behind a dash as often
    // what the post is about.
    const std::string_view between =
        i + 1 < words.size() ? title.substr(words[i].end, words[i + 1].begin - words[i].end) : "";
    if (between.find_first_of("|(!") != std::string_view::npos || Contains(between, ": ")) break;
  }
  if (!first) return std::string(Trim(title));
  return std::string(title.substr(*first, last - *first));
}

// A title that is a sentence or a slogan names no occupation by itself.
bool IsSlogan(std::string_view title) {
  static const PhraseTable kSlogan({
      {1,
       "vil du|har du|er du|vi søker|join|do you|are you|bli|klar for|ønsker du|"
       "ynskjer du|nye utfordringer|kan du|team"},
  });
  return title.ends_with("?") || title.ends_with("!") || SplitWords(title).size() > 9 ||
         kSlogan.ContainsAny(title);
}

struct Mention {
  std::string text;
  std::string quote;
  taxonomy::OccupationMatch match;
};

// The occupation named in a text: the longest name, the first of equals.
std::optional<Mention> LongestMention(std::string_view text, const taxonomy::Taxonomy& taxonomy) {
  std::optional<Mention> best;
  for (const auto& mention : taxonomy.FindOccupationMentions(text)) {
    const size_t length = mention.end - mention.begin;
    if (mention.occupation.isco.empty() || (best && best->text.size() >= length)) continue;
    best = Mention{std::string(text.substr(mention.begin, length)), std::string(text),
                   mention.occupation};
  }
  return best;
}

// A sentence that says who is sought: "We are looking for a ...", "Som integrasjonsarkitekt vil du
// ...".
std::optional<Mention> SoughtOccupation(const Advertisement& advertisement,
                                        const taxonomy::Taxonomy& taxonomy) {
  static const PhraseTable kSeek(
      {{1, "looking for"},    {1, "seeking"},       {1, "seeks"},        {1, "as a"},
       {1, "as an"},          {1, "as our"},        {1, "hiring"},       {1, "søker"},
       {1, "søkjer"},         {1, "søkes"},         {1, "trenger"},      {1, "treng"},
       {1, "som vår"},        {1, "som"},           {1, "stilling som"}, {1, "rollen som"},
       {1, "rolla som"},      {1, "på jakt etter"}, {1, "ser etter"},    {1, "opening for"},
       {1, "ledig stilling"}, {1, "need a"}});
  size_t looked_at = 0;
  std::optional<Mention> any;
  for (const AdBlock& block : advertisement.blocks) {
    for (const std::string_view sentence : SplitSentences(block.text)) {
      if (++looked_at > kSentencesLookedAt) return any;
      const std::optional<Mention> mention = LongestMention(sentence, taxonomy);
      if (!mention) continue;
      if (kSeek.ContainsAny(sentence)) return mention;
      if (!any) any = mention;
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

  const std::string trimmed = WithoutTrimmings(found.title);
  found.occupation = trimmed.empty() ? found.title : trimmed;
  found.match = taxonomy.FindOccupation(found.occupation);
  if (found.match.confidence >= kSureConfidence) return found;
  if (const std::optional<Mention> mention = LongestMention(found.title, taxonomy)) {
    found.match = mention->match;
    if (IsSlogan(found.title)) found.occupation = mention->text;
    return found;
  }
  if (found.title.empty() || IsSlogan(found.title)) {
    if (const std::optional<Mention> sought = SoughtOccupation(advertisement, taxonomy)) {
      found.occupation = sought->text;
      found.quote = sought->quote;
      found.match = sought->match;
      if (found.title.empty()) found.title = sought->text;
    }
  }
  return found;
}

}  // namespace utvalg::rank
