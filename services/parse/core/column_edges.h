// SPDX-License-Identifier: Apache-2.0
//
// Where a right column may begin, and which fragments stand beside one another: shared by the
// finders of columns and of hanging headings. Pure.
#pragma once

#include <vector>

#include "services/parse/core/layout_lines.h"

namespace utvalg::parse {

inline constexpr size_t kMinColumnLines = 3;
// Ems between the baselines of one row: labels may be set smaller than what they stand beside.
inline constexpr float kSameRow = 0.25F;
// No page a person made has more fragments; looking for columns among them would take too long.
inline constexpr size_t kMostFragments = 1500;

// Fragments of members [begin, end) on both sides of a gutter that none of them crosses.
struct GutterRun {
  size_t begin = 0;
  size_t end = 0;
  std::vector<size_t> left, right;
};

// Where a right column may begin: a left edge that at least kMinColumnLines fragments share, but
// for the leftmost. All runs at the gutter left of it, from top to bottom.
struct Gutter {
  float edge = 0;
  std::vector<GutterRun> runs;
};

// Members are ordered by baseline. None for more than kMostFragments members.
std::vector<Gutter> FindGutters(const std::vector<Fragment>& fragments,
                                const std::vector<size_t>& members);

// Whether two fragments stand on one height.
bool SameHeight(const Fragment& a, const Fragment& b);
// Baselines, tops or middles agree: in dense text heights overlap by chance, edges seldom do.
bool OnOneRow(const Fragment& a, const Fragment& b);

struct Extent {
  float top = 1e9F, bottom = -1e9F;
};
// From the highest of the lines to the lowest.
Extent ExtentOf(const std::vector<Fragment>& fragments, const std::vector<size_t>& lines);

}  // namespace utvalg::parse
