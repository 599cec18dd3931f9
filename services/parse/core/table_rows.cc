// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/table_rows.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace utvalg::parse {
namespace {

constexpr size_t kMinRows = 2;
constexpr float kNarrowShare = 0.4F;  // Of the width: what the left cells may take.

struct Cell {
  std::vector<size_t> lines;
  float top = 0, bottom = 0;
};

// Lines that follow one another closely.
std::vector<Cell> CellsOf(const std::vector<Fragment>& fragments, const std::vector<size_t>& side) {
  std::vector<Cell> cells;
  for (const size_t i : side) {
    const Fragment& line = fragments[i];
    if (!cells.empty()) {
      const Fragment& last = fragments[cells.back().lines.back()];
      if (line.y0 - last.y1 < 0.55F * std::min(line.size, last.size)) {
        cells.back().lines.push_back(i);
        cells.back().bottom = std::max(cells.back().bottom, line.y1);
        continue;
      }
    }
    cells.push_back({{i}, line.y0, line.y1});
  }
  return cells;
}

// The right cell starts where the left one does, or is centred on it.
bool Beside(const Cell& left, const Cell& right, float size) {
  const float tops = std::fabs(left.top - right.top);
  const float middles = std::fabs(left.top + left.bottom - right.top - right.bottom) / 2;
  return tops < 0.6F * size || middles < 0.6F * size;
}

bool HoldsHeading(const JudgedPage& page, const std::vector<size_t>& side) {
  return std::any_of(side.begin(), side.end(),
                     [&](size_t i) { return page.Traits(i).strong_heading; });
}

// Several lines that are more than a date over a place.
bool IsWrapped(const JudgedPage& page, const Cell& cell) {
  return cell.lines.size() >= 2 && std::any_of(cell.lines.begin(), cell.lines.end(),
                                               [&](size_t i) { return !page.IsNote(i); });
}

// Rows of a run, empty when its sides do not pair.
std::vector<TableRow> PairCells(const JudgedPage& page, const GutterRun& run) {
  const std::vector<Fragment>& fragments = page.fragments();
  const std::vector<Cell> left = CellsOf(fragments, run.left),
                          right = CellsOf(fragments, run.right);
  if (left.size() < kMinRows || right.size() < left.size()) return {};
  std::vector<TableRow> rows;
  size_t wrapped = 0, beside = 0;
  for (const Cell& cell : left) {
    rows.push_back({cell.lines, {}});
    wrapped += IsWrapped(page, cell);
  }
  std::vector<bool> met(left.size(), false);
  for (const Cell& cell : right) {
    size_t home = 0;
    for (size_t r = 0; r < left.size(); ++r) {
      if (left[r].top <= (cell.top + cell.bottom) / 2) home = r;
    }
    const float size = fragments[left[home].lines.front()].size;
    if (!met[home] && Beside(left[home], cell, size)) {
      met[home] = true;
      ++beside;
    }
    rows[home].right.insert(rows[home].right.end(), cell.lines.begin(), cell.lines.end());
  }
  if (2 * wrapped < left.size() || 5 * beside < 4 * left.size()) return {};
  return rows;
}

bool IsNarrow(float edge, const std::vector<Fragment>& fragments, const GutterRun& run) {
  float x0 = 1e9F, x1 = -1e9F;
  for (const size_t i : run.left) x0 = std::min(x0, fragments[i].x0);
  for (const size_t i : run.right) x1 = std::max(x1, fragments[i].x1);
  return edge - x0 < kNarrowShare * (x1 - x0);
}

}  // namespace

bool FindTableRows(const JudgedPage& page, const std::vector<size_t>& members,
                   const std::vector<Gutter>& gutters, TableRows* table) {
  const std::vector<Fragment>& fragments = page.fragments();
  size_t best = 0;
  for (const Gutter& gutter : gutters) {
    const float edge = gutter.edge;
    for (const GutterRun& run : gutter.runs) {
      const size_t size = run.left.size() + run.right.size();
      if (run.left.size() < kMinColumnLines || run.right.empty() || size <= best) continue;
      if (!IsNarrow(edge, fragments, run) || HoldsHeading(page, run.right)) continue;
      // Headings between tables end them.
      size_t begin = run.begin;
      GutterRun part;
      const auto consider = [&](size_t end) {
        part.begin = begin;
        part.end = end;
        const size_t lines = part.left.size() + part.right.size();
        if (lines > best && part.left.size() >= kMinColumnLines) {
          std::vector<TableRow> rows = PairCells(page, part);
          if (!rows.empty()) {
            best = lines;
            table->rows = std::move(rows);
            table->above.assign(members.begin(), members.begin() + static_cast<long>(begin));
            table->below.assign(members.begin() + static_cast<long>(end), members.end());
          }
        }
        part = GutterRun();
      };
      for (size_t m = run.begin; m < run.end; ++m) {
        const Fragment& fragment = fragments[members[m]];
        if (page.Traits(members[m]).strong_heading) {
          consider(m);
          begin = m + 1;
        } else if (fragment.x0 >= edge - 1.0F) {
          part.right.push_back(members[m]);
        } else {
          part.left.push_back(members[m]);
        }
      }
      consider(run.end);
    }
  }
  return best > 0;
}

}  // namespace utvalg::parse
