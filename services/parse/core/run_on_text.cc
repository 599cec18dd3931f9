// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/run_on_text.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "common/lexicon/dates.h"
#include "services/parse/core/date_shape.h"
#include "services/parse/core/paragraph_builder.h"
#include "services/parse/core/section_headings.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

using utvalg::cv::v1::SectionKind;

constexpr size_t kMostHeadingWords = 5;
constexpr size_t kLongLine = 130;     // Bytes: a line with an entry alone is shorter.
constexpr size_t kLongestHead = 140;  // Bytes of an entry before its period.

struct Word {
  size_t begin = 0;
  size_t end = 0;
};

std::vector<Word> WordsOf(std::string_view text) {
  std::vector<Word> words;
  for (size_t i = 0; i < text.size();) {
    i = std::min(text.find_first_not_of(" \t", i), text.size());
    const size_t end = std::min(text.find_first_of(" \t", i), text.size());
    if (end > i) words.push_back({i, end});
    i = end;
  }
  return words;
}

// In running text a heading in title case is told from a name by its last word alone.
bool EndsLikeHeading(std::string_view phrase) {
  const std::string folded = FoldWords(phrase);
  const std::string last = folded.substr(folded.rfind(' ') + 1);
  for (const std::string_view word :
       {"experience", "history", "education", "qualifications", "qualification", "background",
        "objective", "summary", "skills", "erfaring", "arbeidserfaring", "utdanning"}) {
    if (last == word) return folded.size() > last.size();
  }
  return false;
}

class HeadingScan {
 public:
  explicit HeadingScan(std::string_view text) : text_(text), words_(WordsOf(text)) {}

  // Where lines begin, besides 0.
  std::vector<size_t> Cuts() const {
    std::vector<size_t> cuts;
    for (size_t i = 0; i < words_.size();) {
      const size_t count = HeadingAt(i);
      if (count == 0) {
        ++i;
        continue;
      }
      if (i > 0) cuts.push_back(words_[i].begin);
      i += count;
      if (i < words_.size()) cuts.push_back(words_[i].begin);
    }
    return cuts;
  }

 private:
  std::string_view Text(size_t first, size_t last) const {
    return text_.substr(words_[first].begin, words_[last - 1].end - words_[first].begin);
  }

  // Words of the heading that begins at a word, 0 when none does or it has the line for itself.
  size_t HeadingAt(size_t first) const {
    const bool caps = IsAllCaps(Text(first, first + 1));
    if (!caps && first > 0) return 0;
    if (first > 0 && IsAllCaps(Text(first - 1, first))) return 0;
    for (size_t count = std::min(kMostHeadingWords, words_.size() - first); count > 0; --count) {
      if (count == words_.size()) continue;
      const std::string_view phrase = Text(first, first + count);
      if (phrase.size() < 5 || phrase.find(',') != std::string_view::npos ||
          !IsStrongHeading(phrase)) {
        continue;
      }
      const bool stands_out =
          IsAllCaps(phrase) ? true : EndsLikeHeading(phrase) && TitleCasePercent(phrase) == 100;
      if (stands_out && GoesOnApart(first + count)) return count;
    }
    return 0;
  }

  // What follows is neither capitals of a longer name nor the rest of a sentence.
  bool GoesOnApart(size_t next) const {
    if (next == words_.size()) return true;
    const std::string_view word = Text(next, next + 1);
    if (StartsLower(word) || word.front() == ':' || word == "&" || word == "-") return false;
    const std::string_view ahead = Text(next, std::min(next + 3, words_.size()));
    return !IsAllCaps(ahead);
  }

  const std::string_view text_;
  const std::vector<Word> words_;
};

bool EndsAbbreviated(std::string_view text) {
  const std::string folded = FoldWords(text.substr(text.find_last_of(" ,(") + 1));
  for (const std::string_view word : {"inc", "ltd", "corp", "pvt", "dept", "univ", "bros", "nos",
                                      "sept", "asst", "assoc", "engg", "tech", "prof"}) {
    if (folded == word) return true;
  }
  return folded.size() < 3;
}

// Behind the last sentence that ends in [from, to).
size_t SentenceBefore(std::string_view text, size_t from, size_t to) {
  for (size_t i = to; i > from + 1; --i) {
    if (text[i - 1] != ' ' || text[i - 2] != '.') continue;
    if (StartsUpper(text.substr(i)) && !EndsAbbreviated(text.substr(from, i - 2 - from))) return i;
  }
  return from;
}

// An entry's line ends behind its period; the next begins behind the sentence before its own.
std::vector<size_t> EntryCuts(std::string_view text) {
  std::vector<size_t> cuts;
  size_t from = 0;
  for (const lexicon::Period& period : lexicon::FindPeriods(text)) {
    if (period.single || period.begin_byte < from) continue;
    const size_t head = SentenceBefore(text, from, period.begin_byte);
    if (period.begin_byte - head > kLongestHead) continue;
    if (head > from) cuts.push_back(head);
    const size_t behind = text.find_first_not_of(" .,;:)", period.end_byte);
    if (behind == std::string_view::npos) break;
    const bool spaced = text.find(' ', period.end_byte) < behind;
    // "2004 - 2007 Engineer": the period comes first, and its line goes on.
    if (!spaced || !StartsUpper(text.substr(behind)) || period.begin_byte == head) continue;
    cuts.push_back(behind);
    from = behind;
  }
  return cuts;
}

std::vector<Paragraph> Cut(Paragraph paragraph, const std::vector<size_t>& cuts) {
  std::vector<Paragraph> parts;
  size_t taken = 0;
  for (const size_t cut : cuts) {
    Paragraph head = paragraph;
    RemoveSuffix(cut - taken, &head);
    RemovePrefix(cut - taken, &paragraph);
    taken = cut;
    parts.push_back(std::move(head));
    paragraph.gap_before = false;
  }
  parts.push_back(std::move(paragraph));
  return parts;
}

bool HoldsEntries(SectionKind kind) {
  return kind == utvalg::cv::v1::SECTION_KIND_EXPERIENCE ||
         kind == utvalg::cv::v1::SECTION_KIND_EDUCATION;
}

// "August 2013" over "May 2014" or "Present": a period whose dash was a line end by mistake.
bool GoesOnAsPeriod(std::string_view line, std::string_view next) {
  if (line.size() > kLongLine || next.size() > 24 || !HasYear(line)) return false;
  const auto periods = lexicon::FindPeriods(line);
  if (periods.empty() || !periods.back().single || periods.back().end ||
      !TrimSeparators(line.substr(periods.back().end_byte)).empty()) {
    return false;
  }
  const std::string folded = FoldWords(next);
  for (const std::string_view now : {"present", "current", "now", "today", "till date", "to date",
                                     "until today", "until now", "nå", "dags dato", "i dag"}) {
    if (folded == now) return true;
  }
  const std::optional<lexicon::Period> end = lexicon::ParsePeriod(next);
  return end.has_value() && end->single && !end->end && end->start > periods.back().start;
}

void Append(const Paragraph& next, Paragraph* line) {
  const size_t shift = line->text.size() + 3;
  line->text += " - " + next.text;
  const auto add = [&](const auto& from, auto* to) {
    for (auto range : from) {
      range.begin += shift;
      range.end += shift;
      to->push_back(std::move(range));
    }
  };
  add(next.placements, &line->placements);
  add(next.links, &line->links);
  if (!line->runs.empty()) line->runs.back().end = line->text.size();
}

// "RESUME OF DANA WHITCOMB dana@mail.org (555) 201 77": where the address begins behind a name that
// nothing parts from it, 0 when something does.
size_t AddressBehindName(std::string_view text) {
  constexpr size_t kMostWords = 6;
  const size_t sign = text.find('@');
  if (sign == std::string_view::npos) return 0;
  const size_t space = text.rfind(' ', sign);
  if (space == std::string_view::npos || space + 1 == sign) return 0;
  const std::string_view before = text.substr(0, space);
  const bool letters = std::all_of(before.begin(), before.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') ||
           c == ' ' || c == '-' || c == '.' || c == '\'';
  });
  return letters && StartsUpper(before.substr(before.rfind(' ') + 1)) && CountWords(before) >= 2 &&
                 CountWords(before) <= kMostWords
             ? space + 1
             : 0;
}

// A mark of a list on a line of its own.
bool IsLoneMark(std::string_view text) { return TrimSeparators(text).empty() && text.size() <= 4; }

}  // namespace

void SplitRunOnText(std::vector<Paragraph>* paragraphs) {
  std::vector<Paragraph> lines;
  for (Paragraph& paragraph : *paragraphs) {
    if (IsLoneMark(paragraph.text)) continue;
    if (!lines.empty() && GoesOnAsPeriod(lines.back().text, paragraph.text)) {
      Append(paragraph, &lines.back());
      continue;
    }
    std::vector<size_t> cuts = HeadingScan(paragraph.text).Cuts();
    if (const size_t address = AddressBehindName(paragraph.text);
        address > 0 && lines.empty() && (cuts.empty() || address < cuts.front()))
      cuts.insert(cuts.begin(), address);
    std::vector<Paragraph> parts = Cut(std::move(paragraph), cuts);
    std::move(parts.begin(), parts.end(), std::back_inserter(lines));
  }
  paragraphs->clear();
  SectionKind kind = utvalg::cv::v1::SECTION_KIND_UNSPECIFIED;
  for (Paragraph& line : lines) {
    if (IsStrongHeading(line.text)) kind = *HeadingKind(line.text);
    std::vector<size_t> cuts;
    if (HoldsEntries(kind) && line.text.size() > kLongLine) cuts = EntryCuts(line.text);
    std::vector<Paragraph> parts = Cut(std::move(line), cuts);
    std::move(parts.begin(), parts.end(), std::back_inserter(*paragraphs));
  }
}

}  // namespace utvalg::parse
