// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/columns.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "services/parse/core/column_edges.h"
#include "services/parse/core/date_shape.h"
#include "services/parse/core/section_headings.h"
#include "services/parse/core/side_cells.h"

namespace utvalg::parse {
namespace {

// One side of a gutter, as far as there is text on the other side too.
struct Side {
  size_t lines = 0;
  size_t headings = 0;
  size_t lone_headings = 0;  // With nothing beside them.
  size_t dates = 0;
  size_t aligned = 0;     // Lines with a line of the other side on the same height.
  size_t twin_dates = 0;  // Dates with dates beside them.
};

struct Extent {
  float top = 1e9F, bottom = -1e9F;
};

Extent ExtentOf(const std::vector<Fragment>& fragments, const std::vector<size_t>& side) {
  Extent extent;
  for (const size_t i : side) {
    extent.top = std::min(extent.top, fragments[i].y0);
    extent.bottom = std::max(extent.bottom, fragments[i].y1);
  }
  return extent;
}

Side Describe(const std::vector<Fragment>& fragments, const std::vector<size_t>& own,
              const std::vector<size_t>& other) {
  const Extent extent = ExtentOf(fragments, other);
  Side side;
  for (const size_t i : own) {
    const Fragment& fragment = fragments[i];
    if (fragment.y1 < extent.top || fragment.y0 > extent.bottom) continue;
    const std::string text = fragment.Text();
    const bool heading = IsStrongHeading(text);
    const bool dates = LooksLikeDates(text);
    bool aligned = false, twin = false;
    for (const size_t j : other) {
      if (!SameHeight(fragment, fragments[j])) continue;
      aligned = true;
      twin = twin || (dates && LooksLikeDates(fragments[j].Text()));
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
bool HasTwins(const std::vector<Fragment>& fragments, const GutterRun& run) {
  return std::any_of(run.left.begin(), run.left.end(), [&](size_t i) {
    return LooksLikeDates(fragments[i].Text()) &&
           std::any_of(run.right.begin(), run.right.end(), [&](size_t j) {
             return LooksLikeDates(fragments[j].Text()) && SameHeight(fragments[i], fragments[j]);
           });
  });
}

// Rows that read across: dates set at the far right of the text on the left, or as the first thing
// left of it.
size_t RowsAcross(const std::vector<Fragment>& fragments, const GutterRun& run) {
  size_t rows = 0;
  const auto alone = [&](const std::vector<size_t>& side, size_t i) {
    return std::none_of(side.begin(), side.end(), [&](size_t j) {
      return j != i && fragments[j].x0 < fragments[i].x0 && SameHeight(fragments[i], fragments[j]);
    });
  };
  // On one baseline or nearly: other heights meet by chance.
  const auto faced = [&](const std::vector<size_t>& side, size_t i) {
    return std::any_of(side.begin(), side.end(), [&](size_t j) {
      return std::fabs(fragments[i].baseline - fragments[j].baseline) < 1.4F;
    });
  };
  for (const size_t i : run.right) {
    rows += LooksLikeDates(fragments[i].Text()) && alone(run.right, i) && faced(run.left, i);
  }
  for (const size_t i : run.left) {
    rows += LooksLikeDates(fragments[i].Text()) && alone(run.left, i) && faced(run.right, i);
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
  const bool aligned = 4 * fewer.aligned >= 3 * fewer.lines;
  if (*own_sections) {
    // Headings hung in the left margin beside their text, with a heading word or two on the right.
    return !(aligned && 2 * fewer.headings >= fewer.lines);
  }
  if (aligned) return false;
  const Side& headed = left.headings > 0 ? left : right;
  // Headings of one side that always stand alone are headings of both: the text below reads across.
  if (headed.headings >= 2 && headed.lone_headings == headed.headings &&
      left.dates + right.dates > 0) {
    return false;
  }
  if (headed.headings > 0) *own_sections = true;
  return true;
}

std::string CellText(const std::vector<Fragment>& fragments, const std::vector<size_t>& cell) {
  std::string text;
  for (const size_t i : cell) {
    if (!text.empty()) text += ' ';
    text += fragments[i].Text();
  }
  return text;
}

// Neighbouring lines of the left margin that make one heading ("Work" over "Experience").
std::vector<std::vector<size_t>> MarginCells(const std::vector<Fragment>& fragments,
                                             const std::vector<size_t>& left) {
  std::vector<std::vector<size_t>> cells;
  for (const size_t i : left) {
    bool joins = false;
    if (!cells.empty()) {
      const Fragment& last = fragments[cells.back().back()];
      const std::string text = fragments[i].Text();
      joins = fragments[i].baseline - last.baseline < 1.7F * last.size &&
              std::fabs(fragments[i].size - last.size) < 0.1F * last.size && !IsSideNote(text) &&
              !IsSideNote(last.Text()) &&
              !(IsStrongHeading(text) && IsStrongHeading(CellText(fragments, cells.back())));
    }
    if (joins) {
      cells.back().push_back(i);
    } else {
      cells.push_back({i});
    }
  }
  return cells;
}

// Whether the cells of the left margin are headings. What else stands there may only be dates and
// places.
bool AreHangingHeadings(const std::vector<Fragment>& fragments,
                        const std::vector<std::vector<size_t>>& cells,
                        const std::vector<size_t>& right) {
  size_t known = 0, faced = 0, notes = 0;
  for (const std::vector<size_t>& cell : cells) {
    const std::string text = CellText(fragments, cell);
    if (!IsSectionHeadingText(text)) {
      notes += IsSideNote(text);
      continue;
    }
    ++known;
    faced += std::any_of(right.begin(), right.end(), [&](size_t j) {
      return SameHeight(fragments[cell.front()], fragments[j]);
    });
  }
  if (known >= 2 && 5 * faced >= 3 * cells.size()) return true;
  // A label such as "Address" on the other side may be a heading word too.
  const auto others = std::count_if(right.begin(), right.end(),
                                    [&](size_t j) { return IsStrongHeading(fragments[j].Text()); });
  return known >= 3 && 5 * (known + notes) >= 4 * cells.size() &&
         3 * static_cast<size_t>(others) <= known;
}

// The short last line of a paragraph above does not reach the gutter, but it is no part of the
// margin: a run begins with its first heading.
void TrimToFirstHeading(const std::vector<Fragment>& fragments, const std::vector<size_t>& members,
                        GutterRun* run) {
  const auto heading = std::find_if(run->left.begin(), run->left.end(), [&](size_t i) {
    return IsSectionHeadingText(fragments[i].Text());
  });
  if (heading == run->left.end() || heading == run->left.begin()) return;
  const float top = fragments[*heading].y0;
  const auto above = [&](size_t i) { return (fragments[i].y0 + fragments[i].y1) / 2 < top; };
  if (std::any_of(run->left.begin(), heading,
                  [&](size_t i) { return IsSideNote(fragments[i].Text()) || !above(i); }) ||
      std::any_of(run->right.begin(), run->right.end(), above)) {
    return;
  }
  run->left.erase(run->left.begin(), heading);
  while (run->begin < run->end && above(members[run->begin])) ++run->begin;
}

// Headings and what stands beside and below each; dates in the margin belong to the text.
void FillSections(const std::vector<Fragment>& fragments,
                  const std::vector<std::vector<size_t>>& cells, const GutterRun& run,
                  HangingSections* hanging) {
  hanging->sections.emplace_back();
  std::vector<size_t> body = run.right;
  std::vector<const Fragment*> headings;
  for (const std::vector<size_t>& cell : cells) {
    if (IsSideNote(CellText(fragments, cell))) {
      body.insert(body.end(), cell.begin(), cell.end());
      continue;
    }
    hanging->sections.push_back({cell, {}});
    headings.push_back(&fragments[cell.front()]);
  }
  std::sort(body.begin(), body.end());
  for (const size_t i : body) {
    size_t home = 0;
    for (size_t h = 0; h < headings.size(); ++h) {
      if (headings[h]->y0 <= fragments[i].y1 - 0.4F * fragments[i].size) home = h + 1;
    }
    hanging->sections[home].body.push_back(i);
  }
}

}  // namespace

bool FindColumns(const std::vector<Fragment>& fragments, const std::vector<size_t>& members,
                 ColumnSplit* split) {
  if (members.size() > kMostFragments) return false;
  size_t best = 0;
  for (const float edge : CandidateEdges(fragments, members)) {
    for (GutterRun& run : RunsAt(edge, fragments, members)) {
      const size_t size = run.left.size() + run.right.size();
      if (run.left.size() < kMinColumnLines || run.right.size() < kMinColumnLines || size <= best) {
        continue;
      }
      bool own_sections = false;
      const size_t across = RowsAcross(fragments, run);
      const bool twins = HasTwins(fragments, run);
      if (!twins && (across >= 4 ||
                     (across >= 2 && 4 * across >= std::min(run.left.size(), run.right.size()))))
        continue;
      if (!AreColumns(Describe(fragments, run.left, run.right),
                      Describe(fragments, run.right, run.left), &own_sections)) {
        continue;
      }
      best = size;
      split->above.assign(members.begin(), members.begin() + static_cast<long>(run.begin));
      split->below.assign(members.begin() + static_cast<long>(run.end), members.end());
      split->left = std::move(run.left);
      split->right = std::move(run.right);
      split->gutter = edge;
      split->own_sections = own_sections;
    }
  }
  if (best > 0 && !split->own_sections) TrimToBoth(fragments, split);
  return best > 0;
}

bool FindHangingSections(const std::vector<Fragment>& fragments, const std::vector<size_t>& members,
                         HangingSections* hanging) {
  if (members.size() > kMostFragments) return false;
  size_t best = 0;
  for (const float edge : CandidateEdges(fragments, members)) {
    for (GutterRun& run : RunsAt(edge, fragments, members)) {
      TrimToFirstHeading(fragments, members, &run);
      if (run.left.size() < 2 || run.left.size() + run.right.size() <= best) continue;
      const std::vector<std::vector<size_t>> cells = MarginCells(fragments, run.left);
      if (!AreHangingHeadings(fragments, cells, run.right)) continue;
      best = run.left.size() + run.right.size();
      *hanging = HangingSections();
      hanging->above.assign(members.begin(), members.begin() + static_cast<long>(run.begin));
      hanging->below.assign(members.begin() + static_cast<long>(run.end), members.end());
      FillSections(fragments, cells, run, hanging);
    }
  }
  return best > 0;
}

}  // namespace utvalg::parse
