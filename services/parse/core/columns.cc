// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/columns.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace utvalg::parse {
namespace {

constexpr float kBlockGap = 0.9F;  // Ems: more than between the lines of a block.
constexpr float kCentred = 0.8F;
constexpr float kSameRow = 0.25F;    // Ems: labels may be set smaller than what they stand beside.
constexpr float kMarginEdge = 4.0F;  // Points: headings in a margin share an edge.

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

struct Spread {
  float low = 1e9F, high = -1e9F;

  void Add(float at) { low = std::min(low, at), high = std::max(high, at); }
  float Size() const { return high - low; }
};

// Baselines, tops or middles agree: in dense text heights overlap by chance, edges seldom do.
bool OnOneRow(const Fragment& a, const Fragment& b) {
  const float near = kSameRow * std::min(a.size, b.size);
  return std::fabs(a.baseline - b.baseline) < near || std::fabs(a.y0 - b.y0) < near ||
         std::fabs(a.y0 + a.y1 - b.y0 - b.y1) / 2 < near;
}

Extent ExtentOf(const std::vector<Fragment>& fragments, const std::vector<size_t>& side) {
  Extent extent;
  for (const size_t i : side) {
    extent.top = std::min(extent.top, fragments[i].y0);
    extent.bottom = std::max(extent.bottom, fragments[i].y1);
  }
  return extent;
}

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
  // On one baseline or nearly: other heights meet by chance.
  const auto faced = [&](const std::vector<size_t>& side, size_t i) {
    return std::any_of(side.begin(), side.end(), [&](size_t j) {
      return std::fabs(fragments[i].baseline - fragments[j].baseline) <
             kSameRow * std::min(fragments[i].size, fragments[j].size);
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

// Two headings straight below one another are two, unless they are a known one together.
bool AreTwoHeadings(const JudgedPage& page, std::vector<size_t> cell, size_t next) {
  if (!page.Traits(next).strong_heading || !page.JoinedTraits(cell).strong_heading) return false;
  cell.push_back(next);
  return !page.JoinedTraits(cell).strong_heading;
}

// Neighbouring lines of the left margin that make one heading ("Work" over "Experience").
std::vector<std::vector<size_t>> MarginCells(const JudgedPage& page,
                                             const std::vector<size_t>& left) {
  const std::vector<Fragment>& fragments = page.fragments();
  std::vector<std::vector<size_t>> cells;
  for (const size_t i : left) {
    bool joins = false;
    if (!cells.empty()) {
      const Fragment& last = fragments[cells.back().back()];
      joins = fragments[i].baseline - last.baseline < 1.7F * last.size &&
              std::fabs(fragments[i].size - last.size) < 0.1F * last.size && !page.IsNote(i) &&
              !page.IsNote(cells.back().back()) && !AreTwoHeadings(page, cells.back(), i);
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
bool AreHangingHeadings(const JudgedPage& page, const std::vector<std::vector<size_t>>& cells,
                        const std::vector<size_t>& right) {
  size_t known = 0, faced = 0, notes = 0;
  Spread lefts, rights;  // Of the headings' edges.
  for (const std::vector<size_t>& cell : cells) {
    const TextTraits& traits = page.JoinedTraits(cell);
    if (!traits.heading) {
      notes += page.IsJoinedNote(cell);
      continue;
    }
    ++known;
    const Fragment& heading = page.fragments()[cell.front()];
    lefts.Add(heading.x0);
    rights.Add(heading.x1);
    faced += std::any_of(right.begin(), right.end(), [&](size_t j) {
      return SameHeight(heading, page.fragments()[j]) && OnOneRow(heading, page.fragments()[j]);
    });
  }
  if (known >= 2 && std::min(lefts.Size(), rights.Size()) > kMarginEdge) return false;
  if (known >= 2 && 5 * faced >= 3 * cells.size()) return true;
  // A label such as "Address" on the other side may be a heading word too.
  const auto others = std::count_if(right.begin(), right.end(),
                                    [&](size_t j) { return page.Traits(j).strong_heading; });
  return known >= 3 && 5 * (known + notes) >= 4 * cells.size() &&
         3 * static_cast<size_t>(others) <= known;
}

// The short last line of a paragraph above does not reach the gutter, but it is no part of the
// margin: a run begins with its first heading.
void TrimToFirstHeading(const JudgedPage& page, const std::vector<size_t>& members,
                        GutterRun* run) {
  const std::vector<Fragment>& fragments = page.fragments();
  const auto heading = std::find_if(run->left.begin(), run->left.end(),
                                    [&](size_t i) { return page.Traits(i).heading; });
  if (heading == run->left.end() || heading == run->left.begin()) return;
  const float top = fragments[*heading].y0;
  const auto above = [&](size_t i) { return (fragments[i].y0 + fragments[i].y1) / 2 < top; };
  if (std::any_of(run->left.begin(), heading,
                  [&](size_t i) { return page.IsNote(i) || !above(i); }) ||
      std::any_of(run->right.begin(), run->right.end(), above)) {
    return;
  }
  run->left.erase(run->left.begin(), heading);
  while (run->begin < run->end && above(members[run->begin])) ++run->begin;
}

// Lines of the body that follow one another closely, as ranges of `body`.
std::vector<std::pair<size_t, size_t>> BlocksOf(const std::vector<Fragment>& fragments,
                                                const std::vector<size_t>& body) {
  std::vector<std::pair<size_t, size_t>> blocks;
  float bottom = 0;
  for (size_t k = 0; k < body.size(); ++k) {
    const Fragment& line = fragments[body[k]];
    if (k == 0 || line.y0 - bottom > kBlockGap * line.size) {
      blocks.emplace_back(k, k);
      bottom = line.y1;
    }
    blocks.back().second = k + 1;
    bottom = std::max(bottom, line.y1);
  }
  return blocks;
}

// A heading set at the middle of its block, not at its top, heads the lines above it too.
void MoveCentred(const std::vector<Fragment>& fragments, const std::vector<size_t>& body,
                 const std::vector<Extent>& headings, std::vector<size_t>* homes) {
  for (const auto& [begin, end] : BlocksOf(fragments, body)) {
    const Extent block = ExtentOf(fragments, {body.begin() + static_cast<long>(begin),
                                              body.begin() + static_cast<long>(end)});
    size_t inside = 0, only = 0;
    for (size_t h = 0; h < headings.size(); ++h) {
      if (headings[h].bottom <= block.top || headings[h].top >= block.bottom) continue;
      ++inside;
      only = h;
    }
    if (inside != 1) continue;
    const float apart =
        std::fabs(headings[only].top + headings[only].bottom - block.top - block.bottom) / 2;
    if (apart > kCentred * fragments[body[begin]].size) continue;
    std::fill(homes->begin() + static_cast<long>(begin), homes->begin() + static_cast<long>(end),
              only + 1);
  }
}

// Headings and what stands beside and below each; dates in the margin belong to the text.
void FillSections(const JudgedPage& page, const std::vector<std::vector<size_t>>& cells,
                  const GutterRun& run, HangingSections* hanging) {
  const std::vector<Fragment>& fragments = page.fragments();
  hanging->sections.emplace_back();
  std::vector<size_t> body = run.right;
  std::vector<Extent> headings;
  for (const std::vector<size_t>& cell : cells) {
    if (page.IsJoinedNote(cell)) {
      body.insert(body.end(), cell.begin(), cell.end());
      continue;
    }
    hanging->sections.push_back({cell, {}});
    headings.push_back(ExtentOf(fragments, cell));
  }
  std::sort(body.begin(), body.end());
  std::vector<size_t> homes;
  for (const size_t i : body) {
    size_t home = 0;
    for (size_t h = 0; h < headings.size(); ++h) {
      if (headings[h].top <= fragments[i].y1 - 0.4F * fragments[i].size) home = h + 1;
    }
    homes.push_back(home);
  }
  MoveCentred(fragments, body, headings, &homes);
  for (size_t k = 0; k < body.size(); ++k) hanging->sections[homes[k]].body.push_back(body[k]);
}

}  // namespace

bool FindColumns(const JudgedPage& page, const std::vector<size_t>& members,
                 const std::vector<Gutter>& gutters, ColumnSplit* split) {
  size_t best = 0;
  for (const Gutter& gutter : gutters) {
    for (const GutterRun& run : gutter.runs) {
      size_t size = run.left.size() + run.right.size();
      if (run.left.size() < kMinColumnLines || run.right.size() < kMinColumnLines || size <= best) {
        continue;
      }
      bool own_sections = false;
      const size_t across = RowsAcross(page, run);
      // Of two gutters the one that parts no row from its dates.
      size -= std::min(size, 2 * across);
      if (size <= best) continue;
      const bool twins = HasTwins(page, run);
      if (!twins && (across >= 4 ||
                     (across >= 2 && 4 * across >= std::min(run.left.size(), run.right.size()))))
        continue;
      if (!AreColumns(Describe(page, run.left, run.right), Describe(page, run.right, run.left),
                      &own_sections)) {
        continue;
      }
      best = size;
      split->above.assign(members.begin(), members.begin() + static_cast<long>(run.begin));
      split->below.assign(members.begin() + static_cast<long>(run.end), members.end());
      split->left = run.left;
      split->right = run.right;
      split->gutter = gutter.edge;
      split->own_sections = own_sections;
    }
  }
  if (best > 0 && !split->own_sections) TrimToBoth(page.fragments(), split);
  return best > 0;
}

bool FindHangingSections(const JudgedPage& page, const std::vector<size_t>& members,
                         const std::vector<Gutter>& gutters, HangingSections* hanging) {
  size_t best = 0;
  for (const Gutter& gutter : gutters) {
    for (const GutterRun& whole : gutter.runs) {
      if (whole.left.size() < 2 || whole.left.size() + whole.right.size() <= best) continue;
      GutterRun run = whole;
      TrimToFirstHeading(page, members, &run);
      if (run.left.size() < 2 || run.left.size() + run.right.size() <= best) continue;
      const std::vector<std::vector<size_t>> cells = MarginCells(page, run.left);
      if (!AreHangingHeadings(page, cells, run.right)) continue;
      best = run.left.size() + run.right.size();
      *hanging = HangingSections();
      hanging->above.assign(members.begin(), members.begin() + static_cast<long>(run.begin));
      hanging->below.assign(members.begin() + static_cast<long>(run.end), members.end());
      FillSections(page, cells, run, hanging);
    }
  }
  return best > 0;
}

}  // namespace utvalg::parse
