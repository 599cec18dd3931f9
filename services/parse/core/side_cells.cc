// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/side_cells.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>

#include "services/parse/core/date_shape.h"
#include "services/parse/core/places.h"
#include "services/parse/core/role_words.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

constexpr float kNarrow = 130.0F;  // Points.

enum class Note : uint8_t { kNone, kDate, kPlace, kDuration };

Note NoteOf(std::string_view text) {
  if (text.size() > 48) return Note::kNone;
  if (IsDuration(text)) return Note::kDuration;
  if (LooksLikeDates(text)) return Note::kDate;
  if (IsPlace(text) || IsEmploymentType(text)) return Note::kPlace;
  return Note::kNone;
}

bool EndsOpen(std::string_view text) {
  text = TrimSpace(text);
  return text.ends_with("-") || text.ends_with("–") || text.ends_with("—") ||
         text.ends_with(" to") || text.ends_with(" til");
}

bool StartsOpen(std::string_view text) {
  return text.starts_with("-") || text.starts_with("–") || text.starts_with("—");
}

bool SameEdge(const Fragment& a, const Fragment& b) {
  return std::fabs(a.x0 - b.x0) < 3 || std::fabs(a.x1 - b.x1) < 3;
}

bool Below(const Fragment& a, const Fragment& b) {
  const float pitch = b.baseline - a.baseline;
  return pitch > 0 && pitch < 2.0F * std::max(a.size, b.size);
}

// Text that goes on with a description rather than heads an entry.
bool GoesOn(const TextLine& line, const TextLine& before, size_t part) {
  const std::string text = line.parts[part].Text();
  if (BulletPrefix(text) > 0 || StartsLower(text) || text.size() > 60) return true;
  const std::string above = before.parts[part < before.parts.size() ? part : 0].Text();
  return BulletPrefix(above) > 0 && !line.parts[part].bold;
}

// Whether `note` belongs in the cell that ends with `last`.
bool JoinsCell(const Fragment& last, const Fragment& note) {
  const std::string above = last.Text(), text = note.Text();
  const Note a = NoteOf(above), b = NoteOf(text);
  if (b == Note::kNone || !SameEdge(last, note) || !Below(last, note)) return false;
  if (a == Note::kDate && b == Note::kDate) return EndsOpen(above) || StartsOpen(text);
  return a != Note::kNone && a != b;
}

// A word divided over two lines of the cell becomes one.
void AppendWords(const Fragment& from, Fragment* to) {
  std::string& last = to->words.back().text;
  size_t first = 0;
  if (IsDividedWord(last, from.words.front().text)) {
    last.pop_back();
    last += from.words.front().text;
    first = 1;
  }
  to->words.insert(to->words.end(), from.words.begin() + static_cast<long>(first),
                   from.words.end());
}

class CellJoiner {
 public:
  explicit CellJoiner(std::vector<TextLine>* lines) : lines_(*lines) {}

  void Join() {
    size_t right_host = SIZE_MAX, left_host = SIZE_MAX;
    for (size_t i = 0; i < lines_.size(); ++i) {
      TextLine& line = lines_[i];
      if (right_host != SIZE_MAX && MoveRight(right_host, &line, i)) {
        // "ter" below "Mas-", whose dates went to the right.
        if (left_host != SIZE_MAX && !line.parts.empty()) MoveLeft(left_host, &line);
        continue;
      }
      if (left_host != SIZE_MAX && MoveLeft(left_host, &line)) continue;
      right_host = left_host = SIZE_MAX;
      if (line.parts.size() < 2) continue;
      if (NoteOf(line.parts.back().Text()) != Note::kNone) {
        right_host = i;
        right_last_ = line.parts.back();
      }
      if (NoteOf(line.parts.front().Text()) != Note::kNone || IsNarrow(line)) {
        left_host = i;
        left_last_ = line.parts.front();
        left_count_ = 1;
      }
    }
    std::erase_if(lines_, [](const TextLine& line) { return line.parts.empty(); });
  }

 private:
  // The line's last part moves to the end of the host. Lines without such a part keep the host open
  // while they go on.
  bool MoveRight(size_t host, TextLine* line, size_t index) {
    const Fragment note = line->parts.back();
    if (!JoinsCell(right_last_, note)) return false;
    const bool alone = line->parts.size() == 1;
    if (alone && note.x0 < lines_[host].parts[lines_[host].parts.size() - 2].x1) return false;
    if (!alone && !GoesOn(*line, lines_[index - 1], 0)) return false;
    lines_[host].parts.push_back(note);
    right_last_ = note;
    line->parts.pop_back();
    Shrink(line);
    return true;
  }

  // The first part is a narrow column beside the rest.
  static bool IsNarrow(const TextLine& line) {
    return line.parts[1].x0 - line.x0 < kNarrow && line.parts.front().words.size() <= 2;
  }

  // Words of a narrow column that go on below themselves.
  bool GoesOnBelow(size_t host, const TextLine& line, const Fragment& note) const {
    const float edge = lines_[host].parts[left_count_].x0;
    if (edge - lines_[host].x0 >= kNarrow || note.x1 >= edge) return false;
    if (std::fabs(note.x0 - left_last_.x0) > 1.0F || !Below(left_last_, note)) return false;
    if (note.bold != left_last_.bold || NoteOf(left_last_.Text()) != Note::kNone) return false;
    const bool divided = left_last_.words.back().text.ends_with("-");
    if (line.parts.size() > 1) return divided && StartsLower(note.Text());
    return divided || StartsLower(note.Text());
  }

  bool MoveLeft(size_t host, TextLine* line) {
    const Fragment note = line->parts.front();
    const bool goes_on = GoesOnBelow(host, *line, note);
    if (!goes_on && !JoinsCell(left_last_, note)) return false;
    const bool completes = goes_on || EndsOpen(left_last_.Text()) || StartsOpen(note.Text());
    if (line->parts.size() == 1 && note.x1 > lines_[host].parts[left_count_].x0) return false;
    std::vector<Fragment>& parts = lines_[host].parts;
    if (completes) {
      AppendWords(note, &parts[left_count_ - 1]);
    } else {
      parts.insert(parts.begin() + static_cast<long>(left_count_), note);
      ++left_count_;
    }
    left_last_ = note;
    line->parts.erase(line->parts.begin());
    Shrink(line);
    return true;
  }

  static void Shrink(TextLine* line) {
    if (line->parts.empty()) return;
    line->x0 = line->parts.front().x0;
    line->x1 = line->parts.back().x1;
    line->baseline = line->parts.front().baseline;
    line->size = line->parts.front().size;
  }

  std::vector<TextLine>& lines_;
  Fragment right_last_, left_last_;
  size_t left_count_ = 0;
};

bool IsDates(const Fragment& part) { return LooksLikeDates(part.Text()); }

// A line of some of the parts of another.
TextLine LineOf(const TextLine& line, std::vector<Fragment> parts) {
  TextLine made = line;
  made.parts = std::move(parts);
  made.x0 = made.parts.front().x0;
  made.x1 = made.parts.back().x1;
  return made;
}

// Appends the lines that cells floating from `begin` on make, and says how many they replace; 0
// where none float.
size_t AppendFlow(const std::vector<TextLine>& lines, size_t begin, std::vector<TextLine>* out) {
  const std::vector<Fragment>& first = lines[begin].parts;
  if (first.size() != 3 || IsDates(first[0]) || !IsDates(first[1]) || IsDates(first[2])) return 0;
  if (begin + 1 == lines.size() || !IsDates(lines[begin + 1].parts[0])) return 0;
  out->push_back(LineOf(lines[begin], {first[0], first[1]}));
  Fragment open = first[2];
  size_t at = begin + 1;
  for (bool is_open = true; is_open && at < lines.size() && IsDates(lines[at].parts[0]); ++at) {
    const TextLine& line = lines[at];
    out->push_back(LineOf(line, {open, line.parts[0]}));
    size_t k = 1;
    for (; k + 1 < line.parts.size() && !IsDates(line.parts[k]) && IsDates(line.parts[k + 1]);
         k += 2)
      out->push_back(LineOf(line, {line.parts[k], line.parts[k + 1]}));
    is_open = k < line.parts.size();
    if (!is_open) return at + 1 - begin;
    for (; k + 1 < line.parts.size(); ++k) out->push_back(LineOf(line, {line.parts[k]}));
    open = line.parts[k];
  }
  out->push_back(LineOf(lines[at - 1], {open}));
  return at - begin;
}

}  // namespace

bool IsSideNote(std::string_view text) { return NoteOf(text) != Note::kNone; }

void JoinSideCells(std::vector<TextLine>* lines) { CellJoiner(lines).Join(); }

void PairFlowingCells(std::vector<TextLine>* lines) {
  if (std::none_of(lines->begin(), lines->end(),
                   [](const TextLine& line) { return line.parts.size() == 3; }))
    return;
  std::vector<TextLine> out;
  for (size_t i = 0; i < lines->size();) {
    const size_t taken = AppendFlow(*lines, i, &out);
    if (taken == 0) out.push_back(std::move((*lines)[i]));
    i += std::max<size_t>(1, taken);
  }
  *lines = std::move(out);
}

}  // namespace utvalg::parse
