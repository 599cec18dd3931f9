// SPDX-License-Identifier: Apache-2.0
//
// Where a right column may begin, and which fragments stand beside one another: shared by the
// finders of columns and of hanging headings. Pure.
#pragma once

#include <functional>
#include <vector>

#include "services/parse/core/layout_lines.h"

namespace utvalg::parse {

inline constexpr size_t kMinColumnLines = 3;
// No page a person made has more fragments; looking for columns among them would take too long.
inline constexpr size_t kMostFragments = 1500;

// Left edges that at least kMinColumnLines fragments share, but for the leftmost.
std::vector<float> CandidateEdges(const std::vector<Fragment>& fragments,
                                  const std::vector<size_t>& members);

// Fragments of members [begin, end) on both sides of a gutter that none of them crosses.
struct GutterRun {
  size_t begin = 0;
  size_t end = 0;
  std::vector<size_t> left, right;
};

// All runs at the gutter left of edge, from top to bottom; members are ordered by baseline.
std::vector<GutterRun> RunsAt(float edge, const std::vector<Fragment>& fragments,
                              const std::vector<size_t>& members);

// Whether two fragments stand on one height.
bool SameHeight(const Fragment& a, const Fragment& b);

}  // namespace utvalg::parse
