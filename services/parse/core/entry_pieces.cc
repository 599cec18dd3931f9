// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/entry_pieces.h"

#include <algorithm>
#include <string>

#include "common/base/utf8.h"
#include "common/lexicon/dates.h"
#include "services/parse/core/places.h"
#include "services/parse/core/redact.h"
#include "services/parse/core/role_words.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

// Trims separators and unbalanced brackets.
std::string_view TrimPiece(std::string_view text) {
  while (true) {
    const std::string_view before = text;
    text = TrimSeparators(text);
    if (text.size() >= 2 && text.front() == '(' && text.find(')') == text.size() - 1) {
      text = text.substr(1, text.size() - 2);
    } else if (!text.empty() && text.front() == ')') {
      text.remove_prefix(1);
    } else if (!text.empty() && text.back() == '(') {
      text.remove_suffix(1);
    } else if (!text.empty() && text.back() == ')' && text.find('(') == std::string_view::npos) {
      text.remove_suffix(1);
    } else if (!text.empty() && text.front() == '(' && text.find(')') == std::string_view::npos) {
      text.remove_prefix(1);
    }
    if (text == before) return text;
  }
}

constexpr size_t kLongestPiece = 110;
constexpr std::string_view kBrokenDash = "ï¼";
// What anonymised CVs leave of a place.
constexpr std::string_view kAnonymousPlace = "City , State";

// A full-width dash whose bytes were taken for Latin-1 by whoever made the document.
bool IsBrokenDash(std::string_view text, size_t at) {
  return text.substr(at).starts_with(kBrokenDash);
}

// "OsloMet – storbyuniversitetet", "Sivilingeniør - bygg": what follows the dash explains the name.
bool GoesOnSmall(std::string_view text, size_t after) {
  const std::string_view rest = TrimSpace(text.substr(after));
  size_t next = rest.size();
  for (const std::string_view end : {" - ", " – ", " — ", "\t", " | ", " · "})
    next = std::min(next, rest.find(end));
  const std::string_view part = TrimSeparators(rest.substr(0, next));
  return StartsLower(part) && !IsEmploymentType(part) && !IsDuration(part) && part != "to" &&
         part != "til" && !HasDigit(part);
}

// "Hudson Freight. Bergen": a full stop between two names. "St. Olavs" and "avd. Oslo" have none.
bool EndsName(std::string_view text, size_t at) {
  if (text[at] != '.' || at < 5 || at + 2 >= text.size() || text[at + 1] != ' ') return false;
  const size_t word = text.find_last_of(" \t", at);
  if (word == std::string_view::npos ? at < 5 : at - word < 6) return false;
  const std::string_view rest = TrimSpace(text.substr(at + 1));
  return StartsUpper(rest) && rest.size() < 40 && HasLetter(text.substr(at - 2, 2));
}

// "Rema 1000 Fana. Ansvar for kasse.", "Posten Norge AS. Kjørte i Bergen.": a name, then what was
// done there, to the end of the line.
bool SentenceFollows(std::string_view text, size_t at) {
  if (text[at] != '.' || at + 2 >= text.size() || text[at + 1] != ' ') return false;
  const std::string_view rest = TrimSpace(text.substr(at + 1));
  if (!StartsUpper(rest) || !EndsSentence(rest) || CountWords(rest) < 3) return false;
  const size_t space = text.find_last_of(" \t", at);
  const std::string_view word =
      text.substr(space == std::string_view::npos ? 0 : space + 1, at - (space + 1));
  // "St. Olavs" and "avd. Oslo" go on; "AS." ends a name.
  return CodePoints(word) >= 4 || (word.size() >= 2 && IsAllCaps(word)) || word == "Ltd" ||
         word == "Inc";
}

// End of the piece that starts at begin, and where the next one starts.
size_t FindCut(std::string_view text, size_t begin, size_t* next, bool* tab) {
  *tab = false;
  for (size_t i = begin; i < text.size();) {
    size_t after = i;
    const char32_t c = NextCodePoint(text, &after);
    const bool space_before = i > 0 && (text[i - 1] == ' ' || text[i - 1] == '\t');
    const bool space_after = after >= text.size() || text[after] == ' ' || text[after] == '\t';
    const bool dash = c == '-' || c == 0x2013 || c == 0x2014 || c == 0x2212 || c == 0x2010;
    if (c == '\t' || IsSeparatorGlyph(c) ||
        (dash && space_before && space_after && !GoesOnSmall(text, after)) ||
        (c == '/' && space_before && space_after) || c == ';' || IsBrokenDash(text, i) ||
        EndsName(text, i) || SentenceFollows(text, i) ||
        (c == 'C' && space_before && text.substr(i).starts_with(kAnonymousPlace)) ||
        (c == 0x2014 && !(space_before && space_after))) {
      *next = IsBrokenDash(text, i) ? i + kBrokenDash.size()
              : c == 'C'            ? i + kAnonymousPlace.size()
                                    : after;
      *tab = c == '\t';
      return i;
    }
    i = after;
  }
  *next = text.size();
  return text.size();
}

// "20XX", "May", "Page 2": what is left of dates and pages names nobody.
bool IsDateDebris(std::string_view text) {
  const std::string folded = FoldWords(text);
  static constexpr std::string_view kWords =
      "|present|current|page|side|gpa|to|til|of|av|summer|summers|spring|fall|winter|year|month|"
      "cont|contd|continued|20xx|19xx|xx|";
  size_t begin = 0;
  while (begin < folded.size()) {
    const size_t end = std::min(folded.find(' ', begin), folded.size());
    const std::string word = folded.substr(begin, end - begin);
    if (word.find_first_not_of("0123456789") != std::string::npos &&
        lexicon::MonthNumber(word) == 0 &&
        kWords.find("|" + word + "|") == std::string_view::npos) {
      return false;
    }
    begin = end + 1;
  }
  return !folded.empty();
}

class Cutter {
 public:
  Cutter(const SectionedText& cv, std::vector<Piece>* out) : cv_(cv), out_(out) {}

  void Cut(const EntryLine& line, size_t index, size_t begin, size_t end, bool after_tab) {
    const std::string_view text = line.text.substr(0, end);
    while (begin < end) {
      size_t next = end;
      bool tab = false;
      size_t cut = FindCut(text, begin, &next, &tab);
      if (const size_t style = StyleCut(line, begin, cut); style < cut) {
        cut = next = style;
        tab = false;
      }
      Add(line, index, text.substr(begin, cut - begin), after_tab);
      if (cut < end && SentenceFollows(text, cut)) return;
      after_tab = tab;
      begin = next;
    }
  }

 private:
  // "<b>Bachelor, Law</b> University of Oslo": where bold type ends before a capital. The end where
  // it does not.
  size_t StyleCut(const EntryLine& line, size_t begin, size_t end) const {
    const Paragraph& paragraph = cv_.document->paragraphs[line.paragraph];
    const size_t offset = line.begin - cv_.starts[line.paragraph];
    bool bold = false;
    for (const StyleRun& run : paragraph.runs) {
      const size_t at = run.begin - std::min(run.begin, offset);
      const bool ends = bold && !run.bold && at > begin && at < end;
      bold = run.bold && run.end > offset + begin;
      if (ends && line.text[at - 1] == ' ' && StartsUpper(line.text.substr(at, end - at)))
        return at;
    }
    return end;
  }

  void Add(const EntryLine& line, size_t index, std::string_view raw, bool after_tab) {
    const std::string_view text = TrimPiece(raw);
    if (text.empty() || !HasLetter(text) || out_->size() >= kMostPieces) return;
    if (PlaceholderLength(text) == text.size()) return;
    if (IsEmploymentType(text) || IsDuration(text) || text == "to" || text == "til") return;
    if (IsDateDebris(text)) return;
    // A sentence that follows the head of the entry on its line.
    if (text.size() > kLongestPiece) return;
    Piece piece;
    piece.text = text;
    piece.begin = static_cast<size_t>(text.data() - cv_.text.data());
    piece.line = index;
    piece.after_tab = after_tab;
    piece.style =
        StyleAt(cv_.document->paragraphs[line.paragraph], piece.begin - cv_.starts[line.paragraph]);
    piece.label = line.label;
    piece.place =
        line.label == FieldLabel::kPlace || (line.label == FieldLabel::kNone && IsPlace(text));
    out_->push_back(piece);
  }

  const SectionedText& cv_;
  std::vector<Piece>* const out_;
};

}  // namespace

std::vector<Piece> CutPieces(const SectionedText& cv, const std::vector<EntryLine>& lines,
                             const Entry& entry) {
  std::vector<Piece> pieces;
  Cutter cutter(cv, &pieces);
  for (size_t i = entry.first; i < entry.last; ++i) {
    const EntryLine& line = lines[i];
    if (i >= entry.header_last && line.label == FieldLabel::kNone) continue;
    if (!line.dated) {
      cutter.Cut(line, i, line.value_begin, line.text.size(), false);
      continue;
    }
    cutter.Cut(line, i, line.value_begin, line.period_begin, false);
    const bool tab = line.period_end < line.text.size() && line.text[line.period_end] == '\t';
    cutter.Cut(line, i, line.period_end, line.text.size(), tab && line.period_begin > 0);
  }
  return pieces;
}

Piece SubPiece(const Piece& piece, size_t begin, size_t end) {
  Piece part = piece;
  part.text = TrimPiece(piece.text.substr(begin, end - begin));
  part.begin = piece.begin + static_cast<size_t>(part.text.data() - piece.text.data());
  part.place = false;
  return part;
}

Piece SplitPlace(Piece* piece) {
  Piece place = *piece;
  place.text = {};
  const std::string_view text = piece->text;
  if (text.ends_with(")")) {
    const size_t open = text.rfind('(');
    if (open != std::string_view::npos && open > 0 &&
        IsPlace(text.substr(open + 1, text.size() - open - 2))) {
      place = SubPiece(*piece, open + 1, text.size() - 1);
      place.place = true;
      *piece = SubPiece(*piece, 0, open);
      return place;
    }
  }
  // The longest tail behind a comma that is a place.
  for (size_t comma = text.find(','); comma != std::string_view::npos;
       comma = text.find(',', comma + 1)) {
    if (comma == 0 || !IsPlace(text.substr(comma + 1))) continue;
    place = SubPiece(*piece, comma + 1, text.size());
    place.place = true;
    *piece = SubPiece(*piece, 0, comma);
    return place;
  }
  return place;
}

}  // namespace utvalg::parse
