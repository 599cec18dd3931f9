// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/address_patterns.h"

#include <algorithm>
#include <array>
#include <string>

#include "common/base/utf8.h"
#include "common/base/words.h"
#include "common/lexicon/dates.h"
#include "common/lexicon/languages.h"
#include "services/parse/core/personal_labels.h"
#include "services/parse/core/places.h"
#include "services/parse/core/role_words.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

using namespace utvalg::identity::v1;  // NOLINT: reasons.

bool Digit(char c) { return c >= '0' && c <= '9'; }

constexpr std::array<std::string_view, 44> kStreetEnds = {
    "gata",    "gate",    "gaten",    "veien",  "vegen", "vei",     "veg",    "allé",    "alléen",
    "plass",   "plassen", "torg",     "torget", "stien", "sti",     "bakken", "bakke",   "svingen",
    "brygge",  "bryggen", "kaia",     "kroken", "tunet", "lia",     "lien",   "haugen",  "åsen",
    "jordet",  "løkka",   "terrasse", "ringen", "faret", "stubben", "leitet", "tråkket", "straße",
    "strasse", "straat",  "laan",     "gatan",  "vägen", "gade",    "vej",    "katu"};
constexpr std::array<std::string_view, 42> kStreetWords = {
    "street",    "st",    "st.",   "avenue", "ave",      "ave.",   "road", "rd",      "rd.",
    "boulevard", "blvd",  "blvd.", "lane",   "ln",       "drive",  "dr",   "court",   "ct",
    "way",       "place", "pl",    "square", "terrace",  "circle", "cir",  "parkway", "pkwy",
    "highway",   "hwy",   "gt",    "gt.",    "vn",       "gate",   "vei",  "veg",     "rue",
    "ul.",       "ulica", "calle", "via",    "crescent", "close"};

// A token between spaces and commas.
struct Token {
  size_t begin = 0;
  size_t end = 0;
};

std::vector<Token> Tokens(std::string_view text, size_t from, size_t to) {
  std::vector<Token> tokens;
  for (size_t at = from; at < to;) {
    while (at < to && (text[at] == ' ' || text[at] == ',' || text[at] == '\t')) ++at;
    const size_t begin = at;
    while (at < to && text[at] != ' ' && text[at] != ',' && text[at] != '\t') ++at;
    if (at > begin) tokens.push_back({begin, at});
  }
  return tokens;
}

// "5", "12B", "5-7", "H0302".
bool IsHouseNumber(std::string_view token) {
  size_t digits = 0;
  for (char c : token) digits += Digit(c);
  return digits >= 1 && digits <= 4 && Digit(token[0]) && token.size() <= digits + 3;
}

bool AllDigits(std::string_view token, size_t size) {
  return token.size() == size && std::all_of(token.begin(), token.end(), Digit);
}

// "0155", "N-0155", "NO-0155", "55432", "12345-6789", "SW1A", "10115".
bool IsPostcode(std::string_view token) {
  for (std::string_view prefix :
       {"no-", "n-", "se-", "s-", "dk-", "d-", "de-", "fi-", "f-", "pl-"}) {
    if (token.starts_with(prefix)) token.remove_prefix(prefix.size());
  }
  if (AllDigits(token, 4) || AllDigits(token, 5) || AllDigits(token, 6)) return true;
  if (token.size() == 10 && token[5] == '-' && AllDigits(token.substr(0, 5), 5) &&
      AllDigits(token.substr(6), 4))
    return true;
  return token.size() == 6 && token[2] == '-' && AllDigits(token.substr(0, 2), 2) &&
         AllDigits(token.substr(3), 3);
}

bool IsStreetName(std::string_view token) {
  if (std::find(kStreetWords.begin(), kStreetWords.end(), token) != kStreetWords.end()) return true;
  return std::any_of(kStreetEnds.begin(), kStreetEnds.end(), [&](std::string_view end) {
    return token.ends_with(end) && token.size() > end.size() + 1;
  });
}

// Street with a number on either side of it.
bool HasStreet(std::string_view lower, const std::vector<Token>& tokens) {
  const auto word = [&](size_t i) {
    return lower.substr(tokens[i].begin, tokens[i].end - tokens[i].begin);
  };
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (word(i) == "postboks" || word(i) == "pb" || word(i) == "pb." || word(i) == "c/o" ||
        (word(i) == "p.o." || word(i) == "po")) {
      if (i + 1 < tokens.size()) return true;
    }
    if (!IsStreetName(word(i))) continue;
    if (i + 1 < tokens.size() && IsHouseNumber(word(i + 1))) return true;
    for (size_t back = 1; back <= 4 && back <= i; ++back) {
      if (IsHouseNumber(word(i - back)) || AllDigits(word(i - back), 5)) return true;
    }
  }
  return false;
}

// A postcode with a place behind it (Europe) or a state before it (America).
bool HasPostcode(std::string_view text, std::string_view lower, const std::vector<Token>& tokens) {
  const auto word = [&](size_t i) {
    return lower.substr(tokens[i].begin, tokens[i].end - tokens[i].begin);
  };
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (!IsPostcode(word(i))) continue;
    const bool year = AllDigits(word(i), 4) && word(i) >= "1940" && word(i) <= "2069";
    if (i + 1 < tokens.size() &&
        StartsUpper(text.substr(tokens[i + 1].begin, tokens[i + 1].end - tokens[i + 1].begin)) &&
        HasLetter(word(i + 1))) {
      if (!year || i > 0 || IsPlace(text.substr(tokens[i + 1].begin))) return true;
    }
    if (i > 0 && word(i).size() >= 5 && word(i - 1).size() == 2 &&
        IsAllCaps(text.substr(tokens[i - 1].begin, 2)))
      return true;
    if (i > 0 && word(i).size() >= 5 &&
        IsPlace(text.substr(tokens[0].begin, tokens[i - 1].end - tokens[0].begin)))
      return true;
  }
  // "SW1A 1AA", "London E1 6AN".
  for (size_t i = 0; i + 1 < tokens.size(); ++i) {
    const std::string_view out = text.substr(tokens[i].begin, tokens[i].end - tokens[i].begin);
    const std::string_view in =
        text.substr(tokens[i + 1].begin, tokens[i + 1].end - tokens[i + 1].begin);
    if (in.size() == 3 && Digit(in[0]) && IsAllCaps(in.substr(1)) && HasLetter(in.substr(1)) &&
        HasDigit(out) && out.size() <= 4 && IsAllCaps(out)) {
      return true;
    }
  }
  return false;
}

// "7014 Trondheim", "Alta 8498 NO", "Tromsø, NO, 6112".
bool IsPostcodeLine(std::string_view text) {
  const std::vector<Token> tokens = Tokens(text, 0, text.size());
  if (tokens.size() < 2 || tokens.size() > 5) return false;
  size_t codes = 0;
  for (const Token& token : tokens) {
    const std::string_view word = text.substr(token.begin, token.end - token.begin);
    codes += AllDigits(word, 4);
    if (!AllDigits(word, 4) && (HasDigit(word) || !StartsUpper(word))) return false;
  }
  return codes == 1;
}

// "Bakklandet 87": a name and a number, with postcode and place behind the comma or in the line
// below. No word says that it is a street.
bool IsHouseBeforePostcode(std::string_view piece, std::string_view below) {
  const size_t comma = std::min(piece.find(','), piece.size());
  const std::string_view house = piece.substr(0, comma);
  const size_t space = house.find_last_of(' ');
  if (space == std::string_view::npos || !StartsUpper(house) || CountWords(house) > 4 ||
      TitleScore(house) > 0 || HasDigit(house.substr(0, space)))
    return false;
  const std::string_view number = house.substr(space + 1);
  if (!AllDigits(number, 1) && !AllDigits(number, 2) && !AllDigits(number, 3)) return false;
  return IsPostcodeLine(comma < piece.size() ? piece.substr(comma + 1) : below);
}

class Finder {
 public:
  Finder(const RedactContext& context, RedactionFindings* findings)
      : context_(context), findings_(findings), contact_lines_(context.paragraphs.size(), false) {
    for (const RedactionFinding& finding : *findings) {
      if (finding.reason == REDACTION_REASON_EMAIL || finding.reason == REDACTION_REASON_PHONE)
        contact_lines_[finding.paragraph] = true;
    }
  }

  void Find() {
    for (size_t p = 0; p < context_.paragraphs.size(); ++p) {
      const ContextParagraph& paragraph = context_.paragraphs[p];
      if (paragraph.heading) continue;
      if (paragraph.Own()) {
        FindInOwn(p, paragraph);
      } else if (paragraph.zone == Zone::kOther) {
        if (IsBesideContact(p)) FindBesideContact(p, paragraph);
        FindRepeated(p, paragraph);
      }
    }
  }

 private:
  bool IsContactLine(size_t p) const { return contact_lines_[p]; }

  // Under "About me" too, a short line next to lines of contact is where somebody lives.
  bool IsBesideContact(size_t p) const {
    constexpr size_t kLines = 3;
    constexpr size_t kMostWords = 8;
    const auto first = contact_lines_.begin() + static_cast<long>(p > kLines ? p - kLines - 1 : 0);
    const auto last =
        contact_lines_.begin() + static_cast<long>(std::min(contact_lines_.size(), p + kLines + 1));
    if (std::find(first, last, true) == last) return false;
    const auto is_short = [&](size_t i) {
      return !context_.paragraphs[i].heading &&
             CountWords(context_.paragraphs[i].text) <= kMostWords;
    };
    for (size_t i = p + 1; i < context_.paragraphs.size() && i <= p + kLines; ++i) {
      if (!is_short(p) || !is_short(i)) break;
      if (IsContactLine(i)) return true;
    }
    for (size_t i = p; is_short(p) && i-- > 0 && i + kLines >= p && is_short(i);) {
      if (IsContactLine(i)) return true;
    }
    return IsContactLine(p) && is_short(p);
  }

  // Only what is an address by its own form, or a house over or under a place.
  void FindBesideContact(size_t p, const ContextParagraph& paragraph) {
    for (const Segment& segment : SplitSegments(paragraph.text, false)) {
      for (const Segment& part : FreeParts(*findings_, p, segment)) {
        const std::string_view piece =
            TrimSeparators(paragraph.text.substr(part.begin, part.end - part.begin));
        const size_t begin = static_cast<size_t>(piece.data() - paragraph.text.data());
        if (piece.empty() || !(HoldsAddress(piece) || IsHouseAbovePostcode(p, piece) ||
                               IsHouseBesidePlace(p, piece) || IsUnderHouse(p, piece)))
          continue;
        Add(p, paragraph.text, begin, begin + piece.size());
      }
    }
  }

  // "Bjørnsons 9" under "NO, Kristiansand".
  bool IsHouseBesidePlace(size_t p, std::string_view piece) const {
    if (p == 0 || piece.find(',') != std::string_view::npos ||
        !IsHouseBeforePostcode(piece, "0001 Oslo"))
      return false;
    const std::string_view above = context_.paragraphs[p - 1].text;
    const std::vector<Segment> segments = SplitSegments(above, true);
    return std::any_of(segments.begin(), segments.end(), [&](const Segment& segment) {
      return IsPlace(above.substr(segment.begin, segment.end - segment.begin));
    });
  }

  // "Kristiansand 7308" under a street.
  bool IsUnderHouse(size_t p, std::string_view piece) const {
    return p > 0 && IsPostcodeLine(piece) &&
           std::any_of(findings_->begin(), findings_->end(), [&](const RedactionFinding& finding) {
             return finding.paragraph + 1 == p && finding.reason == REDACTION_REASON_ADDRESS;
           });
  }

  void FindInOwn(size_t p, const ContextParagraph& paragraph) {
    const bool contact_line = IsContactLine(p);
    for (const Segment& segment : SplitSegments(paragraph.text, false)) {
      for (const Segment& part : FreeParts(*findings_, p, segment))
        FindInPart(p, paragraph, part, contact_line);
    }
  }

  // The comma parts of a piece: those before a street or behind a postcode that are titles stay.
  void FindInPart(size_t p, const ContextParagraph& paragraph, Segment part, bool contact_line) {
    const std::string_view text = paragraph.text;
    const std::string_view lower = paragraph.lower;
    const std::string_view piece = TrimSeparators(text.substr(part.begin, part.end - part.begin));
    if (piece.empty() || CountWords(piece) > 16) return;
    const size_t begin = static_cast<size_t>(piece.data() - text.data());
    const size_t end = begin + piece.size();
    const std::vector<Token> tokens = Tokens(text, begin, end);
    if (IsYearLikePostcode(p, text, tokens)) {
      Add(p, text, begin, end);
      return;
    }
    const bool street = HasStreet(lower, tokens);
    if (!street && !lexicon::FindPeriods(piece).empty() && !lexicon::ParsePeriod(piece).has_value())
      return;
    if (street || HasPostcode(text, lower, tokens)) {
      Add(p, text, AddressBegin(text, begin, end), end);
      return;
    }
    if (IsPlaceOnly(piece) || IsHouseAbovePostcode(p, piece)) {
      Add(p, text, begin, end);
      return;
    }
    if (!contact_line) return;
    // On a line with telephone or e-mail, a few capitalised words that are no title are where
    // somebody lives.
    const bool title_case = StartsUpper(piece) && CountWords(piece) <= 4 && !HasDigit(piece) &&
                            TitleCasePercent(piece) >= 60;
    const bool label = PersonalLabelLength(lower.substr(begin)) > 0;
    if (title_case && !label && begin > 0 && TitleScore(piece) == 0 && !AreLanguages(piece))
      Add(p, text, begin, end);
  }

  // "Norsk, Engelsk": what somebody speaks, not where they live.
  static bool AreLanguages(std::string_view piece) {
    size_t words = 0;
    const auto languages = lexicon::FindLanguages(piece);
    for (const lexicon::LanguageMention& language : languages)
      words += CountWords(piece.substr(language.begin, language.end - language.begin));
    return languages.size() >= 2 && words == CountWords(piece);
  }

  // "2013 Skjetten" alone under a street: a postcode that could be a year, and a place.
  bool IsYearLikePostcode(size_t p, std::string_view text, const std::vector<Token>& tokens) const {
    if (tokens.size() < 2 || tokens.size() > 3) return false;
    const std::string_view code = text.substr(tokens[0].begin, tokens[0].end - tokens[0].begin);
    if (!AllDigits(code, 4) && !IsPostcode(LowerAligned(code))) return false;
    for (size_t i = 1; i < tokens.size(); ++i) {
      const std::string_view word = text.substr(tokens[i].begin, tokens[i].end - tokens[i].begin);
      if (!StartsUpper(word) || HasDigit(word) || TitleScore(word) > 0) return false;
    }
    return std::any_of(findings_->begin(), findings_->end(), [&](const RedactionFinding& finding) {
      return finding.reason == REDACTION_REASON_ADDRESS &&
             (finding.paragraph == p || finding.paragraph + 1 == p);
    });
  }

  // "Bakklandet 87" with postcode and place behind the comma or on the line below.
  bool IsHouseAbovePostcode(size_t p, std::string_view piece) const {
    return IsHouseBeforePostcode(piece, p + 1 < context_.paragraphs.size()
                                            ? context_.paragraphs[p + 1].text
                                            : std::string_view());
  }

  static bool IsPlaceOnly(std::string_view piece) {
    if (IsPlace(piece)) return true;
    const size_t comma = piece.rfind(", ");
    // "Enebakk, Norge": a country or state behind an unknown place.
    return comma != std::string_view::npos && IsPlace(piece.substr(comma + 2)) &&
           CountWords(piece) <= 5 && !HasDigit(piece) && TitleScore(piece) == 0 &&
           StartsUpper(piece);
  }

  // Skips comma parts in front that are a title or a name.
  static size_t AddressBegin(std::string_view text, size_t begin, size_t end) {
    size_t start = begin;
    for (size_t comma = text.find(',', begin); comma < end; comma = text.find(',', comma + 1)) {
      const std::string_view head = text.substr(start, comma - start);
      if (HasDigit(head) || TitleScore(head) == 0) break;
      start = comma + 1;
      while (start < end && text[start] == ' ') ++start;
    }
    return start;
  }

  void Add(size_t p, std::string_view text, size_t begin, size_t end) {
    findings_->push_back({p, begin, end, REDACTION_REASON_ADDRESS});
    const std::string_view written = text.substr(begin, end - begin);
    const std::string_view street = written.substr(0, written.find(','));
    if (HasDigit(street) && street.size() >= 6)
      streets_.push_back(LowerAligned(TrimSeparators(street)));
  }

  // The own street again, in a letter's head or a footer.
  void FindRepeated(size_t p, const ContextParagraph& paragraph) {
    for (const std::string& street : streets_) {
      for (size_t at = paragraph.lower.find(street); at != std::string::npos;
           at = paragraph.lower.find(street, at + street.size())) {
        if (!Overlaps(*findings_, p, at, at + street.size())) {
          findings_->push_back({p, at, at + street.size(), REDACTION_REASON_ADDRESS});
        }
      }
    }
  }

  const RedactContext& context_;
  RedactionFindings* findings_;
  std::vector<bool> contact_lines_;  // Paragraphs with an e-mail address or a number.
  std::vector<std::string> streets_;
};

}  // namespace

bool HoldsAddress(std::string_view text) {
  const std::string lower = LowerAligned(text);
  const std::vector<Token> tokens = Tokens(text, 0, text.size());
  // "August 2006 to October 2008 Company" has years, not a postcode.
  return HasStreet(lower, tokens) || IsHouseBeforePostcode(text, {}) ||
         (HasPostcode(text, lower, tokens) && lexicon::FindPeriods(text).empty());
}

void FindAddresses(const RedactContext& context, RedactionFindings* findings) {
  Finder(context, findings).Find();
}

}  // namespace utvalg::parse
