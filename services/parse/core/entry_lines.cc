// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/entry_lines.h"

#include <algorithm>
#include <optional>
#include <string>

#include "common/base/utf8.h"
#include "common/lexicon/education_levels.h"
#include "services/parse/core/role_words.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

using utvalg::cv::v1::SectionKind;

constexpr size_t kLongLine = 130;

bool IsOpening(char c) { return c == '(' || c == '[' || c == '{'; }
bool IsClosing(char c) { return c == ')' || c == ']' || c == '}'; }

// Widens the period over brackets and separators around it.
void WidenPeriod(std::string_view text, size_t* begin, size_t* end) {
  while (true) {
    size_t left = *begin, right = *end;
    while (left > 0 && text[left - 1] == ' ') --left;
    while (right < text.size() && text[right] == ' ') ++right;
    if (left > 0 && right < text.size() && IsOpening(text[left - 1]) && IsClosing(text[right])) {
      *begin = left - 1;
      *end = right + 1;
      continue;
    }
    return;
  }
}

// Whether the stretch stands apart from the text: at an end of the line, in brackets, in a cell of
// its own.
bool StandsApart(std::string_view text, size_t begin, size_t end) {
  const std::string_view before = TrimSpace(text.substr(0, begin));
  const std::string_view after = TrimSpace(text.substr(end));
  if (before.empty() || after.empty() || before.ends_with(":")) return true;
  // How long it was may follow in brackets.
  if (IsOpening(after.front()) && IsClosing(after.back()) && IsDuration(after)) return true;
  if (IsOpening(text[begin])) return true;
  // In the middle it must be cut off on both sides; "since 2021, with ..." is part of a sentence.
  const bool left_cut = before.back() == ',' || TrimSeparators(before).size() < before.size();
  const bool right_cut = after.front() == ',' || TrimSeparators(after).size() < after.size();
  return (left_cut && right_cut) || text.substr(0, begin).ends_with('\t') || text[end] == '\t';
}

// A whole period between two names with nothing but spaces: "Sales Manager 06/2012 to Current Acme
// AS Oslo". A year does so before a school.
bool PartsLine(std::string_view text, const lexicon::Period& period, size_t begin, size_t end) {
  const std::string_view before = TrimSpace(text.substr(0, begin));
  std::string_view after = TrimSpace(text.substr(end));
  // The description may follow on the same line.
  const bool long_line = text.size() > kLongLine || EndsSentence(text);
  if (long_line && (period.single || before.size() > 60)) return false;
  if (long_line) after = after.substr(0, 24);
  if (period.single && InstitutionScore(after) < 50) return false;
  return StartsUpper(before) && StartsUpper(after) && TitleCasePercent(before) >= 60 &&
         TitleCasePercent(after) >= 60;
}

// "2019 2021 Engineer", "2021 now Engineer": a period whose dash was lost on the way.
void JoinLostDashes(std::string_view text, std::vector<lexicon::Period>* periods) {
  for (size_t i = 0; i < periods->size(); ++i) {
    lexicon::Period& period = (*periods)[i];
    if (!period.single || period.current || period.expected || !period.start || period.end)
      continue;
    const std::string_view rest = TrimSpace(text.substr(period.end_byte));
    const size_t gap = static_cast<size_t>(rest.data() - text.data()) - period.end_byte;
    if (rest.empty() || gap != 1) continue;
    if (i + 1 < periods->size() && (*periods)[i + 1].begin_byte == period.end_byte + gap) {
      const lexicon::Period& next = (*periods)[i + 1];
      if (!next.single || next.current || !(period.start < next.start)) continue;
      period.end = next.start;
      period.end_byte = next.end_byte;
      periods->erase(periods->begin() + static_cast<long>(i) + 1);
      period.single = false;
      continue;
    }
    for (const std::string_view now :
         {"now ", "present ", "Present ", "current ", "Current ", "nå "}) {
      if (!rest.starts_with(now)) continue;
      period.current = true;
      period.single = false;
      period.end_byte += gap + now.size() - 1;
      break;
    }
  }
}

// Chooses the period that dates an entry, if any.
void FindDate(EntryLine* line) {
  const std::string_view text = line->text;
  if (!HasDigit(text)) return;
  const lexicon::Period* best = nullptr;
  size_t best_begin = 0, best_end = 0;
  std::vector<lexicon::Period> periods = lexicon::FindPeriods(text);
  JoinLostDashes(text, &periods);
  for (const lexicon::Period& period : periods) {
    size_t begin = period.begin_byte, end = period.end_byte;
    WidenPeriod(text, &begin, &end);
    if (!StandsApart(text, begin, end) && !PartsLine(text, period, begin, end)) continue;
    if (period.single && text.size() - (end - begin) > 100) continue;
    // A period beats a single date; the first of equals wins.
    if (best == nullptr || (best->single && !period.single)) {
      best = &period;
      best_begin = begin;
      best_end = end;
    }
  }
  if (best == nullptr) return;
  line->dated = true;
  line->period = *best;
  line->period_begin = best_begin;
  line->period_end = best_end;
}

bool IsLabel(std::string_view text) {
  const size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > 40) return false;
  if (colon + 1 < text.size() && text[colon + 1] != ' ' && text[colon + 1] != '\t') return false;
  return CountWords(text.substr(0, colon)) <= 4;
}

// "Arbeidsoppgaver", "Highlights": what follows describes.
bool IsDescriptionLabel(std::string_view text) {
  static constexpr std::string_view kLabels =
      "|highlights|responsibilities|key responsibilities|achievements|key "
      "achievements|accomplishments|results|tasks|duties|"
      "main duties|job description|description|key tasks|selected achievements|technologies|tech "
      "stack|environment|summary|"
      "arbeidsoppgaver|oppgaver|ansvarsområder|ansvar|ansvarsområde|hovedoppgaver|resultater|"
      "beskrivelse|stillingsbeskrivelse|"
      "nøkkelresultater|teknologi|teknologier|arbeidsoppgåver|oppgåver|hovudoppgåver|resultat|"
      "skildring|"
      "main activities and responsibilities|activities|courses|relevant coursework|";
  const std::string folded = FoldWords(text);
  if (folded.empty() || folded.size() > 40) return false;
  return kLabels.find("|" + folded + "|") != std::string_view::npos;
}

// A school is named, so the line is no description however long.
bool NamesSchool(std::string_view text) {
  return text.size() <= kLongLine && !EndsSentence(text) && InstitutionScore(text) >= 50;
}

// "• Bachelor of Science: Computer Science" under a school.
bool StartsWithDegree(std::string_view text) {
  if (text.size() > 90 || EndsSentence(text)) return false;
  const std::vector<lexicon::DegreeMention> degrees = lexicon::FindDegrees(text);
  return !degrees.empty() && degrees.front().begin == 0;
}

LineRole RoleOf(const EntryLine& line, SectionKind kind) {
  if (line.label != FieldLabel::kNone) return LineRole::kHeader;
  const bool education = kind == utvalg::cv::v1::SECTION_KIND_EDUCATION;
  if (line.bullet && education && StartsWithDegree(line.text)) return LineRole::kHeader;
  if (line.bullet || IsDescriptionLabel(line.text)) return LineRole::kDescription;
  const std::string_view text = line.text;
  if (line.dated) {
    // A sentence that happens to end with a year is no header.
    const size_t rest = text.size() - (line.period_end - line.period_begin);
    const bool sentence = rest > kLongLine && EndsSentence(text);
    return sentence && line.period_begin > 60 ? LineRole::kDescription : LineRole::kHeader;
  }
  if (education && NamesSchool(text)) return LineRole::kHeader;
  const size_t words = CountWords(text);
  if (text.size() > kLongLine || (StartsLower(text) && words > 5)) return LineRole::kDescription;
  if (EndsSentence(text) && words >= 4) return LineRole::kDescription;
  if (words >= 9 && TitleCasePercent(text) < 45) return LineRole::kDescription;
  if (IsLabel(text)) return LineRole::kDescription;
  return LineRole::kHeader;
}

// An education that is a list and nothing else: its items are the schools.
void PromoteListedSchools(std::vector<EntryLine>* lines) {
  const bool list =
      std::all_of(lines->begin(), lines->end(), [](const EntryLine& line) { return line.bullet; });
  const auto names = [](const EntryLine& line) {
    return line.text.size() <= kLongLine && !EndsSentence(line.text) &&
           (line.dated || InstitutionScore(line.text) >= 50);
  };
  if (!list || std::none_of(lines->begin(), lines->end(), names)) return;
  for (EntryLine& line : *lines) {
    if (names(line) && line.level == lines->front().level) line.role = LineRole::kHeader;
  }
}

// "2016" over "2018", or with "to" between them, in a column of dates is one period.
bool JoinsYears(std::vector<EntryLine>& lines, const EntryLine& line) {
  if (lines.empty()) return false;
  EntryLine& last = lines.back();
  if (!last.OnlyDate() || !last.period.single || last.period.current || line.gap_before)
    return false;
  const std::string_view text = TrimSpace(line.text);
  if (text == "to" || text == "til" || text == "-" || text == "–" || text == "—") return true;
  if (!line.OnlyDate()) return false;
  if (line.period.current && !line.period.start) {
    last.period.current = true;
    last.period.single = false;
    return true;
  }
  if (!line.period.single || line.period.current || line.period.start < last.period.start)
    return false;
  last.period.end = line.period.start;
  last.period.single = false;
  return true;
}

}  // namespace

bool EntryLine::OnlyDate() const {
  if (!dated) return false;
  const std::string_view before = TrimSeparators(text.substr(0, period_begin));
  const std::string_view after = TrimSeparators(text.substr(period_end));
  return before.empty() && after.empty();
}

// "Skrev rapporter og lærte opp nye vektere": words as in a sentence, no title and no name of a
// firm.
bool ReadsLikeProse(const EntryLine& line) {
  return !line.dated && line.label == FieldLabel::kNone && CountWords(line.text) >= 4 &&
         line.text.find('\t') == std::string_view::npos &&
         line.text.find('|') == std::string_view::npos && TitleCasePercent(line.text) <= 34 &&
         TitleScore(line.text) <= 0 && OrganisationScore(line.text) <= 0 &&
         InstitutionScore(line.text) <= 0;
}

LineStyle StyleAt(const Paragraph& paragraph, size_t offset) {
  LineStyle style;
  style.kind = paragraph.kind;
  for (const StyleRun& run : paragraph.runs) {
    if (offset >= run.begin && offset < run.end) {
      style.bold = run.bold;
      style.italic = run.italic;
      style.size = run.size;
      break;
    }
  }
  return style;
}

std::vector<EntryLine> ReadLines(const SectionedText& cv, const SectionRange& section) {
  std::vector<EntryLine> lines;
  for (size_t p = section.first; p < section.last; ++p) {
    const std::string_view body = cv.Body(section, p);
    if (TrimSpace(body).empty()) continue;
    const Paragraph& paragraph = cv.document->paragraphs[p];
    if (paragraph.kind == ParagraphKind::kPageFooter || IsTableHead(body)) continue;
    EntryLine line;
    line.paragraph = p;
    line.begin = static_cast<size_t>(body.data() - cv.text.data());
    line.text = body;
    line.bullet = paragraph.kind == ParagraphKind::kListItem;
    line.level = line.bullet ? paragraph.level : 0;
    line.gap_before = paragraph.gap_before;
    line.label = LabelAt(body, &line.value_begin);
    FindDate(&line);
    line.role = RoleOf(line, section.kind);
    // The style of what is not the date: that is what entries have in common.
    size_t at = line.begin - cv.starts[p];
    if (line.dated && line.period_begin == 0 && line.period_end < body.size()) {
      at += line.period_end;
      while (at + 1 < paragraph.text.size() &&
             (paragraph.text[at] == ' ' || paragraph.text[at] == '\t')) {
        ++at;
      }
    }
    line.style = StyleAt(paragraph, at);
    line.style.caps = IsAllCaps(body);
    if (JoinsYears(lines, line)) continue;
    lines.push_back(line);
  }
  if (section.kind == utvalg::cv::v1::SECTION_KIND_EDUCATION) PromoteListedSchools(&lines);
  return lines;
}

}  // namespace utvalg::parse
