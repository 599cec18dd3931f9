// SPDX-License-Identifier: Apache-2.0
//
// A table for people: columns sized to their content, the flexible ones share what the terminal has
// left, long cells go over several lines. Built and rendered on one thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "services/cli/core/ink.h"

namespace utvalg::cli {

struct Column {
  std::string title;
  bool right = false;    // Right-aligned, for numbers.
  size_t flexible = 0;   // Share of the free width; 0 = as wide as the widest cell.
  size_t max_lines = 0;  // Of one cell; 0 = as many as it takes.
};

struct Cell {
  std::string text;
  Ink ink = Ink::kPlain;
};

// How wide lines may be and whether they may hold colour.
struct Canvas {
  size_t width = 100;
  bool colour = false;
};

class Table {
 public:
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  // One cell per column; texts are made printable here.
  void AddRow(std::vector<Cell> cells);
  bool empty() const { return rows_.empty(); }

  // Title line, then the rows; every line ends in a line break and has no blanks before it.
  std::string Render(const Canvas& canvas) const;

 private:
  std::vector<size_t> Widths(size_t total) const;
  void RenderRow(const std::vector<Cell>& cells, const std::vector<size_t>& widths, bool colour,
                 std::string* out) const;

  std::vector<Column> columns_;
  std::vector<std::vector<Cell>> rows_;
};

}  // namespace utvalg::cli
