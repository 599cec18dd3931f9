// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/touching_columns.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

constexpr float kSameEdge = 0.7F;
constexpr float kSameSize = 0.08F;
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
  if (std::fabs(line.size - below.size) > kSameSize * line.size) return false;
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

struct Column {
  float left = 0;
  float edge = 0;  // Of the text beside it.
  bool sure = false;
};

// A word divided in the middle of a line: "Mas- University".
bool IsDividedBefore(const Fragment& line, float edge) {
  const size_t k = WordAt(line, edge);
  return k > 0 && line.words[k - 1].text.ends_with("-") && StartsUpper(line.words[k].text);
}

void AddColumn(const Column& found, std::vector<Column>* columns) {
  for (Column& column : *columns) {
    if (std::fabs(column.left - found.left) > kSameEdge ||
        std::fabs(column.edge - found.edge) > kSameEdge)
      continue;
    column.sure = column.sure || found.sure;
    return;
  }
  columns->push_back(found);
}

}  // namespace

void SplitTouchingColumns(std::vector<Fragment>* fragments) {
  std::vector<Column> columns;
  std::vector<size_t> hosts;  // Lines with a short bold line below their first words.
  for (size_t i = 0; i < fragments->size(); ++i) {
    const Fragment& line = (*fragments)[i];
    for (size_t j = i + 1; j < fragments->size() && j <= i + 6; ++j) {
      float edge = 0;
      if (!FindEdge(line, (*fragments)[j], &edge)) continue;
      AddColumn({line.x0, edge, IsDividedBefore(line, edge)}, &columns);
      hosts.push_back(i);
      break;
    }
  }
  // A word wider than its column hides the edge on its own line, not on those of the others.
  std::erase_if(columns, [&](const Column& column) {
    return !column.sure && std::count_if(hosts.begin(), hosts.end(), [&](size_t i) {
                             const Fragment& line = (*fragments)[i];
                             return std::fabs(line.x0 - column.left) < kSameEdge &&
                                    WordAt(line, column.edge) > 0;
                           }) < 2;
  });
  if (columns.empty()) return;
  std::vector<Fragment> out;
  for (Fragment& line : *fragments) {
    size_t cut = 0;
    for (const Column& column : columns) {
      if (cut == 0 && std::fabs(line.x0 - column.left) < kSameEdge) cut = WordAt(line, column.edge);
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
