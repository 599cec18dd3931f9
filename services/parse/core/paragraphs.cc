// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/paragraphs.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <string_view>

#include "common/base/utf8.h"
#include "common/lexicon/dates.h"
#include "services/parse/core/date_shape.h"
#include "services/parse/core/divided_address.h"
#include "services/parse/core/paragraph_builder.h"
#include "services/parse/core/role_words.h"
#include "services/parse/core/section_headings.h"
#include "services/parse/core/side_cells.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

constexpr float kNarrowColumn = 220.0F;  // Points.
constexpr float kApart = 0.7F;           // Ems: more than a space.
constexpr size_t kHead = 28;             // And from which a bold line may be the half of one.
constexpr float kCloser = 0.93F;
constexpr size_t kRest = 3;    // Words of the rest of a name.
constexpr size_t kProse = 45;  // Code points from which a line is no label or title.

StyleRun StyleOf(const PageWord& word, float body_size) {
  StyleRun style;
  style.bold = word.bold;
  style.italic = word.italic;
  style.size = ClassifySize(word.size, body_size);
  return style;
}

// A line with what the decision to join needs.
struct LineView {
  const TextLine* line = nullptr;
  std::string text;   // Parts joined by tabs.
  float text_x0 = 0;  // Left edge of the text behind a bullet.
  float right = 0;    // Where text with this left edge wraps hereabouts.
  bool bullet = false;
};

LineView View(const TextLine& line) {
  LineView view;
  view.line = &line;
  for (const Fragment& part : line.parts) {
    if (!view.text.empty()) view.text += '\t';
    view.text += part.Text();
  }
  view.text_x0 = line.x0;
  const PageWord& first = line.parts.front().words.front();
  if (BulletPrefix(view.text) > 0) {
    view.bullet = true;
    const auto& words = line.parts.front().words;
    // A glyph glued to its word has its text where the glyph stands, near enough.
    view.text_x0 = words.size() > 1                                       ? words[1].x0
                   : line.parts.size() > 1 && CodePoints(first.text) == 1 ? line.parts[1].x0
                                                                          : line.x0;
  }
  return view;
}

// Right edge of the text proper: without dates and places set beside it, which *noted tells of.
float TextRight(const TextLine& line, bool* noted) {
  *noted = false;
  for (size_t i = line.parts.size(); i > 1; --i) {
    if (!IsSideNote(line.parts[i - 1].Text())) return line.parts[i - 1].x1;
    *noted = true;
  }
  return line.parts.front().x1;
}

// Text in a column beside dates wraps before the margin of the page: the lines around with the same
// left edge show where.
void FindRightEdges(std::vector<LineView>* views) {
  constexpr size_t kAround = 15;
  constexpr int kEnough = 4;
  std::vector<float> rights;
  std::vector<bool> notes;  // Whether a line ends in a date or place set beside its text.
  for (const LineView& view : *views) {
    bool noted = false;
    rights.push_back(TextRight(*view.line, &noted));
    notes.push_back(noted);
  }
  for (size_t i = 0; i < views->size(); ++i) {
    LineView& view = (*views)[i];
    float right = 0;
    int same = 0;
    bool noted = false;
    const size_t begin = i > kAround ? i - kAround : 0;
    const size_t end = std::min(views->size(), i + kAround + 1);
    for (size_t j = begin; j < end; ++j) {
      const LineView& other = (*views)[j];
      if (other.line->region != view.line->region ||
          std::fabs(other.text_x0 - other.line->left - (view.text_x0 - view.line->left)) > 2.0F) {
        continue;
      }
      ++same;
      noted = noted || notes[j];
      right = std::max(right, rights[j] - other.line->left);
    }
    view.right = same >= kEnough && noted ? view.line->left + right : view.line->right;
    view.right = std::min(view.right, view.line->right);
  }
}

bool SameStyle(const PageWord& a, const PageWord& b) {
  return a.bold == b.bold && std::fabs(a.size - b.size) < 0.08F * std::max(a.size, b.size);
}

// A period or list of fields goes on: "Acme |", "08/2013 –".
bool EndsOpen(std::string_view text) {
  text = TrimSpace(text);
  for (const std::string_view end : {"|", "–", "—", "-", ",", "(", "·", "•", " to", " til"}) {
    if (text.ends_with(end)) return true;
  }
  return false;
}

// "(valid until": what follows closes it.
bool OpensBracket(std::string_view text) {
  const size_t open = text.rfind('(');
  return open != std::string_view::npos && text.find(')', open) == std::string_view::npos;
}

bool StartsOpen(std::string_view text) {
  for (const std::string_view start : {"–", "—", "- ", "to ", "til "}) {
    if (text.starts_with(start)) return true;
  }
  return false;
}

// "2002-" over "08 til 2005-06": a date that the line divided.
bool IsDividedDate(std::string_view line, std::string_view next) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (line.size() < 5 || next.size() < 2 || !line.ends_with('-') || !digit(next[0]) ||
      !digit(next[1]) || (next.size() > 2 && digit(next[2])))
    return false;
  const std::string_view year = line.substr(line.size() - 5, 4);
  return std::all_of(year.begin(), year.end(), digit) && (year[0] == '1' || year[0] == '2');
}

// "aug. 2018 - juni" over "2021": the year of a month stands on the next line.
bool IsMonthOverYear(std::string_view line, std::string_view next) {
  if (!HasYear(next.substr(0, 4)) || TrimSpace(next).size() > 24) return false;
  const size_t space = line.find_last_of(" -–");
  return space != std::string_view::npos && HasDigit(line) &&
         lexicon::MonthNumber(line.substr(space + 1)) > 0;
}

// "NTNU, 2003 - 2008": what follows is another field.
bool EndsInDates(std::string_view text) {
  const size_t comma = text.rfind(", ");
  return comma != std::string_view::npos && LooksLikeDates(text.substr(comma + 2));
}

// "Sykepleier | Ullevål | 2015–2018" over the same again, or "ITIL, PeopleCert, 2019": each line is
// an entry of a list.
bool AreRowsOfFields(std::string_view line, std::string_view next) {
  const auto count = [](std::string_view text, char sign) {
    return std::count(text.begin(), text.end(), sign);
  };
  if (count(line, '|') >= 2 && count(line, '|') == count(next, '|'))
    return HasYear(line) && HasYear(next);
  return EndsInDates(line) && StartsUpper(next) && count(line, ',') == count(next, ',') &&
         HasYear(next.substr(next.rfind(',')));
}

// A line of contact details begins with an address, which is no sentence that goes on.
bool StartsWithEmail(std::string_view text) {
  const size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && at < text.find(' ');
}

class Joiner {
 public:
  explicit Joiner(const std::vector<LineView>& views) : views_(views) {}

  // Whether the line at index goes on with the paragraph that began at first.
  bool Joins(size_t first, size_t index) const {
    const LineView& prev = views_[index - 1];
    const LineView& next = views_[index];
    const TextLine& a = *prev.line;
    const TextLine& b = *next.line;
    if (next.bullet || b.parts.size() > 1 || a.region != b.region) return false;
    const bool over_page = b.continues_page || a.page != b.page;
    // A block may begin in the middle of a paragraph where a table follows; straight below, it goes
    // on.
    if (b.block_start && !over_page && std::fabs(a.x0 - b.x0) > 0.3F * b.size) return false;
    if (!SameStyle(a.parts.back().words.back(), b.parts.front().words.front())) return false;
    if (!over_page && !CloseBelow(first, index)) return false;
    // Set flush right or centred, the halves of an address have no edge in common.
    if (a.parts.size() == 1 && a.x0 < b.x1 && b.x0 < a.x1 && DividesAddress(index)) return true;
    if (!Aligned(first, index) || !GoesOn(first, index)) return false;
    // "Levanger videregående" | "skole" names a school.
    if (IsStrongHeading(next.text) && !StartsLower(next.text)) return false;
    return !IsStrongHeading(prev.text);
  }

  // Whether the line at index goes on with an address that the line before it began.
  bool DividesAddress(size_t index) const {
    const LineView& prev = views_[index - 1];
    const bool full = prev.right - prev.line->x1 < 1.5F * prev.line->size;
    return IsDividedAddress(prev.text, views_[index].text, full);
  }

 private:
  // Whether the text says so; that headings never do is for the caller to know.
  bool GoesOn(size_t first, size_t index) const {
    const std::string& line = views_[index - 1].text;
    const std::string& next = views_[index].text;
    if (DividesAddress(index) || IsDividedDate(line, next) || IsMonthOverYear(line, next))
      return true;
    return !AreRowsOfFields(line, next) && Wraps(first, index);
  }

  bool CloseBelow(size_t first, size_t index) const {
    const float pitch = views_[index].line->baseline - views_[index - 1].line->baseline;
    const float size = views_[index].line->size;
    if (pitch <= 0.3F * size) return false;
    if (index - first >= 2) {
      const float usual = views_[first + 1].line->baseline - views_[first].line->baseline;
      if (usual > 0.3F * size && pitch > 1.25F * usual + 0.5F) return false;
    }
    return pitch <= 2.1F * size;
  }

  bool Aligned(size_t first, size_t index) const {
    const LineView& head = views_[first];
    const TextLine& a = *views_[index - 1].line;
    const TextLine& b = *views_[index].line;
    const float size = b.size;
    if (a.parts.size() > 1) {
      // The last cell of the row goes on, below itself or from the left margin.
      const std::string last = a.parts.back().Text();
      if (IsSideNote(last)) return false;
      if (last.size() < 20 && !GoesOnInBold(index)) return false;
      return std::fabs(b.x0 - a.parts.back().x0) < 0.7F * size ||
             std::fabs(b.x0 - a.x0) < 0.3F * size;
    }
    const bool over_page = b.continues_page || a.page != b.page;
    const float shift = over_page ? b.left - a.left : 0;
    const float x = b.x0 - shift;
    if (head.bullet) {
      return x > head.line->x0 + 0.2F * size || std::fabs(x - head.text_x0) < 0.7F * size;
    }
    if (index - 1 > first) return std::fabs(x - a.x0) < 0.7F * size;
    // The first line of a paragraph may be set in or out.
    return std::fabs(x - a.x0) < 2.5F * size;
  }

  // "OsloMet –" over "storbyuniversitetet", both bold: a name that its box had no room for, however
  // wide the text around is. A title in small letters below its employer is not the rest of it.
  bool GoesOnInBold(size_t index) const {
    const Fragment& above = views_[index - 1].line->parts.back();
    const TextLine& b = *views_[index].line;
    const std::string rest = b.parts.front().Text();
    return above.bold && b.parts.front().bold && std::fabs(b.x0 - above.x0) < 0.3F * b.size &&
           b.baseline - views_[index - 1].line->baseline <= 1.7F * b.size && StartsLower(rest) &&
           CountWords(rest) <= kRest && !HasDigit(rest) && !EndsSentence(above.Text()) &&
           TitleScore(rest) == 0;
  }

  // The line and the one before it stand closer together than to those around them.
  bool StandCloser(size_t index) const {
    if (index < 2 || index + 1 >= views_.size()) return false;
    const auto pitch = [&](size_t i) {
      return views_[i].line->baseline - views_[i - 1].line->baseline;
    };
    return pitch(index) < kCloser * pitch(index - 1) && pitch(index) < kCloser * pitch(index + 1);
  }

  bool Wraps(size_t first, size_t index) const {
    const LineView& prev = views_[index - 1];
    const LineView& next = views_[index];
    const TextLine& a = *prev.line;
    const TextLine& b = *next.line;
    const PageWord& word = b.parts.front().words.front();
    const float room = prev.right - a.x1;
    const float needed = word.x1 - word.x0 + 0.25F * b.size;
    const bool fits = needed + 0.4F * b.size < room;
    const size_t length = CodePoints(prev.text);
    const bool divided = IsDividedWord(prev.text, next.text);
    if (divided && room < 0.25F * (prev.right - a.left)) return true;
    if (LooksLikeDates(prev.text)) return false;
    if (OpensBracket(prev.text) && next.text.find(')') != std::string::npos) return true;
    if (LooksLikeDates(next.text)) return !fits && (EndsOpen(prev.text) || StartsOpen(next.text));
    if (StartsWithEmail(next.text) && length < kProse) return false;
    if (GoesOnInBold(index)) return true;
    if (StartsLower(next.text) && !EndsSentence(prev.text)) {
      // Ragged text leaves more room than needed now and then (a long word was kept whole).
      // In a narrow column much more often.
      const float width = prev.right - a.left;
      return !fits || room < (width < kNarrowColumn ? 0.45F : 0.2F) * width;
    }
    if (fits || EndsInDates(prev.text)) return false;
    const bool prose = length >= kProse || index - first >= 2 || views_[first].bullet;
    if (prose) return true;
    // The bold head of an entry that the line had no room for.
    const bool head = a.parts.front().bold && b.parts.front().bold && a.parts.size() == 1;
    if (head && length >= kHead && (prev.right - a.left >= kNarrowColumn || StandCloser(index)))
      return true;
    // A narrow column: only text that goes on as a sentence does, or ends open.
    const std::string_view end = TrimSpace(prev.text);
    if (end.ends_with(',') || end.ends_with(" and") || end.ends_with(" og") || end.ends_with("&") ||
        end.ends_with(" of") || end.ends_with(" i") || end.ends_with(" for") ||
        end.ends_with(" in") || end.ends_with("(")) {
      return true;
    }
    return length >= 30 && !IsAllCaps(prev.text) && TitleCasePercent(prev.text) < 60;
  }

  const std::vector<LineView>& views_;
};

// glued: the line goes on in the middle of a word.
void AddLine(const LineView& view, float body_size, uint32_t line_number, bool glued,
             ParagraphBuilder* builder) {
  const TextLine& line = *view.line;
  bool first_word = true;
  for (size_t p = 0; p < line.parts.size(); ++p) {
    for (size_t w = 0; w < line.parts[p].words.size(); ++w) {
      const PageWord& word = line.parts[p].words[w];
      std::string_view joiner = w == 0 && p > 0 ? "\t" : " ";
      if (first_word && glued) {
        joiner = "";
      } else if (first_word && !builder->empty() && IsDividedWord(builder->text(), word.text)) {
        builder->DropLast();
        joiner = "";
      } else if (first_word && !builder->empty() && IsDividedDate(builder->text(), word.text)) {
        joiner = "";
      }
      StyleRun style = StyleOf(word, body_size);
      style.apart = w > 0 && word.x0 - line.parts[p].words[w - 1].x1 > kApart * word.size;
      builder->Add(joiner, word.text, style, word.uri);
      first_word = false;
    }
  }
  Placement place;
  place.page = line.page;
  place.line = line_number;
  place.x0 = line.x0, place.y0 = line.y0, place.x1 = line.x1, place.y1 = line.y1;
  builder->Place(place);
}

void Finish(const LineView& head, ParagraphBuilder* builder, std::vector<Paragraph>* out) {
  Paragraph paragraph = builder->Take();
  paragraph.region = head.line->region;
  if (head.bullet) {
    paragraph.kind = ParagraphKind::kListItem;
    paragraph.level = 1;
    RemovePrefix(BulletPrefix(paragraph.text), &paragraph);
  }
  if (!paragraph.text.empty()) out->push_back(std::move(paragraph));
}

// Most frequent distance of neighbouring baselines: what is clearly more is a gap.
float UsualPitch(const std::vector<TextLine>& lines) {
  std::map<int, int> counts;
  for (size_t i = 1; i < lines.size(); ++i) {
    const float pitch = lines[i].baseline - lines[i - 1].baseline;
    if (lines[i].page == lines[i - 1].page && pitch > 1 && pitch < 40) {
      ++counts[static_cast<int>(std::lround(2 * pitch))];
    }
  }
  int best = 0, usual = 28;
  for (const auto& [pitch, count] : counts) {
    if (count > best) best = count, usual = pitch;
  }
  return static_cast<float>(usual) / 2;
}

// Lists inside lists are set further in: levels by the left edge of the marks, in each column
// apart.
void SetListLevels(const std::vector<float>& marks, std::vector<Paragraph>* paragraphs,
                   size_t begin) {
  std::map<uint32_t, std::vector<float>> edges;
  for (size_t i = begin; i < paragraphs->size(); ++i) {
    if ((*paragraphs)[i].kind != ParagraphKind::kListItem) continue;
    std::vector<float>& known = edges[(*paragraphs)[i].region];
    const float x = marks[i - begin];
    if (std::none_of(known.begin(), known.end(), [&](float e) { return std::fabs(e - x) < 4; })) {
      known.push_back(x);
    }
  }
  for (auto& [region, known] : edges) std::sort(known.begin(), known.end());
  for (size_t i = begin; i < paragraphs->size(); ++i) {
    Paragraph& paragraph = (*paragraphs)[i];
    if (paragraph.kind != ParagraphKind::kListItem) continue;
    uint32_t level = 1;
    for (const float edge : edges[paragraph.region]) level += edge < marks[i - begin] - 4;
    paragraph.level = level;
  }
}

}  // namespace

float BodySize(const std::vector<TextLine>& lines) {
  std::map<int, size_t> characters;
  for (const TextLine& line : lines) {
    for (const Fragment& part : line.parts) {
      for (const PageWord& word : part.words) {
        characters[static_cast<int>(std::lround(word.size * 4))] += word.text.size();
      }
    }
  }
  size_t best = 0;
  int size = 40;
  for (const auto& [quarter, count] : characters) {
    if (count > best) best = count, size = quarter;
  }
  return static_cast<float>(size) / 4;
}

SizeClass ClassifySize(float size, float body_size) {
  if (size > 1.5F * body_size) return SizeClass::kTitle;
  if (size > 1.1F * body_size) return SizeClass::kLarger;
  if (size < 0.9F * body_size) return SizeClass::kSmaller;
  return SizeClass::kBody;
}

bool IsDividedWord(std::string_view line, std::string_view next) {
  if (line.size() < 3 || next.empty()) return false;
  size_t hyphen = 0;
  if (line.ends_with("-")) {
    hyphen = 1;
  } else if (line.ends_with("\u00AD")) {
    hyphen = 2;
  } else {
    return false;
  }
  if (!StartsLower(next) || IsDigit(static_cast<unsigned char>(next.front()))) return false;
  std::string_view word = line.substr(0, line.size() - hyphen);
  const size_t space = word.find_last_of(" \t");
  if (space != std::string_view::npos) word.remove_prefix(space + 1);
  // "on- and offline", "IT-avdeling", "full-time" keep theirs.
  if (word.size() < 2 || IsAllCaps(word) || HasDigit(word)) return false;
  static constexpr std::string_view kKept[] = {
      "full", "part", "self", "non",   "co",    "high",  "well", "long", "low", "on", "in",
      "ex",   "pre",  "post", "multi", "cross", "front", "back", "end",  "one", "two"};
  const std::string folded = FoldCase(word);
  for (const std::string_view kept : kKept) {
    if (folded == kept) return false;
  }
  return !next.starts_with("and ") && !next.starts_with("og ") && next != "and" && next != "og";
}

void AppendParagraphs(const std::vector<TextLine>& lines, float body_size,
                      std::vector<Paragraph>* paragraphs) {
  std::vector<LineView> views;
  views.reserve(lines.size());
  for (const TextLine& line : lines) views.push_back(View(line));
  FindRightEdges(&views);
  const Joiner joiner(views);
  const float usual = UsualPitch(lines);
  ParagraphBuilder builder;
  const size_t begin = paragraphs->size();
  std::vector<float> marks;  // Left edge of each paragraph in its column.
  size_t first = 0;
  uint32_t line_number = 0;
  bool gap = false;
  for (size_t i = 0; i < views.size(); ++i) {
    const TextLine& line = lines[i];
    line_number = i > 0 && lines[i - 1].page == line.page ? line_number + 1 : 1;
    if (i > 0 && !joiner.Joins(first, i)) {
      Finish(views[first], &builder, paragraphs);
      marks.resize(paragraphs->size() - begin, lines[first].x0 - lines[first].left);
      if (!paragraphs->empty()) paragraphs->back().gap_before = gap;
      first = i;
      const float pitch = line.baseline - lines[i - 1].baseline;
      gap = line.block_start ||
            (line.page == lines[i - 1].page && pitch > 1.3F * std::max(usual, 1.1F * line.size));
    }
    const bool glued = i > first && joiner.DividesAddress(i);
    AddLine(views[i], body_size, line_number, glued, &builder);
  }
  if (!builder.empty()) {
    Finish(views[first], &builder, paragraphs);
    marks.resize(paragraphs->size() - begin, lines[first].x0 - lines[first].left);
    if (!paragraphs->empty()) paragraphs->back().gap_before = gap;
  }
  SetListLevels(marks, paragraphs, begin);
}

}  // namespace utvalg::parse
