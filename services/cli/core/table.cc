// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/table.h"

#include <algorithm>
#include <utility>

#include "services/cli/core/text_width.h"

namespace utvalg::cli {
namespace {

constexpr size_t kGap = 2;
constexpr size_t kNarrowest =
    8;  // A flexible column never gets less, even where the line then is too long.

std::string Blanks(size_t count) { return std::string(count, ' '); }

}  // namespace

void Table::AddRow(std::vector<Cell> cells) {
  cells.resize(columns_.size());
  for (Cell& cell : cells) cell.text = Printable(cell.text);
  rows_.push_back(std::move(cells));
}

std::vector<size_t> Table::Widths(size_t total) const {
  std::vector<size_t> widths(columns_.size());
  size_t fixed = kGap * (columns_.size() - 1);
  size_t shares = 0;
  for (size_t i = 0; i < columns_.size(); ++i) {
    widths[i] = DisplayWidth(columns_[i].title);
    for (const auto& row : rows_) widths[i] = std::max(widths[i], DisplayWidth(row[i].text));
    if (columns_[i].flexible == 0) fixed += widths[i];
    shares += columns_[i].flexible;
  }
  // Flexible columns that need less than their share give the rest to the others.
  std::vector<bool> settled(columns_.size());
  size_t free = total > fixed ? total - fixed : 0;
  for (bool changed = true; changed && shares > 0;) {
    changed = false;
    for (size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i].flexible == 0 || settled[i]) continue;
      if (widths[i] > free * columns_[i].flexible / shares) continue;
      settled[i] = changed = true;
      free -= widths[i];
      shares -= columns_[i].flexible;
      if (shares == 0) break;
    }
  }
  for (size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i].flexible == 0 || settled[i]) continue;
    widths[i] = std::max(kNarrowest, free * columns_[i].flexible / shares);
  }
  return widths;
}

void Table::RenderRow(const std::vector<Cell>& cells, const std::vector<size_t>& widths,
                      bool colour, std::string* out) const {
  std::vector<std::vector<std::string>> lines;
  size_t height = 1;
  for (size_t i = 0; i < cells.size(); ++i) {
    lines.push_back(Wrap(cells[i].text, widths[i], columns_[i].max_lines));
    height = std::max(height, lines.back().size());
  }
  for (size_t line = 0; line < height; ++line) {
    size_t blanks = 0;
    for (size_t i = 0; i < cells.size(); ++i) {
      const std::string text = line < lines[i].size() ? lines[i][line] : "";
      const size_t used = DisplayWidth(text);
      const size_t padding = widths[i] > used ? widths[i] - used : 0;
      if (!text.empty()) {
        out->append(Blanks(blanks + (columns_[i].right ? padding : 0)));
        out->append(Paint(text, cells[i].ink, colour));
        blanks = (columns_[i].right ? 0 : padding) + kGap;
      } else {
        blanks += padding + kGap;
      }
    }
    out->push_back('\n');
  }
}

std::string Table::Render(const Canvas& canvas) const {
  const std::vector<size_t> widths = Widths(canvas.width);
  std::vector<Cell> titles;
  for (const Column& column : columns_) titles.push_back({column.title, Ink::kDim});
  std::string out;
  RenderRow(titles, widths, canvas.colour, &out);
  for (const auto& row : rows_) RenderRow(row, widths, canvas.colour, &out);
  return out;
}

}  // namespace utvalg::cli
