// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/cell_edges.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

constexpr float kSameEdge = 0.5F;   // Points.
constexpr float kSameSize = 0.03F;  // Of the size.
constexpr float kCellGap = 1.0F;    // Ems between cells that stand clear of one another.
constexpr size_t kEnoughGaps = 3;   // That show how wide a space is.
constexpr float kNoSpace = 0.015F;  // Ems by which a gap that is no space differs from one.

bool SameLine(const Fragment& a, const Fragment& b) {
  return std::fabs(a.baseline - b.baseline) <= 0.22F * std::min(a.size, b.size);
}

bool Near(float a, float b) { return std::fabs(a - b) <= kSameEdge; }

// Two neighbouring cells of a row.
struct Pair {
  float left = 0, right = 0, size = 0;
  bool bold = false;
};

bool SameLook(const Fragment& a, const Fragment& b) {
  return a.bold == b.bold && std::fabs(a.size - b.size) <= kSameSize * a.size;
}

// How wide a space is in the type of the fragment; negative when too few show.
float SpaceOf(const Fragment& fragment, const std::vector<Fragment>& all) {
  std::vector<float> gaps;
  for (const Fragment& other : all) {
    if (!SameLook(fragment, other)) continue;
    for (size_t k = 1; k < other.words.size(); ++k)
      gaps.push_back(other.words[k].x0 - other.words[k - 1].x1);
  }
  if (gaps.size() < kEnoughGaps) return -1;
  std::nth_element(gaps.begin(), gaps.begin() + static_cast<ptrdiff_t>(gaps.size() / 2),
                   gaps.end());
  return gaps[gaps.size() / 2];
}

bool Fits(const Pair& pair, const Fragment& fragment) {
  return Near(pair.left, fragment.x0) && pair.bold == fragment.bold &&
         std::fabs(pair.size - fragment.size) <= kSameSize * pair.size;
}

std::vector<Pair> PairsOf(const std::vector<Fragment>& fragments) {
  std::vector<Pair> pairs;
  for (size_t i = 1; i < fragments.size(); ++i) {
    const Fragment& a = fragments[i - 1];
    const Fragment& b = fragments[i];
    if (!SameLine(a, b) || b.x0 - a.x1 < kCellGap * a.size || !SameLook(a, b)) continue;
    pairs.push_back({a.x0, b.x0, a.size, a.bold});
  }
  return pairs;
}

// Whether two words are cells: the second begins where the right cell of another row does, and not
// a space behind the first. Longer texts may meet an edge by chance.
bool AreCells(const Fragment& fragment, const std::vector<Pair>& pairs,
              const std::vector<Fragment>& all) {
  if (fragment.words.size() != 2 || !StartsUpper(fragment.words[1].text)) return false;
  const float begin = fragment.words[1].x0;
  if (std::none_of(pairs.begin(), pairs.end(), [&](const Pair& pair) {
        return Fits(pair, fragment) && Near(begin, pair.right);
      }))
    return false;
  const float space = SpaceOf(fragment, all);
  return space > 0 && std::fabs(begin - fragment.words[0].x1 - space) > kNoSpace * fragment.size;
}

// Whether the second of two words begins the next of cells of one width, the first of which runs
// over into this one.
bool AreEvenCells(const Fragment& fragment, const Fragment& before) {
  if (!fragment.column_start || !SameLine(before, fragment) || before.x1 <= fragment.x0 ||
      fragment.words.size() != 2)
    return false;
  return Near(fragment.words[1].x0, fragment.x0 + fragment.x0 - before.x0);
}

}  // namespace

void SplitAtCellEdges(std::vector<Fragment>* fragments) {
  const std::vector<Pair> pairs = PairsOf(*fragments);
  std::vector<bool> cuts;
  for (size_t i = 0; i < fragments->size(); ++i) {
    const Fragment& fragment = (*fragments)[i];
    cuts.push_back((i > 0 && AreEvenCells(fragment, (*fragments)[i - 1])) ||
                   AreCells(fragment, pairs, *fragments));
  }
  if (std::find(cuts.begin(), cuts.end(), true) == cuts.end()) return;
  std::vector<Fragment> out;
  for (size_t i = 0; i < fragments->size(); ++i) {
    Fragment& fragment = (*fragments)[i];
    if (!cuts[i]) {
      out.push_back(std::move(fragment));
      continue;
    }
    Fragment rest = fragment;
    rest.words.erase(rest.words.begin());
    rest.column_start = true;
    fragment.words.resize(1);
    Measure(&fragment);
    Measure(&rest);
    out.push_back(std::move(fragment));
    out.push_back(std::move(rest));
  }
  *fragments = std::move(out);
}

}  // namespace utvalg::parse
