// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/name_recurrence.h"

#include <algorithm>
#include <array>
#include <string>

#include "common/base/utf8.h"
#include "common/base/words.h"
#include "services/parse/core/name_words.h"
#include "services/parse/core/places.h"
#include "services/parse/core/role_words.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

using namespace utvalg::identity::v1;  // NOLINT: reasons.

// What a word of a text has to do with the name.
enum class Match : uint8_t { kNone, kPart, kInitial, kParticle };

struct Token {
  size_t begin = 0;
  size_t end = 0;
  Match match = Match::kNone;
  size_t part = 0;       // Index of the part matched.
  bool capital = false;  // Begins with a capital, or its script has none.
};

constexpr std::array<std::string_view, 6> kPronouns = {"han", "hun", "ho", "hen", "he", "she"};

constexpr std::array<std::string_view, 52> kPersonVerbs = {
    "er",     "har",   "var",    "hadde",   "jobber",   "jobbet",   "arbeider", "arbeidet", "leder",
    "ledet",  "kan",   "vil",    "ble",     "fikk",     "tok",      "har",      "blei",     "is",
    "has",    "was",   "had",    "works",   "worked",   "led",      "leads",    "brings",   "holds",
    "joined", "can",   "will",   "studied", "studerte", "arbeidde", "trives",   "tar",      "tek",
    "får",    "søker", "søkjer", "liker",   "likar",    "går",      "gjør",     "gjer",     "møter",
    "trivst", "skal",  "speaks", "takes",   "enjoys",   "writes",   "makes"};

std::string_view NextWord(std::string_view lower, size_t end) {
  size_t at = end;
  while (at < lower.size() && lower[at] == ' ') ++at;
  size_t stop = at;
  while (stop < lower.size() && WordStartsAt(lower, stop)) {
    ++stop;
    while (stop < lower.size() && (static_cast<unsigned char>(lower[stop]) & 0xC0) == 0x80) ++stop;
  }
  return lower.substr(at, stop - at);
}

template <size_t N>
bool Among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Whether the word behind a part of the name has the look of a verb: "Bo speaks", "Dag ledet".
// Names that own what follows
// ("Hans arbeid", "My projects") or ask for a verb themselves ("Will ...") need a well-known one.
bool IsPersonVerb(std::string_view name, std::string_view next) {
  if (Among(kPersonVerbs, next)) return true;
  constexpr std::array<std::string_view, 10> kOwners = {"hans", "my",  "min", "din",  "sin",
                                                        "will", "may", "per", "alle", "no"};
  constexpr std::array<std::string_view, 26> kSmallWords = {
      "for", "after", "under", "over", "eller", "or",  "når",     "før",   "etter",
      "der", "her",   "per",   "as",   "is",    "når", "mer",     "flere", "at",
      "det", "the",   "dette", "de",   "less",  "ved", "numbers", "hours"};
  if (Among(kOwners, name) || Among(kSmallWords, next) || next.size() < 3) return false;
  for (std::string_view end : {"s", "r", "te", "de", "et", "ed"}) {
    if (next.ends_with(end)) return true;
  }
  return false;
}

class Finder {
 public:
  Finder(const RedactContext& context, const CandidateName& name, RedactionFindings* findings)
      : context_(context), name_(name), findings_(findings) {}

  void Find() {
    for (size_t p = 0; p < context_.paragraphs.size(); ++p) FindIn(p, context_.paragraphs[p]);
  }

 private:
  void FindIn(size_t p, const ContextParagraph& paragraph) {
    const std::vector<Token> tokens = Tokens(paragraph);
    if (tokens.empty()) return;
    if (IsMonogram(paragraph, tokens)) {
      Add(p, 0, paragraph.text.size());
      return;
    }
    for (size_t i = 0; i < tokens.size();) {
      if (tokens[i].match == Match::kNone) {
        ++i;
        continue;
      }
      size_t last = i;
      while (last + 1 < tokens.size() && tokens[last + 1].match != Match::kNone &&
             Adjacent(paragraph.text, tokens[last], tokens[last + 1]))
        ++last;
      FindInRun(p, paragraph, tokens, i, last);
      i = last + 1;
    }
  }

  std::vector<Token> Tokens(const ContextParagraph& paragraph) const {
    std::vector<Token> tokens;
    bool any = false;
    for (const WordRange& range : SplitWords(paragraph.lower)) {
      Token token{range.begin, range.end, Match::kNone, 0, false};
      size_t at = range.begin;
      token.capital = !IsLower(NextCodePoint(paragraph.text, &at));
      MatchToken(std::string_view(paragraph.lower).substr(range.begin, range.end - range.begin),
                 &token);
      any = any || token.match == Match::kPart;
      tokens.push_back(token);
    }
    if (!any && !HasInitials(tokens)) tokens.clear();
    return tokens;
  }

  static bool HasInitials(const std::vector<Token>& tokens) {
    return std::count_if(tokens.begin(), tokens.end(),
                         [](const Token& token) { return token.match == Match::kInitial; }) >= 1;
  }

  void MatchToken(std::string_view lower, Token* token) const {
    for (size_t i = 0; i < name_.parts.size(); ++i) {
      const NamePart& part = name_.parts[i];
      const bool plain = part.plain != part.lower && lower == part.plain;
      const bool equal = lower == part.lower || plain ||
                         (lower.size() == part.lower.size() + 1 && lower.ends_with('s') &&
                          lower.starts_with(part.lower) && !part.particle);
      if (!equal || (token->capital && CodePoints(part.lower) == 1)) continue;
      // Without its marks a short name is any word: "Ås" is no "AS".
      const bool weak = part.particle || (plain && CodePoints(part.lower) < 4);
      token->match = weak ? Match::kParticle : Match::kPart;
      token->part = i;
      return;
    }
    if (!token->capital || CodePoints(lower) != 1) return;
    for (size_t i = 0; i < name_.parts.size(); ++i) {
      if (name_.parts[i].lower.starts_with(lower)) {
        token->match = Match::kInitial;
        token->part = i;
        return;
      }
    }
  }

  // Between words of one name stand a space, a hyphen, a point, a comma or a line break.
  static bool Adjacent(std::string_view text, const Token& a, const Token& b) {
    const std::string_view between = text.substr(a.end, b.begin - a.end);
    return between == " " || between == "-" || between == "." || between == ". " ||
           between == ", " || between == "\n" || between == "'" || between == "’" ||
           between == "‑" || between == "‐" || between == "\xC2\xA0" || between == "_" ||
           between == ".-" || between == "  ";
  }

  void FindInRun(size_t p, const ContextParagraph& paragraph, const std::vector<Token>& tokens,
                 size_t first, size_t last) {
    // Particles at the ends belong to the sentence around.
    while (first < last && tokens[first].match == Match::kParticle && !tokens[first].capital)
      ++first;
    while (last > first && tokens[last].match == Match::kParticle && !tokens[last].capital) --last;
    size_t parts = 0, capitals = 0, initials = 0;
    bool plain_word = true;
    for (size_t i = first; i <= last; ++i) {
      if (tokens[i].match == Match::kPart) {
        ++parts;
        capitals += tokens[i].capital;
        plain_word = plain_word && name_.parts[tokens[i].part].word;
      }
      initials += tokens[i].match == Match::kInitial;
    }
    if (parts == 0) {
      FindInitials(p, paragraph, tokens, first, last);
      return;
    }
    if (parts >= 2 && DistinctParts(tokens, first, last) >= 2) {
      // "even dag" in small letters is no name.
      if (capitals == 0 && plain_word) return;
      if (capitals == 0 && !InOneWord(paragraph.text, tokens, first, last) &&
          name_.parts.size() < 2)
        return;
      Add(p, tokens[first].begin, End(paragraph, tokens, first, last));
      return;
    }
    if (initials > 0 && capitals > 0 && InitialsFit(paragraph.text, tokens, first, last)) {
      Add(p, tokens[first].begin, End(paragraph, tokens, first, last));
      return;
    }
    for (size_t i = first; i <= last; ++i) {
      if (tokens[i].match == Match::kPart && SinglePartCounts(paragraph, tokens, i))
        Add(p, WithElided(paragraph.text, tokens, first, i), tokens[i].end);
    }
  }

  // "N'Golo", "O’Brien": what an apostrophe ties to the part belongs to it.
  static size_t WithElided(std::string_view text, const std::vector<Token>& tokens, size_t first,
                           size_t i) {
    if (i == first || tokens[i - 1].match == Match::kNone) return tokens[i].begin;
    const std::string_view between =
        text.substr(tokens[i - 1].end, tokens[i].begin - tokens[i - 1].end);
    return between == "'" || between == "’" ? tokens[i - 1].begin : tokens[i].begin;
  }

  static bool InOneWord(std::string_view text, const std::vector<Token>& tokens, size_t first,
                        size_t last) {
    return text.substr(tokens[first].begin, tokens[last].end - tokens[first].begin).find(' ') ==
           std::string_view::npos;
  }

  static size_t DistinctParts(const std::vector<Token>& tokens, size_t first, size_t last) {
    std::vector<size_t> seen;
    for (size_t i = first; i <= last; ++i) {
      if (tokens[i].match == Match::kPart &&
          std::find(seen.begin(), seen.end(), tokens[i].part) == seen.end())
        seen.push_back(tokens[i].part);
    }
    return seen.size();
  }

  // "K. Nordmann", "Kari N.": with a point, or before the surname.
  bool InitialsFit(std::string_view text, const std::vector<Token>& tokens, size_t first,
                   size_t last) const {
    for (size_t i = first; i <= last; ++i) {
      if (tokens[i].match != Match::kInitial) continue;
      if (tokens[i].end < text.size() && text[tokens[i].end] == '.') return true;
      if (i < last && name_.parts[tokens[last].part].family) return true;
    }
    return false;
  }

  // With the point of an initial at the end.
  static size_t End(const ContextParagraph& paragraph, const std::vector<Token>& tokens,
                    size_t first, size_t last) {
    const Token& token = tokens[last];
    const bool point = token.match == Match::kInitial && token.end < paragraph.text.size() &&
                       paragraph.text[token.end] == '.';
    (void)first;
    return token.end + (point ? 1 : 0);
  }

  // "K.N." or "K. N.": the initials of the whole name, in order, with points.
  void FindInitials(size_t p, const ContextParagraph& paragraph, const std::vector<Token>& tokens,
                    size_t first, size_t last) {
    if (IsWholeName(tokens, first, last) ||
        (first == last && StandsForGivenName(paragraph, tokens, first))) {
      Add(p, tokens[first].begin, End(paragraph, tokens, first, last));
      return;
    }
    size_t full = 0;
    for (const NamePart& part : name_.parts) full += !part.particle;
    if (last - first + 1 < 2 || last - first + 1 > name_.parts.size() ||
        last - first + 1 < std::min<size_t>(full, 2))
      return;
    for (size_t i = first; i <= last; ++i) {
      if (tokens[i].end >= paragraph.text.size() || paragraph.text[tokens[i].end] != '.') return;
      if (i > first && tokens[i].part < tokens[i - 1].part) return;
    }
    if (!name_.parts[tokens[last].part].family) return;
    Add(p, tokens[first].begin, tokens[last].end + 1);
  }

  // A name of nothing but single letters, all of them in order: "Y Z Ø".
  bool IsWholeName(const std::vector<Token>& tokens, size_t first, size_t last) const {
    if (name_.parts.size() < 2 || last - first + 1 != name_.parts.size()) return false;
    for (size_t i = first; i <= last; ++i) {
      if (tokens[i].part != i - first || CodePoints(name_.parts[i - first].lower) != 1)
        return false;
    }
    return true;
  }

  // "X comes prepared", of somebody whose given name is written with one letter. "I", "A" and "Å"
  // are words: only a pronoun behind them makes a person of them.
  bool StandsForGivenName(const ContextParagraph& paragraph, const std::vector<Token>& tokens,
                          size_t i) const {
    const NamePart& given = name_.parts.front();
    if (tokens[i].match != Match::kInitial || CodePoints(given.lower) != 1 ||
        std::string_view(paragraph.lower)
                .substr(tokens[i].begin, tokens[i].end - tokens[i].begin) != given.lower)
      return false;
    if (PronounFollows(paragraph, tokens, i)) return true;
    if (given.lower == "i" || given.lower == "a" || given.lower == "å") return false;
    const bool point =
        tokens[i].end < paragraph.text.size() && paragraph.text[tokens[i].end] == '.';
    return StartsSentence(paragraph.text, tokens[i].begin) &&
           IsPersonVerb(given.lower, NextWord(paragraph.lower, tokens[i].end + (point ? 1 : 0)));
  }

  // A paragraph that is nothing but the initials: "KN", "K N", "K|N".
  bool IsMonogram(const ContextParagraph& paragraph, const std::vector<Token>& tokens) const {
    if (!paragraph.Own() || paragraph.text.size() > 12 || name_.parts.size() < 2 ||
        !IsAllCaps(paragraph.text))
      return false;
    std::string letters;
    for (const Token& token : tokens)
      letters += paragraph.lower.substr(token.begin, token.end - token.begin);
    return letters == Initials(true) || letters == Initials(false);
  }

  std::string Initials(bool all) const {
    std::string initials;
    for (size_t i = 0; i < name_.parts.size(); ++i) {
      const NamePart& part = name_.parts[i];
      if (part.particle || (!all && i != 0 && i + 1 != name_.parts.size())) continue;
      size_t at = 0;
      AppendCodePoint(NextCodePoint(part.lower, &at), &initials);
    }
    return initials;
  }

  // One part of the name alone.
  bool SinglePartCounts(const ContextParagraph& paragraph, const std::vector<Token>& tokens,
                        size_t i) const {
    const Token& token = tokens[i];
    const NamePart& part = name_.parts[token.part];
    const std::string_view written = paragraph.text.substr(token.begin, token.end - token.begin);
    if (!token.capital) {
      // What a broken link leaves on a line of its own: "nordmann."
      return !part.word && !part.vocabulary && paragraph.text.size() <= written.size() + 1;
    }
    const std::string_view next = NextWord(paragraph.lower, token.end);
    const bool verb = IsPersonVerb(part.lower, next) || PronounFollows(paragraph, tokens, i);
    if (InOrganisation(paragraph, tokens, i)) return false;
    if (part.vocabulary) {
      return Among(kPersonVerbs, next) || PronounFollows(paragraph, tokens, i);
    }
    if (part.word) {
      const bool start = StartsSentence(paragraph.text, token.begin);
      // "Even if", "Dag for dag", a line in capitals: only a verb behind it makes a person of it.
      if ((start || IsAllCaps(paragraph.text)) && !verb && paragraph.text.size() != written.size())
        return false;
      if (CodePoints(part.lower) <= 3 && !verb && start) return false;
    }
    if (part.family && !verb && IsPlace(written)) return false;
    return true;
  }

  // "Dag møter presis, og han ...": the rest of the sentence speaks of a person.
  static bool PronounFollows(const ContextParagraph& paragraph, const std::vector<Token>& tokens,
                             size_t i) {
    for (; i + 1 < tokens.size(); ++i) {
      const Token& next = tokens[i + 1];
      std::string_view between =
          std::string_view(paragraph.text).substr(tokens[i].end, next.begin - tokens[i].end);
      if (tokens[i].match == Match::kInitial && between.starts_with('.')) between.remove_prefix(1);
      if (between.find_first_of(".!?\n") != std::string_view::npos) return false;
      const std::string_view word =
          std::string_view(paragraph.lower).substr(next.begin, next.end - next.begin);
      if (std::find(kPronouns.begin(), kPronouns.end(), word) != kPronouns.end()) return true;
    }
    return false;
  }

  static bool StartsSentence(std::string_view text, size_t at) {
    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '"' || text[at - 1] == '(')) --at;
    if (at == 0) return true;
    const char before = text[at - 1];
    return before == '.' || before == '!' || before == '?' || before == ':' || before == '\t' ||
           before == '|' || before == '-' || static_cast<unsigned char>(before) >= 0x80;
  }

  // "Hansen Rør AS", "Berg skole", "Advokatfirmaet Nordmann": part of the name of a firm, school or
  // street.
  bool InOrganisation(const ContextParagraph& paragraph, const std::vector<Token>& tokens,
                      size_t i) const {
    // The capitalised words around, small words of names between.
    size_t first = i, last = i;
    const auto joins = [&](const Token& a, const Token& b) {
      const std::string_view between = paragraph.text.substr(a.end, b.begin - a.end);
      return between == " " || between == " & " || between == "-" || between == "&";
    };
    while (first > 0 && tokens[first - 1].capital && joins(tokens[first - 1], tokens[first]))
      --first;
    while (last + 1 < tokens.size() &&
           (tokens[last + 1].capital || IsOrganisationWord(paragraph, tokens[last + 1])) &&
           joins(tokens[last], tokens[last + 1]))
      ++last;
    if (first == last) return false;
    for (size_t j = first; j <= last; ++j) {
      if (j != i && tokens[j].match != Match::kPart && IsOrganisationWord(paragraph, tokens[j]))
        return true;
    }
    if (IsFirmOfSurnames(paragraph, tokens, first, last, i)) return true;
    // "Hansen & Sønner".
    return i + 1 <= last &&
           paragraph.text.substr(tokens[i].end, tokens[i + 1].begin - tokens[i].end) == " & ";
  }

  // "Baker Tilly", "Simonsen Vogt Wiig" in the head of a job: capitalised words of which none is a
  // given name or a title.
  bool IsFirmOfSurnames(const ContextParagraph& paragraph, const std::vector<Token>& tokens,
                        size_t first, size_t last, size_t i) const {
    if (paragraph.section != utvalg::cv::v1::SECTION_KIND_EXPERIENCE || paragraph.Own() ||
        !name_.parts[tokens[i].part].family || EndsSentence(paragraph.text) ||
        CountWords(paragraph.text) > 12)
      return false;
    for (size_t j = first; j <= last; ++j) {
      if (j == i) continue;
      const std::string_view word =
          std::string_view(paragraph.text).substr(tokens[j].begin, tokens[j].end - tokens[j].begin);
      const std::string_view lower = std::string_view(paragraph.lower)
                                         .substr(tokens[j].begin, tokens[j].end - tokens[j].begin);
      if (tokens[j].match != Match::kNone || IsGivenName(std::string(lower)) ||
          TitleScore(word) > 0 || CodePoints(word) < 3)
        return false;
    }
    // A word in front could be somebody's given name that no list has.
    return first == i || i - first >= 2;
  }

  static bool IsOrganisationWord(const ContextParagraph& paragraph, const Token& token) {
    const std::string_view word = paragraph.text.substr(token.begin, token.end - token.begin);
    return OrganisationScore(word) > 0 || InstitutionScore(word) > 0;
  }

  void Add(size_t p, size_t begin, size_t end) {
    findings_->push_back({p, begin, end, REDACTION_REASON_NAME});
  }

  const RedactContext& context_;
  const CandidateName& name_;
  RedactionFindings* findings_;
};

}  // namespace

void FindNameRecurrences(const RedactContext& context, const CandidateName& name,
                         RedactionFindings* findings) {
  if (!name.Empty()) Finder(context, name, findings).Find();
}

}  // namespace utvalg::parse
