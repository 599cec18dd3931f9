// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/columns.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

constexpr float kSameEdge = 1.0F;     // Points.
constexpr float kLinePitch = 2.0F;    // Ems.
constexpr float kOneBaseline = 1.4F;  // Points, where both sides have headings of their own.

// One side of a gutter, as far as there is text on the other side too.
struct Side {
  size_t lines = 0;
  size_t headings = 0;
  size_t lone_headings = 0;  // With nothing beside them.
  size_t dates = 0;
  size_t aligned = 0;     // Lines with a line of the other side on the same height.
  size_t twin_dates = 0;  // Dates with dates beside them.
};

Side Describe(const JudgedPage& page, const std::vector<size_t>& own,
              const std::vector<size_t>& other) {
  const std::vector<Fragment>& fragments = page.fragments();
  const Extent extent = ExtentOf(fragments, other);
  Side side;
  for (const size_t i : own) {
    const Fragment& fragment = fragments[i];
    if (fragment.y1 < extent.top || fragment.y0 > extent.bottom) continue;
    const bool heading = page.Traits(i).strong_heading;
    const bool dates = page.Traits(i).dates;
    bool aligned = false, twin = false;
    for (const size_t j : other) {
      if (!SameHeight(fragment, fragments[j])) continue;
      aligned = aligned || OnOneRow(fragment, fragments[j]);
      twin = dates && page.Traits(j).dates;
      if (aligned && (twin || !dates)) break;
    }
    side.twin_dates += twin;
    ++side.lines;
    side.headings += heading;
    side.lone_headings += heading && !aligned;
    side.dates += dates;
    side.aligned += aligned;
  }
  return side;
}

// Entries side by side: dates of one beside dates of the other.
bool HasTwins(const JudgedPage& page, const GutterRun& run) {
  const std::vector<Fragment>& fragments = page.fragments();
  return std::any_of(run.left.begin(), run.left.end(), [&](size_t i) {
    return page.Traits(i).dates && std::any_of(run.right.begin(), run.right.end(), [&](size_t j) {
             return page.Traits(j).dates && SameHeight(fragments[i], fragments[j]);
           });
  });
}

// Rows that read across: dates set at the far right of the text on the left, or as the first thing
// left of it.
size_t RowsAcross(const JudgedPage& page, const GutterRun& run) {
  const std::vector<Fragment>& fragments = page.fragments();
  size_t rows = 0;
  const auto alone = [&](const std::vector<size_t>& side, size_t i) {
    return std::none_of(side.begin(), side.end(), [&](size_t j) {
      return j != i && fragments[j].x0 < fragments[i].x0 &&
             SameHeight(fragments[i], fragments[j]) && OnOneRow(fragments[i], fragments[j]);
    });
  };
  // On one baseline or nearly: other heights meet by chance, the more so in columns of their own.
  const auto heading = [&](size_t i) { return page.Traits(i).strong_heading; };
  const bool own_sections =
      std::ranges::any_of(run.left, heading) && std::ranges::any_of(run.right, heading);
  const auto faced = [&](const std::vector<size_t>& side, size_t i) {
    return std::any_of(side.begin(), side.end(), [&](size_t j) {
      return std::fabs(fragments[i].baseline - fragments[j].baseline) <
             (own_sections ? kOneBaseline
                           : kSameRow * std::min(fragments[i].size, fragments[j].size));
    });
  };
  for (const size_t i : run.right) {
    rows += page.Traits(i).dates && alone(run.right, i) && faced(run.left, i);
  }
  for (const size_t i : run.left) {
    rows += page.Traits(i).dates && alone(run.left, i) && faced(run.right, i);
  }
  return rows;
}

// Columns inside a section end where one of them does: what stands above or below reads across
// again.
void TrimToBoth(const std::vector<Fragment>& fragments, ColumnSplit* split) {
  const Extent left = ExtentOf(fragments, split->left), right = ExtentOf(fragments, split->right);
  const float top = std::max(left.top, right.top), bottom = std::min(left.bottom, right.bottom);
  std::vector<size_t> above, below;
  for (std::vector<size_t>* side : {&split->left, &split->right}) {
    std::vector<size_t> kept;
    for (const size_t i : *side) {
      const float middle = (fragments[i].y0 + fragments[i].y1) / 2;
      (middle < top ? above : middle > bottom ? below : kept).push_back(i);
    }
    *side = std::move(kept);
  }
  split->above.insert(split->above.end(), above.begin(), above.end());
  split->below.insert(split->below.begin(), below.begin(), below.end());
  for (std::vector<size_t>* part : {&split->above, &split->below})
    std::sort(part->begin(), part->end());
}

// The short last line of a paragraph over the columns does not reach the gutter; it is no part of
// the left column all the same.
void KeepParagraphWhole(const std::vector<Fragment>& fragments, ColumnSplit* split) {
  const auto goes_on = [&](size_t i) {
    const Fragment& line = fragments[i];
    const bool faced = std::any_of(split->right.begin(), split->right.end(),
                                   [&](size_t j) { return SameHeight(line, fragments[j]); });
    return !faced && StartsLower(line.words.front().text) &&
           std::any_of(split->above.begin(), split->above.end(), [&](size_t j) {
             const Fragment& over = fragments[j];
             const float pitch = line.baseline - over.baseline;
             return over.x1 > split->gutter && std::fabs(over.x0 - line.x0) < kSameEdge &&
                    over.size == line.size && over.bold == line.bold && pitch > 0.5F * line.size &&
                    pitch < kLinePitch * line.size;
           });
  };
  while (!split->left.empty() && goes_on(split->left.front())) {
    split->above.push_back(split->left.front());
    split->left.erase(split->left.begin());
  }
}

// Whether the two sides of a gutter are read one after the other.
bool AreColumns(const Side& left, const Side& right, bool* own_sections) {
  if (left.lines == 0 || right.lines == 0) return false;
  *own_sections = left.headings > 0 && right.headings > 0;
  // Entries side by side: the dates of one stand beside the dates of the other.
  if (left.twin_dates > 0 && left.twin_dates == std::min(left.dates, right.dates) &&
      left.dates < left.lines && right.dates < right.lines) {
    return true;
  }
  if (2 * left.dates >= left.lines || 2 * right.dates >= right.lines) return false;
  const Side& fewer = left.lines <= right.lines ? left : right;
  // A heading with nothing beside it may head both sides.
  const bool aligned = 4 * fewer.aligned >= 3 * (fewer.lines - fewer.lone_headings);
  if (*own_sections) {
    // Headings hung in the left margin beside their text, with a heading word or two on the right.
    return !(aligned && 2 * fewer.headings >= fewer.lines);
  }
  if (aligned) return false;
  const Side& headed = left.headings > 0 ? left : right;
  // Headings of one side that always stand alone are headings of both: the text below reads across.
  const Side& other = left.headings > 0 ? right : left;
  if (headed.headings >= 2 && headed.lone_headings == headed.headings &&
      (left.dates + right.dates > 0 || other.aligned == other.lines)) {
    return false;
  }
  if (headed.headings > 0) *own_sections = true;
  return true;
}

// Cards side by side under headings that stand alone, section after section: every section has its
// own columns. The run itself where it is not such.
std::vector<GutterRun> BetweenHeadings(const JudgedPage& page, const std::vector<size_t>& members,
                                       const GutterRun& run) {
  const auto heading = [&](size_t i) { return page.Traits(i).strong_heading; };
  if (!HasTwins(page, run) || std::any_of(run.right.begin(), run.right.end(), heading) ||
      std::none_of(run.left.begin(), run.left.end(), heading))
    return {run};
  const std::vector<Fragment>& fragments = page.fragments();
  std::vector<GutterRun> parts(1);
  parts.back().begin = run.begin;
  for (size_t m = run.begin; m < run.end; ++m) {
    const size_t i = members[m];
    const bool left = std::find(run.left.begin(), run.left.end(), i) != run.left.end();
    if (left && heading(i)) {
      if (std::any_of(run.right.begin(), run.right.end(),
                      [&](size_t j) { return SameHeight(fragments[i], fragments[j]); }))
        return {run};
      parts.back().end = m;
      parts.emplace_back().begin = m + 1;
      continue;
    }
    (left ? parts.back().left : parts.back().right).push_back(i);
  }
  parts.back().end = run.end;
  return parts;
}

// Every line of a side stands beside another one of it: cells of rows that go on over the gutter.
bool IsGrid(const std::vector<Fragment>& fragments, const std::vector<size_t>& side) {
  return std::all_of(side.begin(), side.end(), [&](size_t i) {
    return std::any_of(side.begin(), side.end(), [&](size_t j) {
      return i != j && SameHeight(fragments[i], fragments[j]) &&
             OnOneRow(fragments[i], fragments[j]);
    });
  });
}

// Lines of a run that is read as columns, less those that its gutter would part from their dates;
// 0 when it is none, or no better than the best.
size_t SizeAsColumns(const JudgedPage& page, const GutterRun& run, size_t best,
                     bool* own_sections) {
  size_t size = run.left.size() + run.right.size();
  if (run.left.size() < kMinColumnLines || run.right.size() < kMinColumnLines || size <= best)
    return 0;
  const size_t across = RowsAcross(page, run);
  size -= std::min(size, 2 * across);
  if (size <= best) return 0;
  const bool many =
      across >= 4 || (across >= 2 && 4 * across >= std::min(run.left.size(), run.right.size()));
  if (many && !HasTwins(page, run)) return 0;
  const Side left = Describe(page, run.left, run.right);
  const Side right = Describe(page, run.right, run.left);
  if (left.lone_headings > 0 && right.headings == 0 && IsGrid(page.fragments(), run.right))
    return 0;
  return AreColumns(left, right, own_sections) ? size : 0;
}

}  // namespace

bool FindColumns(const JudgedPage& page, const std::vector<size_t>& members,
                 const std::vector<Gutter>& gutters, ColumnSplit* split) {
  size_t best = 0;
  for (const Gutter& gutter : gutters) {
    for (const GutterRun& whole : gutter.runs) {
      if (whole.left.size() < kMinColumnLines || whole.right.size() < kMinColumnLines ||
          whole.left.size() + whole.right.size() <= best)
        continue;
      for (const GutterRun& run : BetweenHeadings(page, members, whole)) {
        bool own_sections = false;
        const size_t size = SizeAsColumns(page, run, best, &own_sections);
        if (size <= best) continue;
        best = size;
        split->above.assign(members.begin(), members.begin() + static_cast<long>(run.begin));
        split->below.assign(members.begin() + static_cast<long>(run.end), members.end());
        split->left = run.left;
        split->right = run.right;
        split->gutter = gutter.edge;
        split->own_sections = own_sections;
      }
    }
  }
  if (best == 0) return false;
  if (!split->own_sections) TrimToBoth(page.fragments(), split);
  KeepParagraphWhole(page.fragments(), split);
  return true;
}

}  // namespace utvalg::parse
