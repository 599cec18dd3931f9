// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/name_parts.h"

#include <utility>

#include "common/base/utf8.h"
#include "common/base/words.h"
#include "common/lexicon/dates.h"
#include "common/lexicon/languages.h"
#include "common/taxonomy/taxonomy.h"
#include "services/parse/core/name_words.h"
#include "services/parse/core/places.h"
#include "services/parse/core/role_words.h"
#include "services/parse/core/section_headings.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

constexpr size_t kLongestName = 90;

// Letters, marks, hyphens, apostrophes and points: "Anne-Lise", "O'Brien", "K.".
bool IsNameWord(std::string_view word, bool* capital) {
  *capital = false;
  bool letter = false;
  size_t run = 0;  // Letters since the last mark.
  for (size_t at = 0; at < word.size();) {
    const char32_t c = NextCodePoint(word, &at);
    // A letter that the typeface of the document lacks is one all the same.
    if (IsLetter(c) || c == 0xFFFD) {
      if (!letter) *capital = !IsLower(c);
      letter = true;
      ++run;
      continue;
    }
    // "README.md" is a file, "J.R." are initials.
    if (c == '.' && run > 2 && at < word.size()) return false;
    run = 0;
    const bool mark = c == '-' || c == '\'' || c == 0x2019 || c == '.' || c == 0x2010 ||
                      c == 0x2011 || c == '`' || c == 0xB4 || (c >= 0x300 && c <= 0x36F) ||
                      (c >= 0x900 && !IsDigit(c) && !IsSpace(c) && c < 0x2000);
    if (!mark) return false;
  }
  return letter;
}

// Words that stand in CVs whoever they are about. A name of the lists is none, but for the months.
bool IsVocabulary(std::string_view lower, std::string_view written) {
  if (lexicon::MonthNumber(lower) > 0) return true;
  if (IsGivenName(lower) || IsFamilyName(lower)) return false;
  return taxonomy::Taxonomy::Get().IsLabelWord(lower) || IsHeaderWord(lower) || IsPlace(written) ||
         IsSectionHeadingText(written) || TitleScore(written) > 0 ||
         OrganisationScore(written) > 0 || InstitutionScore(written) > 0 ||
         !lexicon::LanguageCode(lower).empty();
}

}  // namespace

std::vector<Segment> SpacedWords(std::string_view text) {
  std::vector<Segment> words;
  for (size_t at = 0; at < text.size();) {
    while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
    const size_t begin = at;
    while (at < text.size() && text[at] != ' ' && text[at] != '\t') ++at;
    if (at > begin) words.push_back({begin, at});
  }
  return words;
}

bool HasNameShape(std::string_view text) {
  if (text.size() < 2 || text.size() > kLongestName) return false;
  const std::vector<Segment> words = SpacedWords(text);
  if (words.empty() || words.size() > 8) return false;
  size_t full = 0, initials = 0;
  for (const Segment& word : words) {
    std::string_view part = text.substr(word.begin, word.end - word.begin);
    if (part.ends_with(',')) part.remove_suffix(1);
    bool capital = false;
    if (!IsNameWord(part, &capital)) return false;
    if (!capital && !IsNameParticle(LowerAligned(part))) return false;
    full += CodePoints(part) >= 2 && part.back() != '.';
    initials += capital && CodePoints(part) <= 2;
  }
  // "Y. Ø.", but not "C V".
  return full > 0 || (initials == words.size() && initials >= 2 && initials <= 4 &&
                      PlainLetters(LowerAligned(text)) != "c v");
}

std::vector<NamePart> NameParts(std::string_view written) {
  std::vector<NamePart> parts;
  // "Nordmann, Kari".
  std::string turned;
  const size_t comma = written.find(',');
  if (comma != std::string_view::npos) {
    turned = std::string(TrimSeparators(written.substr(comma + 1))) + " " +
             std::string(TrimSeparators(written.substr(0, comma)));
    written = turned;
  }
  const std::string lower = LowerAligned(written);
  for (const WordRange& range : SplitWords(lower)) {
    NamePart part;
    part.lower = lower.substr(range.begin, range.end - range.begin);
    if (IsCredential(part.lower) && parts.size() >= 2 && range.end == lower.size()) continue;
    part.plain = PlainLetters(part.lower);
    part.particle = IsNameParticle(part.lower) || CodePoints(part.lower) < 2;
    part.word = IsNameAndWord(part.lower);
    part.vocabulary =
        IsVocabulary(part.lower, written.substr(range.begin, range.end - range.begin));
    parts.push_back(std::move(part));
  }
  if (parts.size() > 1) {
    parts.back().family = true;
    // What follows a particle, and the halves of a double name, belong to the surname.
    const size_t last_space = lower.find_last_of(' ');
    size_t index = 0;
    for (const WordRange& range : SplitWords(lower)) {
      if (index < parts.size() && last_space != std::string::npos && range.begin > last_space)
        parts[index].family = true;
      ++index;
    }
  } else if (parts.size() == 1) {
    parts.front().particle = false;
  }
  return parts;
}

size_t GreetingLength(std::string_view piece) {
  constexpr std::array<std::string_view, 12> kGreetings = {
      "i'm ",       "i’m ",   "i am ",      "my name is ",   "this is ",      "jeg er ",
      "jeg heter ", "eg er ", "eg heiter ", "mitt navn er ", "mitt namn er ", "namnet mitt er "};
  const std::string lower = LowerAligned(piece);
  for (const std::string_view greeting : kGreetings) {
    if (lower.starts_with(greeting)) return greeting.size();
  }
  return 0;
}

}  // namespace utvalg::parse
