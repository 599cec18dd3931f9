// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/hanging_sections.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace utvalg::parse {
namespace {

constexpr float kBlockGap = 0.9F;  // Ems: more than between the lines of a block.
constexpr float kCentred = 0.8F;
constexpr float kMarginEdge = 4.0F;  // Points: headings in a margin share an edge or a middle.

struct Spread {
  float low = 1e9F, high = -1e9F;

  void Add(float at) { low = std::min(low, at), high = std::max(high, at); }
  float Size() const { return high - low; }
};

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
  Spread lefts, rights, middles;  // Of the headings.
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
    middles.Add((heading.x0 + heading.x1) / 2);
    faced += std::any_of(right.begin(), right.end(), [&](size_t j) {
      return SameHeight(heading, page.fragments()[j]) && OnOneRow(heading, page.fragments()[j]);
    });
  }
  const float spread = std::min({lefts.Size(), rights.Size(), middles.Size()});
  if (known >= 2 && spread > kMarginEdge) return false;
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
