// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/ad_title.h"

#include <array>
#include <optional>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/utf8.h"
#include "services/rank/core/ad_headings.h"
#include "services/rank/core/phrases.h"

namespace utvalg::rank {
namespace {

constexpr size_t kMaxTitleBytes = 120;
constexpr int kSureConfidence = 700;
constexpr size_t kSentencesLookedAt = 25;

// "Job title: X", "Stilling: X".
std::optional<std::string> LabelledTitle(const Advertisement& advertisement) {
  static const PhraseTable kLabels({{1, "job title"}, {1, "position title"}, {1, "title"}, {1, "position"},
                                    {1, "stillingstittel"}, {1, "stilling"}, {1, "tittel"}, {1, "jobbtittel"}});
  for (const AdBlock& block : advertisement.blocks) {
    const size_t colon = block.text.find(": ");
    if (colon == std::string::npos || colon > 20 || block.text.size() > kMaxTitleBytes) continue;
    const std::string_view label = std::string_view(block.text).substr(0, colon);
    const std::vector<Word> words = SplitWords(label);
    const auto matches = kLabels.Find(words);
    if (!matches.empty() && matches.front().words == words.size()) return block.text.substr(colon + 2);
  }
  return std::nullopt;
}

std::string FirstLineTitle(const Advertisement& advertisement) {
  for (const AdBlock& block : advertisement.blocks) {
    if (HeadingSection(block.text) || block.kind == AdBlock::Kind::kListItem) continue;
    if (block.text.size() <= kMaxTitleBytes && !absl::EndsWith(block.text, ".")) return block.text;
    break;
  }
  return "";
}

// Leaves out what stands around the occupation in a title.
std::string WithoutTrimmings(std::string_view title) {
  static const PhraseTable kFiller({
      {1, "vi søker"}, {1, "vi søkjer"}, {1, "søker du jobb som"}, {1, "vil du jobbe som"}, {1, "vil du bli"},
      {1, "bli vår nye"}, {1, "bli vår neste"}, {1, "we are looking for"}, {1, "we re looking for"},
      {1, "we are hiring"}, {1, "hiring"}, {1, "join us as"}, {1, "wanted"}, {1, "er du vår nye"},
      {1, "er du vår neste"}, {1, "søker vi"}, {1, "nå"}, {1, "erfarne"}, {1, "erfaren"}, {1, "dyktig"},
      {1, "dyktige"}, {1, "fast stilling"}, {1, "fast"}, {1, "faste stillinger"}, {1, "ledig stilling"},
      {1, "ledig"}, {1, "stilling som"}, {1, "stilling"}, {1, "vikariat"}, {1, "som"}, {1, "ny"}, {1, "nye"},
      {1, "full time"}, {1, "part time"}, {1, "heltid"}, {1, "deltid"}, {1, "remote"}, {1, "id #"},
      {1, "immediate position"}, {1, "a"}, {1, "an"}, {1, "en"}, {1, "ein"}, {1, "ei"}, {1, "et"}, {1, "#"},
      {1, "til"}, {1, "our"}, {1, "new"}, {1, "position"}});
  // Stop at what names the employer, the place or a condition.
  static const PhraseTable kStop({{1, "søkes"}, {1, "søkast"}, {1, "hos"}, {1, "ved"}, {1, "at"}, {1, "til et"},
                                  {1, "til en"}, {1, "til ein"}, {1, "til eit"}, {1, "for our"}, {1, "til våre"},
                                  {1, "til vår"}, {1, "til vårt"}, {1, "needed"}});
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
    // What follows a dash with spaces around it, a bar or a bracket is place or employer.
    const std::string_view between =
        i + 1 < words.size() ? title.substr(words[i].end, words[i + 1].begin - words[i].end) : "";
    if (absl::StrContains(between, " - ") || absl::StrContains(between, " – ") ||
        absl::StrContains(between, "|") || absl::StrContains(between, "(") || absl::StrContains(between, "!") ||
        absl::StrContains(between, ": ")) {
      break;
    }
  }
  if (!first) return std::string(absl::StripAsciiWhitespace(title));
  return std::string(title.substr(*first, last - *first));
}

// A title that is a sentence or a slogan names no occupation by itself.
bool IsSlogan(std::string_view title) {
  static const PhraseTable kSlogan({{1, "vil du"}, {1, "har du"}, {1, "er du"}, {1, "vi søker"}, {1, "join"},
                                    {1, "do you"}, {1, "are you"}, {1, "bli"}, {1, "klar for"}, {1, "ønsker du"},
                                    {1, "ynskjer du"}, {1, "nye utfordringer"}, {1, "kan du"}, {1, "team"}});
  return absl::EndsWith(title, "?") || absl::EndsWith(title, "!") || SplitWords(title).size() > 9 ||
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
    best = Mention{std::string(text.substr(mention.begin, length)), std::string(text), mention.occupation};
  }
  return best;
}

// A sentence that says who is sought: "We are looking for a ...", "Som integrasjonsarkitekt vil du ...".
std::optional<Mention> SoughtOccupation(const Advertisement& advertisement, const taxonomy::Taxonomy& taxonomy) {
  static const PhraseTable kSeek({{1, "looking for"}, {1, "seeking"}, {1, "seeks"}, {1, "as a"}, {1, "as an"},
                                  {1, "as our"}, {1, "hiring"}, {1, "søker"}, {1, "søkjer"}, {1, "søkes"},
                                  {1, "trenger"}, {1, "treng"}, {1, "som vår"}, {1, "som"}, {1, "stilling som"},
                                  {1, "rollen som"}, {1, "rolla som"}, {1, "på jakt etter"}, {1, "ser etter"},
                                  {1, "opening for"}, {1, "ledig stilling"}, {1, "need a"}});
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

AdTitle FindTitle(const Advertisement& advertisement, std::string_view title, const taxonomy::Taxonomy& taxonomy) {
  AdTitle found;
  found.title = std::string(absl::StripAsciiWhitespace(title));
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
