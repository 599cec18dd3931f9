// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/grid_cells.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <map>
#include <string>
#include <utility>

#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

// Ems: between a space and what is a gap anyway.
constexpr float kNarrowGutter = 0.8F;
constexpr float kWideGutter = 1.4F;
constexpr int kMinLines = 4;        // That share a gutter.
constexpr size_t kMinColumns = 3;   // Of a grid.
constexpr size_t kMinRows = 3;      // With its head.
constexpr float kSameEdge = 1.5F;   // Points.
constexpr float kRowPitch = 3.5F;   // Ems.
constexpr float kLinePitch = 1.7F;  // Ems.

using Gutter = std::pair<int, int>;  // Where the left text ends and the right begins, whole points.

bool SameLine(const Fragment& a, const Fragment& b) {
  return std::fabs(a.baseline - b.baseline) <= 0.22F * std::min(a.size, b.size);
}

bool IsGutter(float gap, float size) {
  return gap >= kNarrowGutter * size && gap < kWideGutter * size;
}

Gutter At(float left, float right) {
  return {static_cast<int>(std::lround(left)), static_cast<int>(std::lround(right))};
}

class Gutters {
 public:
  explicit Gutters(const std::vector<Fragment>& fragments) {
    for (size_t i = 0; i < fragments.size(); ++i) {
      const std::vector<PageWord>& words = fragments[i].words;
      for (size_t k = 1; k < words.size(); ++k) Count(words[k - 1], words[k]);
      if (i > 0 && SameLine(fragments[i - 1], fragments[i]))
        Count(fragments[i - 1].words.back(), words.front());
    }
  }

  bool Between(const PageWord& left, const PageWord& right) const {
    if (!IsGutter(right.x0 - left.x1, right.size)) return false;
    const Gutter at = At(left.x1, right.x0);
    int lines = 0;
    for (int dl = -1; dl <= 1; ++dl) {
      for (int dr = -1; dr <= 1; ++dr) {
        const auto found = counts_.find({at.first + dl, at.second + dr});
        if (found != counts_.end()) lines += found->second;
      }
    }
    return lines >= kMinLines;
  }

 private:
  void Count(const PageWord& left, const PageWord& right) {
    if (IsGutter(right.x0 - left.x1, right.size)) ++counts_[At(left.x1, right.x0)];
  }

  std::map<Gutter, int> counts_;
};

using Words = std::vector<PageWord>;

// A visual line cut into the cells of a grid; empty where it has none.
struct GridLine {
  std::vector<Words> cells;
  size_t filled = 0;
  float baseline = 0;
};

class GridReader {
 public:
  explicit GridReader(std::vector<Fragment>* fragments) : fragments_(*fragments) {
    for (size_t i = 0; i < fragments_.size(); ++i) {
      if (starts_.empty() || !SameLine(fragments_[starts_.back()], fragments_[i]))
        starts_.push_back(i);
      right_ = std::max(right_, fragments_[i].x1);
    }
    starts_.push_back(fragments_.size());
  }

  void Join() {
    std::vector<Fragment> out;
    for (size_t line = 0; line + 1 < starts_.size();) {
      size_t end = line;
      if (Read(line, &end)) {
        Write(&out);
      } else {
        end = line + 1;
        for (size_t i = starts_[line]; i < starts_[end]; ++i)
          out.push_back(std::move(fragments_[i]));
      }
      line = end;
    }
    std::stable_sort(out.begin(), out.end(), [](const Fragment& a, const Fragment& b) {
      return a.baseline != b.baseline ? a.baseline < b.baseline : a.x0 < b.x0;
    });
    fragments_ = std::move(out);
  }

 private:
  // The grid whose head or first row is `line`; *end is the line behind it.
  bool Read(size_t line, size_t* end) {
    rows_.clear();
    edges_.clear();
    for (size_t i = starts_[line]; i < starts_[line + 1]; ++i) edges_.push_back(fragments_[i].x0);
    if (edges_.size() < kMinColumns) return false;
    std::sort(edges_.begin(), edges_.end());
    size_ = fragments_[starts_[line]].size;
    page_ = fragments_[starts_[line]].page;
    size_t wrapped = 0, rows = 0;
    for (; line + 1 < starts_.size(); ++line) {
      GridLine cut;
      if (!Cut(line, &cut)) break;
      const float pitch = rows_.empty() ? 0 : cut.baseline - rows_.back().baseline;
      const bool row = cut.filled == edges_.size();
      if (pitch > (row ? kRowPitch : kLinePitch) * size_) break;
      if (!row && (rows_.empty() || !GoesOn(rows_.back(), cut))) break;
      rows += row;
      wrapped += !row;
      rows_.push_back(std::move(cut));
    }
    *end = line;
    return wrapped > 0 && (rows >= kMinRows || (rows == 2 && HasBoldHead()));
  }

  // Bold names of the columns over a row that is not bold.
  bool HasBoldHead() const {
    const auto bold = [](const Words& cell) { return cell.front().bold; };
    return std::all_of(rows_[0].cells.begin(), rows_[0].cells.end(), bold) &&
           rows_[1].filled == edges_.size() &&
           std::none_of(rows_[1].cells.begin(), rows_[1].cells.end(), bold);
  }

  float Limit(size_t column) const {
    return column + 1 < edges_.size() ? edges_[column + 1] : right_;
  }

  // False when the words of the line do not stand in the columns.
  bool Cut(size_t line, GridLine* out) const {
    out->cells.resize(edges_.size());
    out->baseline = fragments_[starts_[line]].baseline;
    for (size_t i = starts_[line]; i < starts_[line + 1]; ++i) {
      for (const PageWord& word : fragments_[i].words) {
        size_t column = edges_.size();
        while (column > 0 && word.x0 < edges_[column - 1] - kSameEdge) --column;
        if (column == 0 || word.x1 > Limit(column - 1) + kSameEdge) return false;
        Words& cell = out->cells[column - 1];
        const bool starts = cell.empty();
        if (starts ? word.x0 > edges_[column - 1] + kSameEdge
                   : word.x0 - cell.back().x1 > kWideGutter * size_)
          return false;
        out->filled += starts;
        cell.push_back(word);
      }
    }
    return out->filled > 0;
  }

  // Every cell of `next` goes on with the one above, which had no room for its first word.
  bool GoesOn(const GridLine& last, const GridLine& next) const {
    for (size_t c = 0; c < next.cells.size(); ++c) {
      if (next.cells[c].empty()) continue;
      if (last.cells[c].empty()) return false;
      const PageWord& first = next.cells[c].front();
      const PageWord& above = last.cells[c].back();
      if (first.bold != above.bold || first.italic != above.italic) return false;
      const float needed = first.x1 - first.x0 + 0.2F * size_;
      if (above.x1 + needed < Limit(c) - 1.2F * size_) return false;
    }
    return true;
  }

  void Write(std::vector<Fragment>* out) {
    size_t row = out->size();  // First fragment of the row.
    for (const GridLine& line : rows_) {
      if (line.filled == edges_.size()) {
        row = out->size();
        for (size_t c = 0; c < line.cells.size(); ++c) {
          Fragment& fragment = out->emplace_back();
          fragment.page = page_;
          fragment.words = line.cells[c];
          fragment.column_start = c > 0;
        }
      } else {
        for (size_t c = 0; c < line.cells.size(); ++c)
          Append(line.cells[c], Limit(c), &(*out)[row + c].words);
      }
      for (size_t c = 0; c < line.cells.size(); ++c) {
        Fragment& fragment = (*out)[row + c];
        const float baseline = line.filled == edges_.size() ? line.baseline : fragment.baseline;
        Measure(&fragment);
        fragment.baseline = baseline;
      }
    }
  }

  // A word longer than its cell is broken without a hyphen.
  void Append(const Words& from, float limit, Words* to) const {
    if (from.empty()) return;
    PageWord& last = to->back();
    size_t first = 0;
    if (IsDividedWord(last.text, from.front().text)) {
      last.text.pop_back();
      last.text += from.front().text;
      first = 1;
    } else if (to->size() == 1 && last.x1 > limit - 2.0F * size_ &&
               StartsLower(from.front().text)) {
      last.text += from.front().text;
      first = 1;
    }
    to->insert(to->end(), from.begin() + static_cast<long>(first), from.end());
  }

  std::vector<Fragment>& fragments_;
  std::vector<size_t> starts_;  // First fragment of each visual line, and the number of fragments.
  std::vector<float> edges_;
  std::vector<GridLine> rows_;
  float right_ = 0, size_ = 0;
  uint32_t page_ = 1;
};

}  // namespace

void SplitAlignedGutters(std::vector<Fragment>* fragments) {
  const Gutters gutters(*fragments);
  std::vector<Fragment> out;
  for (Fragment& fragment : *fragments) {
    if (!out.empty() && SameLine(out.back(), fragment) &&
        gutters.Between(out.back().words.back(), fragment.words.front()))
      fragment.column_start = true;
    std::vector<size_t> cuts;
    for (size_t k = 1; k < fragment.words.size(); ++k) {
      if (gutters.Between(fragment.words[k - 1], fragment.words[k])) cuts.push_back(k);
    }
    if (cuts.empty()) {
      out.push_back(std::move(fragment));
      continue;
    }
    cuts.push_back(fragment.words.size());
    std::vector<PageWord> words = std::move(fragment.words);
    size_t begin = 0;
    for (const size_t end : cuts) {
      Fragment& part = out.emplace_back(fragment);
      part.words.assign(std::make_move_iterator(words.begin() + static_cast<long>(begin)),
                        std::make_move_iterator(words.begin() + static_cast<long>(end)));
      part.column_start = begin > 0 || fragment.column_start;
      Measure(&part);
      begin = end;
    }
  }
  *fragments = std::move(out);
}

void JoinWrappedCells(std::vector<Fragment>* fragments) { GridReader(fragments).Join(); }

}  // namespace utvalg::parse
