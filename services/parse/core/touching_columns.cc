// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/touching_columns.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace utvalg::parse {
namespace {

constexpr float kSameEdge = 0.7F;
constexpr float kNarrow = 110.0F;  // Points: what a column of degrees may take.

bool AllBold(const Fragment& fragment, size_t words) {
  return std::all_of(fragment.words.begin(), fragment.words.begin() + static_cast<long>(words),
                     [](const PageWord& word) { return word.bold; });
}

// First word of a line that stands right of x; the number of words when there is none.
size_t WordRightOf(const Fragment& line, float x) {
  size_t k = 0;
  while (k < line.words.size() && line.words[k].x0 <= x) ++k;
  return k;
}

// x where the text beside a narrow column begins: a line whose first words go on in a short bold
// line below.
bool FindEdge(const Fragment& line, const Fragment& below, float* edge) {
  const float pitch = below.baseline - line.baseline;
  if (pitch <= 0.5F * line.size || pitch > 1.7F * line.size) return false;
  if (std::fabs(line.x0 - below.x0) > kSameEdge || below.x1 - below.x0 > kNarrow) return false;
  if (below.words.size() > 2 || !AllBold(below, below.words.size())) return false;
  const size_t k = WordRightOf(line, below.x1);
  if (k == 0 || k > 2 || k >= line.words.size() || !AllBold(line, k)) return false;
  *edge = line.words[k].x0;
  return *edge - line.x0 < kNarrow;
}

// The word of a line that starts at the edge, 0 when none does.
size_t WordAt(const Fragment& line, float edge) {
  for (size_t k = 1; k < line.words.size() && k <= 3; ++k) {
    if (std::fabs(line.words[k].x0 - edge) < kSameEdge) return k;
  }
  return 0;
}

}  // namespace

void SplitTouchingColumns(std::vector<Fragment>* fragments) {
  std::vector<std::pair<float, float>>
      columns;  // Left edge of the column, edge of the text beside it.
  for (size_t i = 0; i < fragments->size(); ++i) {
    const Fragment& line = (*fragments)[i];
    for (size_t j = i + 1; j < fragments->size() && j <= i + 6; ++j) {
      float edge = 0;
      if (FindEdge(line, (*fragments)[j], &edge)) columns.emplace_back(line.x0, edge);
    }
  }
  if (columns.empty()) return;
  std::vector<Fragment> out;
  for (Fragment& line : *fragments) {
    size_t cut = 0;
    for (const auto& [left, edge] : columns) {
      if (cut == 0 && std::fabs(line.x0 - left) < kSameEdge) cut = WordAt(line, edge);
    }
    if (cut == 0 || !AllBold(line, cut)) {
      out.push_back(std::move(line));
      continue;
    }
    Fragment right = line;
    right.words.erase(right.words.begin(), right.words.begin() + static_cast<long>(cut));
    line.words.resize(cut);
    Measure(&line);
    Measure(&right);
    right.column_start = true;
    out.push_back(std::move(line));
    out.push_back(std::move(right));
  }
  *fragments = std::move(out);
}

}  // namespace utvalg::parse
