// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/entries.h"

#include <algorithm>
#include <cstdint>

namespace utvalg::parse {
namespace {

constexpr size_t kMostHeaderLines = 4;

bool IsHeader(const EntryLine& line) { return line.role == LineRole::kHeader; }

// Jobs given as a list: then the outer bullets are entries and no description. Most of them are
// dated, or have a dated line under them.
void PromoteEntryBullets(std::vector<EntryLine>* lines) {
  uint32_t outer = UINT32_MAX;
  for (const EntryLine& line : *lines) {
    if (line.bullet) outer = std::min(outer, line.level);
  }
  size_t bullets = 0, dated = 0, plain_dated = 0;
  for (size_t i = 0; i < lines->size(); ++i) {
    const EntryLine& line = (*lines)[i];
    const EntryLine* below = i + 1 < lines->size() ? &(*lines)[i + 1] : nullptr;
    const bool dated_below =
        below != nullptr && !below->bullet && below->dated && !below->period.single;
    if (!line.bullet) {
      const bool under_bullet = i > 0 && (*lines)[i - 1].bullet && (*lines)[i - 1].level == outer;
      plain_dated += line.dated && IsHeader(line) && !under_bullet;
      continue;
    }
    if (line.level != outer) continue;
    ++bullets;
    dated += (line.dated && !line.period.single) || (dated_below && line.text.size() < 80);
  }
  if (dated == 0 || plain_dated >= dated || 5 * dated < 3 * bullets) return;
  for (EntryLine& line : *lines) {
    if (line.bullet && line.level == outer && line.text.size() <= 130)
      line.role = LineRole::kHeader;
  }
}

std::vector<size_t> FindAnchors(const std::vector<EntryLine>& lines) {
  std::vector<size_t> anchors;
  // How the periods are set: single dates only count when set like them.
  std::vector<const EntryLine*> patterns;
  const auto alike = [](const EntryLine& a, const EntryLine& b) {
    return a.style == b.style && a.OnlyDate() == b.OnlyDate();
  };
  const auto like_a_period = [&](const EntryLine& line) {
    return std::any_of(patterns.begin(), patterns.end(),
                       [&](const EntryLine* pattern) { return alike(*pattern, line); });
  };
  for (const EntryLine& line : lines) {
    if (line.dated && IsHeader(line) && !line.period.single && !like_a_period(line)) {
      patterns.push_back(&line);
    }
  }
  const bool periods = !patterns.empty();
  for (size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].dated || !IsHeader(lines[i])) continue;
    if (periods && lines[i].period.single && !like_a_period(lines[i])) continue;
    anchors.push_back(i);
  }
  return anchors;
}

// First line of the entry of the first anchor.
size_t FirstStart(const std::vector<EntryLine>& lines, size_t anchor) {
  size_t start = anchor;
  while (start > 0 && IsHeader(lines[start - 1]) && anchor - start < kMostHeaderLines) --start;
  return start;
}

// First line of the entry of anchor `to`, behind the anchor `from` of the entry before. usual is
// the number of lines the first entry has before its date, first its first line.
size_t FindStart(const std::vector<EntryLine>& lines, size_t first, size_t from, size_t to,
                 size_t usual) {
  const LineStyle& style = lines[first].style;
  // Labelled fields come in one and the same order: an entry begins where its first label does.
  if (lines[first].label != FieldLabel::kNone && lines[to].label != FieldLabel::kNone) {
    for (size_t c = to; c > from && to - c <= kMostHeaderLines; --c) {
      if (lines[c].label == lines[first].label) return c;
    }
  }
  size_t best = to;
  int best_score = -100;
  for (size_t c = to; c > from && to - c <= kMostHeaderLines; --c) {
    if (!IsHeader(lines[c])) break;
    int score = 0;
    // A date alone names nothing where the first entry is named on the line of its date.
    if (c == to && usual == 0 && lines[c].OnlyDate() && !lines[first].OnlyDate()) score -= 4;
    if (lines[c].style == style) score += style.Distinct() ? 3 : 1;
    if (lines[c].gap_before) score += 2;
    if (to - c == usual) score += 2;
    if (!IsHeader(lines[c - 1])) score += usual > 0 ? 2 : 1;
    if (score > best_score) {
      best_score = score;
      best = c;
    }
  }
  return best;
}

void CloseEntry(const std::vector<EntryLine>& lines, Entry* entry) {
  entry->header_last = entry->first;
  // Behind the date, and with something named before it, prose describes.
  const auto describes = [&](size_t i) {
    return entry->dated && i > entry->anchor && i >= entry->first + 2 && ReadsLikeProse(lines[i]);
  };
  while (entry->header_last < entry->last &&
         (IsHeader(lines[entry->header_last]) ||
          (entry->dated && entry->header_last < entry->anchor)) &&
         !describes(entry->header_last)) {
    ++entry->header_last;
  }
}

// Entries without dates: a line set like the first lines of the others, after a description.
void SplitUndated(const std::vector<EntryLine>& lines, const LineStyle& style,
                  std::vector<Entry>* entries) {
  if (!style.Distinct()) return;
  std::vector<Entry> out;
  for (const Entry& entry : *entries) {
    Entry current = entry;
    for (size_t i = entry.first + 1; i < entry.last; ++i) {
      const bool starts = IsHeader(lines[i]) && lines[i].style == style &&
                          !IsHeader(lines[i - 1]) && (!entry.dated || i > entry.anchor);
      if (!starts) continue;
      current.last = i;
      out.push_back(current);
      current = Entry{.first = i, .header_last = i, .last = entry.last};
    }
    out.push_back(current);
  }
  *entries = std::move(out);
}

// No dates at all: entries begin where the style, the gaps or, failing that, the lines say so.
std::vector<Entry> SplitWithoutDates(const std::vector<EntryLine>& lines) {
  std::vector<Entry> entries;
  size_t first = 0;
  while (first < lines.size() && !IsHeader(lines[first])) ++first;
  if (first == lines.size()) return entries;
  const LineStyle style = lines[first].style;
  const bool gaps = std::any_of(lines.begin() + static_cast<long>(first) + 1, lines.end(),
                                [](const EntryLine& line) { return line.gap_before; });
  const bool styled =
      style.Distinct() && std::any_of(lines.begin() + static_cast<long>(first), lines.end(),
                                      [&](const EntryLine& line) { return line.style != style; });
  for (size_t i = first; i < lines.size(); ++i) {
    const bool header = IsHeader(lines[i]);
    bool starts = i == first;
    if (!starts && header) {
      starts = styled ? lines[i].style == style && lines[i - 1].style != style
               : gaps ? lines[i].gap_before
                      : true;
    }
    if (starts) {
      if (!entries.empty()) entries.back().last = i;
      entries.push_back(Entry{.first = i});
    }
  }
  entries.back().last = lines.size();
  return entries;
}

}  // namespace

std::vector<Entry> SplitEntries(std::vector<EntryLine>* all) {
  PromoteEntryBullets(all);
  const std::vector<EntryLine>& lines = *all;
  const std::vector<size_t> anchors = FindAnchors(lines);
  std::vector<Entry> entries;
  if (anchors.empty()) {
    entries = SplitWithoutDates(lines);
  } else {
    const size_t start = FirstStart(lines, anchors[0]);
    const size_t usual = anchors[0] - start;
    const LineStyle style = lines[start].style;
    for (size_t i = 0; i < anchors.size(); ++i) {
      Entry entry;
      entry.dated = true;
      entry.anchor = anchors[i];
      entry.first = i == 0 ? start : FindStart(lines, start, anchors[i - 1], anchors[i], usual);
      entry.last = lines.size();
      if (!entries.empty()) entries.back().last = entry.first;
      entries.push_back(entry);
    }
    SplitUndated(lines, style, &entries);
  }
  for (Entry& entry : entries) CloseEntry(lines, &entry);
  return entries;
}

}  // namespace utvalg::parse
