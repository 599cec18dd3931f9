// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/line_joiner.h"

#include <algorithm>
#include <cmath>

#include "common/base/utf8.h"
#include "common/lexicon/dates.h"
#include "services/parse/core/date_shape.h"
#include "services/parse/core/divided_address.h"
#include "services/parse/core/role_words.h"
#include "services/parse/core/section_headings.h"
#include "services/parse/core/side_cells.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

constexpr float kNarrowColumn = 220.0F;  // Points.
constexpr size_t kHead = 28;  // Code points from which a bold line may be the half of a head.
constexpr float kCloser = 0.93F;
constexpr size_t kRest = 3;    // Words of the rest of a name.
constexpr size_t kProse = 45;  // Code points from which a line is no label or title.

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

// "aug. 2018 - juni" over "2021": the year of a month stands on the next line.
bool IsMonthOverYear(std::string_view line, std::string_view next) {
  if (!HasYear(next.substr(0, 4)) || TrimSpace(next).size() > 24) return false;
  const size_t space = line.find_last_of(" -–");
  return space != std::string_view::npos && HasDigit(line) &&
         lexicon::MonthNumber(line.substr(space + 1)) > 0;
}

// "London School of": a name cannot end so.
bool EndsInJoint(std::string_view text) {
  for (const std::string_view end : {" of", " and", " og", " i", " for", " in", " &"}) {
    if (text.ends_with(end)) return true;
  }
  return false;
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

}  // namespace

std::vector<LineView> ViewsOf(const std::vector<TextLine>& lines) {
  std::vector<LineView> views;
  views.reserve(lines.size());
  for (const TextLine& line : lines) views.push_back(View(line));
  FindRightEdges(&views);
  return views;
}

bool IsDividedDate(std::string_view line, std::string_view next) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (line.size() < 5 || next.size() < 2 || !line.ends_with('-') || !digit(next[0]) ||
      !digit(next[1]) || (next.size() > 2 && digit(next[2])))
    return false;
  const std::string_view year = line.substr(line.size() - 5, 4);
  return std::all_of(year.begin(), year.end(), digit) && (year[0] == '1' || year[0] == '2');
}

bool LineJoiner::Joins(size_t first, size_t index) const {
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

bool LineJoiner::DividesAddress(size_t index) const {
  const LineView& prev = views_[index - 1];
  const bool full = prev.right - prev.line->x1 < 1.5F * prev.line->size;
  return IsDividedAddress(prev.text, views_[index].text, full);
}

// Whether the text says so; that headings never do is for the caller to know.
bool LineJoiner::GoesOn(size_t first, size_t index) const {
  const std::string& line = views_[index - 1].text;
  const std::string& next = views_[index].text;
  if (DividesAddress(index) || IsDividedDate(line, next) || IsMonthOverYear(line, next))
    return true;
  return !AreRowsOfFields(line, next) && Wraps(first, index);
}

bool LineJoiner::CloseBelow(size_t first, size_t index) const {
  const float pitch = views_[index].line->baseline - views_[index - 1].line->baseline;
  const float size = views_[index].line->size;
  if (pitch <= 0.3F * size) return false;
  if (index - first >= 2) {
    const float usual = views_[first + 1].line->baseline - views_[first].line->baseline;
    if (usual > 0.3F * size && pitch > 1.25F * usual + 0.5F) return false;
  }
  return pitch <= 2.1F * size;
}

bool LineJoiner::Aligned(size_t first, size_t index) const {
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
bool LineJoiner::GoesOnInBold(size_t index) const {
  const Fragment& above = views_[index - 1].line->parts.back();
  const TextLine& b = *views_[index].line;
  const std::string rest = b.parts.front().Text();
  return above.bold && b.parts.front().bold && std::fabs(b.x0 - above.x0) < 0.3F * b.size &&
         b.baseline - views_[index - 1].line->baseline <= 1.7F * b.size &&
         (StartsLower(rest) || EndsInJoint(above.Text())) && CountWords(rest) <= kRest &&
         !HasDigit(rest) && !EndsSentence(above.Text()) && TitleScore(rest) == 0;
}

// The line and the one before it stand closer together than to those around them.
bool LineJoiner::StandCloser(size_t index) const {
  if (index < 2 || index + 1 >= views_.size()) return false;
  const auto pitch = [&](size_t i) {
    return views_[i].line->baseline - views_[i - 1].line->baseline;
  };
  return pitch(index) < kCloser * pitch(index - 1) && pitch(index) < kCloser * pitch(index + 1);
}

bool LineJoiner::Wraps(size_t first, size_t index) const {
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
  if (end.ends_with(',') || end.ends_with('(') || end.ends_with('&') || EndsInJoint(end))
    return true;
  return length >= 30 && !IsAllCaps(prev.text) && TitleCasePercent(prev.text) < 60;
}

}  // namespace utvalg::parse
