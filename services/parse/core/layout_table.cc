// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/layout_table.h"

#include <algorithm>
#include <map>
#include <utility>

#include "services/parse/core/date_shape.h"
#include "services/parse/core/field_labels.h"
#include "services/parse/core/section_headings.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

using Cell = std::vector<Paragraph>;

// Appends text of `from` to `to` behind a tab.
void JoinCell(const Paragraph& from, Paragraph* to) {
  const size_t shift = to->text.size() + 1;
  to->text += '\t';
  to->text += from.text;
  if (!to->runs.empty()) to->runs.back().end = shift;
  for (StyleRun run : from.runs) {
    run.begin += shift, run.end += shift;
    to->runs.push_back(run);
  }
  for (Placement place : from.placements) {
    place.begin += shift, place.end += shift;
    to->placements.push_back(place);
  }
  for (LinkTarget link : from.links) {
    link.begin += shift, link.end += shift;
    to->links.push_back(std::move(link));
  }
}

bool AllDates(const Cell& cell) {
  return !cell.empty() && std::all_of(cell.begin(), cell.end(), [](const Paragraph& paragraph) {
    return LooksLikeDates(paragraph.text);
  });
}

bool HoldsSections(const Cell& cell) {
  return std::any_of(cell.begin(), cell.end(),
                     [](const Paragraph& paragraph) { return IsStrongHeading(paragraph.text); });
}

bool ShortLines(const Cell& cell) {
  return std::all_of(cell.begin(), cell.end(), [](const Paragraph& paragraph) {
    return paragraph.kind != ParagraphKind::kListItem && paragraph.text.size() <= 70;
  });
}

// Schools, languages or courses side by side, each a card: name over what belongs to it. All cells
// are set alike, and either each has its dates or the first line of each stands out.
bool AreCards(const std::vector<Cell>& cells) {
  const auto bold = [](const Paragraph& p) { return !p.runs.empty() && p.runs.front().bold; };
  const auto dates = [](const Cell& cell) {
    return std::count_if(cell.begin(), cell.end(),
                         [](const Paragraph& p) { return LooksLikeDates(p.text); });
  };
  const auto headed = [&](const Cell& cell) {
    return bold(cell.front()) && std::none_of(cell.begin() + 1, cell.end(), bold);
  };
  bool all_dated = true, all_headed = true;
  for (const Cell& cell : cells) {
    if (cell.size() < 2 || cell.size() > 6) return false;
    all_dated = all_dated && dates(cell) == 1 && bold(cell.front()) == bold(cells.front().front());
    all_headed = all_headed && dates(cell) < 2 && headed(cell);
  }
  return all_dated || all_headed;
}

// "Periode", "Utdanning", "Skole" over the columns: no section begins there.
bool IsHeadRow(const std::vector<Cell>& cells) {
  std::string line;
  for (const Cell& cell : cells) {
    if (cell.size() != 1) return false;
    if (!line.empty()) line += '\t';
    line += cell.front().text;
  }
  return IsTableHead(line);
}

void AppendAll(Cell cell, std::vector<Paragraph>* out) {
  std::move(cell.begin(), cell.end(), std::back_inserter(*out));
}

// "2015 –" and "2018" on two lines of a cell are one period.
void JoinDateLines(Cell* cell) {
  for (size_t i = 1; i < cell->size(); ++i) {
    Paragraph& first = (*cell)[i - 1];
    if (first.text.find('\t') != std::string::npos) continue;
    JoinCell((*cell)[i], &first);
    std::replace(first.text.begin(), first.text.end(), '\t', ' ');
    cell->erase(cell->begin() + static_cast<long>(i));
    --i;
  }
}

// One row: cells from left to right.
void ReadRow(std::vector<Cell> cells, std::vector<Paragraph>* out) {
  std::erase_if(cells, [](const Cell& cell) { return cell.empty(); });
  if (cells.empty()) return;
  if (cells.size() == 1) return AppendAll(std::move(cells[0]), out);
  // A heading in the margin stands over what is beside it.
  if (cells[0].size() == 1 && IsStrongHeading(cells[0][0].text)) {
    AppendAll(std::move(cells[0]), out);
    cells.erase(cells.begin());
    return ReadRow(std::move(cells), out);
  }
  const bool sections = !IsHeadRow(cells) && std::any_of(cells.begin(), cells.end(), HoldsSections);
  if (!sections && AreCards(cells)) {
    for (Cell& cell : cells) {
      cell.front().gap_before = true;
      AppendAll(std::move(cell), out);
    }
    return;
  }
  for (Cell& cell : cells) {
    if (AllDates(cell)) JoinDateLines(&cell);
  }
  const bool zipped =
      !sections && (std::all_of(cells.begin(), cells.end(), ShortLines) ||
                    std::any_of(cells.begin(), cells.end(), AllDates) ||
                    std::all_of(cells.begin(), cells.end() - 1, [](const Cell& cell) {
                      return cell.size() == 1 && ShortLines(cell);
                    }));
  if (!zipped) {
    // Cells with sections of their own are columns of the page; the fullest is the main one.
    const auto main =
        std::max_element(cells.begin(), cells.end(),
                         [](const Cell& a, const Cell& b) { return a.size() < b.size(); });
    for (auto cell = cells.begin(); cell != cells.end(); ++cell) {
      for (Paragraph& paragraph : *cell) {
        if (sections && cell != main)
          paragraph.region = static_cast<uint32_t>(cell - cells.begin()) + 1;
      }
      AppendAll(std::move(*cell), out);
    }
    return;
  }
  size_t lines = 0;
  for (const Cell& cell : cells) lines = std::max(lines, cell.size());
  for (size_t i = 0; i < lines; ++i) {
    bool first = true;
    for (Cell& cell : cells) {
      if (i >= cell.size()) continue;
      if (first) {
        out->push_back(std::move(cell[i]));
      } else {
        JoinCell(cell[i], &out->back());
      }
      first = false;
    }
  }
}

}  // namespace

std::vector<Paragraph> ReadTable(std::vector<Paragraph> cells) {
  std::map<uint32_t, std::map<uint32_t, Cell>> rows;
  for (Paragraph& paragraph : cells) {
    rows[paragraph.row][paragraph.column].push_back(std::move(paragraph));
  }
  std::vector<Paragraph> out;
  for (auto& [row, columns] : rows) {
    std::vector<Cell> line;
    for (auto& [column, cell] : columns) line.push_back(std::move(cell));
    const size_t before = out.size();
    ReadRow(std::move(line), &out);
    if (out.size() > before) out[before].gap_before = true;
  }
  return out;
}

}  // namespace utvalg::parse
