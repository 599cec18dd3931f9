// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/reading_order.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <optional>

#include "services/parse/core/column_edges.h"
#include "services/parse/core/columns.h"
#include "services/parse/core/display_lines.h"
#include "services/parse/core/hanging_sections.h"
#include "services/parse/core/judged_page.h"
#include "services/parse/core/section_headings.h"
#include "services/parse/core/side_cells.h"
#include "services/parse/core/stacked_rows.h"
#include "services/parse/core/table_rows.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

constexpr int kMaxDepth = 8;
constexpr float kSameGutter = 12.0F;

// Lines of one column of one band, in order.
struct Column {
  std::vector<TextLine> lines;
  float x0 = 1e9F, x1 = -1e9F;
};

// A horizontal stretch of a page: one column, or sidebar columns that go on side by side.
struct Band {
  std::vector<Column> columns;
  float gutter = 0;
};

bool SameRow(const TextLine& line, const Fragment& fragment) {
  if (ShowsBeside(line.parts.front(), fragment)) return false;
  for (const Fragment& part : line.parts) {
    if (std::min(part.x1, fragment.x1) - std::max(part.x0, fragment.x0) > 1.0F) return false;
  }
  const Fragment& first = line.parts.front();
  const float overlap = std::min(first.y1, fragment.y1) - std::max(first.y0, fragment.y0);
  const float height = std::min(first.y1 - first.y0, fragment.y1 - fragment.y0);
  return overlap > 0.55F * height;
}

void MeasureLine(TextLine* line) {
  std::stable_sort(line->parts.begin(), line->parts.end(),
                   [](const Fragment& a, const Fragment& b) { return a.x0 < b.x0; });
  // Fragments with an ordinary gap between them were split by mistake or by justification.
  std::vector<Fragment> joined;
  for (Fragment& part : line->parts) {
    // "Mas-   University": the rest of the word stands below it.
    const bool divided = !joined.empty() && joined.back().words.back().text.ends_with('-') &&
                         joined.back().words.size() == 1 && StartsUpper(part.words.front().text);
    if (!joined.empty() && !part.column_start && !divided &&
        part.x0 - joined.back().x1 <= 1.2F * part.size) {
      std::move(part.words.begin(), part.words.end(), std::back_inserter(joined.back().words));
      Measure(&joined.back());
    } else {
      joined.push_back(std::move(part));
    }
  }
  line->parts = std::move(joined);
  const Fragment& first = line->parts.front();
  line->page = first.page;
  line->x0 = first.x0, line->x1 = first.x1, line->y0 = first.y0, line->y1 = first.y1;
  line->baseline = first.baseline, line->size = first.size;
  size_t longest = 0;
  for (const Fragment& part : line->parts) {
    line->x1 = std::max(line->x1, part.x1);
    line->y0 = std::min(line->y0, part.y0), line->y1 = std::max(line->y1, part.y1);
    if (part.words.size() > longest) {
      longest = part.words.size();
      line->size = part.size;
      line->baseline = part.baseline;
    }
  }
}

// Where the text wraps. Notes beside it do not count, and contact details over the first heading
// may reach further than the column below them.
void SetMargins(std::vector<TextLine>* lines) {
  constexpr size_t kEnough = 4;  // Fewer lines do not show a margin.
  size_t head = 0;
  while (head < lines->size() && !IsStrongHeading((*lines)[head].parts.front().Text())) ++head;
  if (lines->size() - head < kEnough) head = 0;
  float left = 1e9F, right = -1e9F, body = -1e9F;
  for (size_t i = 0; i < lines->size(); ++i) {
    const TextLine& line = (*lines)[i];
    left = std::min(left, line.x0);
    const bool noted = line.parts.size() > 1 && IsSideNote(line.parts.back().Text());
    const float x1 = noted ? line.parts[line.parts.size() - 2].x1 : line.x1;
    right = std::max(right, x1);
    if (i >= head) body = std::max(body, x1);
  }
  for (size_t i = 0; i < lines->size(); ++i) {
    (*lines)[i].left = left;
    (*lines)[i].right = i < head ? right : body;
  }
}

std::vector<Fragment> TakeAll(JudgedPage* page, const std::vector<size_t>& members) {
  std::vector<Fragment> fragments;
  fragments.reserve(members.size());
  for (const size_t i : members) fragments.push_back(page->Take(i));
  return fragments;
}

// Reads the members straight across.
std::vector<TextLine> AcrossLines(JudgedPage* page, const std::vector<size_t>& members) {
  std::vector<TextLine> lines;
  for (Fragment& fragment : TakeAll(page, members)) {
    TextLine* home = nullptr;
    for (size_t back = 0; back < 4 && back < lines.size() && home == nullptr; ++back) {
      TextLine& line = lines[lines.size() - 1 - back];
      if (SameRow(line, fragment)) home = &line;
    }
    if (home == nullptr) home = &lines.emplace_back();
    home->parts.push_back(std::move(fragment));
  }
  for (TextLine& line : lines) MeasureLine(&line);
  std::stable_sort(lines.begin(), lines.end(),
                   [](const TextLine& a, const TextLine& b) { return a.baseline < b.baseline; });
  GatherDisplay(&lines);
  PartEndHeadings(&lines);
  PairFlowingCells(&lines);
  JoinSideCells(&lines);
  SetMargins(&lines);
  if (!lines.empty()) lines.front().block_start = true;
  return lines;
}

void Append(std::vector<TextLine> lines, Column* column) {
  for (TextLine& line : lines) {
    column->x0 = std::min(column->x0, line.x0);
    column->x1 = std::max(column->x1, line.x1);
    column->lines.push_back(std::move(line));
  }
}

// The fragments of a heading as one line.
std::vector<TextLine> HeadingLine(JudgedPage* page, const std::vector<size_t>& members) {
  if (members.empty()) return {};
  TextLine line;
  Fragment first = page->Take(members.front());
  for (size_t i = 1; i < members.size(); ++i) {
    Fragment next = page->Take(members[i]);
    std::move(next.words.begin(), next.words.end(), std::back_inserter(first.words));
  }
  Measure(&first);
  line.left = first.x0;
  line.right = first.x1;
  line.block_start = true;
  line.parts.push_back(std::move(first));
  std::vector<TextLine> lines;
  lines.push_back(std::move(line));
  MeasureLine(&lines.back());
  return lines;
}

// A head with what stands beside it on one line, whatever their heights; what is stacked below the
// head; the text of the entry.
std::vector<TextLine> StackedLines(JudgedPage* page, const StackedRow& row, float width) {
  std::vector<TextLine> lines;
  const auto add = [&](Fragment fragment) {
    lines.emplace_back().parts.push_back(std::move(fragment));
  };
  for (Fragment& head : JoinBoxLines(TakeAll(page, row.head), width)) add(std::move(head));
  for (Fragment& beside : JoinBoxLines(TakeAll(page, row.facing), 0)) {
    beside.column_start = true;
    lines.front().parts.push_back(std::move(beside));
  }
  for (Fragment& rest : JoinBoxLines(TakeAll(page, row.rest), width)) add(std::move(rest));
  for (TextLine& line : lines) MeasureLine(&line);
  SetMargins(&lines);
  lines.front().block_start = true;
  for (TextLine& line : AcrossLines(page, row.text)) lines.push_back(std::move(line));
  return lines;
}

// How a set of fragments divides. Each question is asked of it once.
class Division {
 public:
  Division(const JudgedPage& page, const std::vector<size_t>& members)
      : page_(page), members_(members), gutters_(FindGutters(page.fragments(), members)) {}

  // Columns without stacks that they part come first.
  StackedRows* Stacked() {
    if (!stacked_.has_value()) {
      const bool found = FindStackedRows(page_, members_, &stacked_.emplace());
      const ColumnSplit* split = found ? Columns() : nullptr;
      if (!found || (split != nullptr && !PartsStacks(*stacked_, *split))) stacked_->rows.clear();
    }
    return stacked_->rows.empty() ? nullptr : &*stacked_;
  }
  HangingSections* Hanging() {
    if (!hanging_.has_value() &&
        !FindHangingSections(page_, members_, gutters_, &hanging_.emplace()))
      hanging_->sections.clear();
    return hanging_->sections.empty() ? nullptr : &*hanging_;
  }
  TableRows* Table() {
    if (!table_.has_value() && !FindTableRows(page_, members_, gutters_, &table_.emplace()))
      table_->rows.clear();
    return table_->rows.empty() ? nullptr : &*table_;
  }
  ColumnSplit* Columns() {
    if (!columns_.has_value()) {
      ColumnSplit& split = columns_.emplace();
      if (FindColumns(page_, members_, gutters_, &split)) {
        KeepDisplayTogether(page_.fragments(), &split);
      } else {
        split = ColumnSplit();
      }
    }
    return columns_->left.empty() && columns_->right.empty() ? nullptr : &*columns_;
  }

 private:
  const JudgedPage& page_;
  const std::vector<size_t>& members_;
  std::vector<Gutter> gutters_;
  std::optional<StackedRows> stacked_;
  std::optional<HangingSections> hanging_;
  std::optional<TableRows> table_;
  std::optional<ColumnSplit> columns_;
};

void ReadInto(JudgedPage* page, const std::vector<size_t>& members, int depth, Column* column);

// Reads members, divided so, into one column; columns found inside are read one after the other.
void ReadDivided(JudgedPage* page, const std::vector<size_t>& members, Division* division,
                 int depth, Column* column) {
  if (const StackedRows* stacked = division->Stacked()) {
    ReadInto(page, stacked->above, depth + 1, column);
    for (const StackedRow& row : stacked->rows)
      Append(StackedLines(page, row, stacked->width), column);
    ReadInto(page, stacked->below, depth + 1, column);
  } else if (const HangingSections* hanging = division->Hanging()) {
    ReadInto(page, hanging->above, depth + 1, column);
    for (const HangingSection& section : hanging->sections) {
      Append(HeadingLine(page, section.heading), column);
      ReadInto(page, section.body, depth + 1, column);
    }
    ReadInto(page, hanging->below, depth + 1, column);
  } else if (const TableRows* table = division->Table()) {
    ReadInto(page, table->above, depth + 1, column);
    for (const TableRow& row : table->rows) {
      Append(AcrossLines(page, row.left), column);
      Append(AcrossLines(page, row.right), column);
    }
    ReadInto(page, table->below, depth + 1, column);
  } else if (const ColumnSplit* split = division->Columns()) {
    ReadInto(page, split->above, depth + 1, column);
    ReadInto(page, split->left, depth + 1, column);
    ReadInto(page, split->right, depth + 1, column);
    ReadInto(page, split->below, depth + 1, column);
  } else {
    Append(AcrossLines(page, members), column);
  }
}

void ReadInto(JudgedPage* page, const std::vector<size_t>& members, int depth, Column* column) {
  if (members.empty()) return;
  if (depth >= kMaxDepth) return Append(AcrossLines(page, members), column);
  Division division(*page, members);
  ReadDivided(page, members, &division, depth, column);
}

Column ReadColumn(JudgedPage* page, const std::vector<size_t>& members) {
  Column column;
  ReadInto(page, members, 0, &column);
  return column;
}

// Divides a page into bands.
void ReadBands(JudgedPage* page, const std::vector<size_t>& members, int depth,
               std::vector<Band>* bands) {
  if (members.empty()) return;
  Division division(*page, members);
  const bool divides =
      depth < kMaxDepth && division.Stacked() == nullptr && division.Hanging() == nullptr;
  const ColumnSplit* split = divides ? division.Columns() : nullptr;
  if (split == nullptr || !split->own_sections) {
    Band& band = bands->emplace_back();
    ReadDivided(page, members, &division, 0, &band.columns.emplace_back());
    return;
  }
  ReadBands(page, split->above, depth + 1, bands);
  {
    Band& band = bands->emplace_back();
    band.gutter = split->gutter;
    band.columns.push_back(ReadColumn(page, split->left));
    band.columns.push_back(ReadColumn(page, split->right));
  }
  ReadBands(page, split->below, depth + 1, bands);
}

void Continue(Column from, Column* to) {
  if (from.lines.empty()) return;
  from.lines.front().continues_page = true;
  to->x0 = std::min(to->x0, from.x0);
  to->x1 = std::max(to->x1, from.x1);
  std::move(from.lines.begin(), from.lines.end(), std::back_inserter(to->lines));
}

// The column of an open sidebar band that a full band of the next page goes on with: the one it
// stands in, else the wider.
size_t ContinuedColumn(const Band& open, const Column& next) {
  size_t widest = 0;
  for (size_t i = 0; i < open.columns.size(); ++i) {
    const Column& column = open.columns[i];
    if (next.x0 >= column.x0 - 6 && next.x1 <= column.x1 + 6) return i;
    if (column.x1 - column.x0 > open.columns[widest].x1 - open.columns[widest].x0) widest = i;
  }
  return widest;
}

// Joins the first band of a page with the last of the page before where one continues the other.
bool ContinuesOpenBand(Band* open, Band* next) {
  if (open->columns.size() == 1 && next->columns.size() == 1) {
    Continue(std::move(next->columns[0]), &open->columns[0]);
    return true;
  }
  if (open->columns.size() < 2) return false;
  if (next->columns.size() == 1) {
    Continue(std::move(next->columns[0]), &open->columns[ContinuedColumn(*open, next->columns[0])]);
    return true;
  }
  if (next->columns.size() != open->columns.size() ||
      std::fabs(next->gutter - open->gutter) > kSameGutter) {
    return false;
  }
  for (size_t i = 0; i < open->columns.size(); ++i) {
    Continue(std::move(next->columns[i]), &open->columns[i]);
  }
  return true;
}

// The margins a column has on all its pages, so that a short rest on the last page is judged like
// the rest.
void UnifyMargins(std::vector<TextLine>* lines) {
  for (size_t i = 0; i < lines->size(); ++i) {
    if (!(*lines)[i].continues_page) continue;
    float right = (*lines)[i].right;
    for (const TextLine& other : *lines) {
      if (std::fabs(other.left - (*lines)[i].left) < 4) right = std::max(right, other.right);
    }
    const float left = (*lines)[i].left;
    for (TextLine& other : *lines) {
      if (std::fabs(other.left - left) < 4) other.right = std::max(other.right, right);
    }
  }
}

}  // namespace

std::vector<TextLine> ReadingOrder(std::vector<std::vector<Fragment>> pages) {
  std::vector<Band> bands;
  for (std::vector<Fragment>& fragments : pages) {
    JudgedPage page(std::move(fragments));
    std::vector<size_t> members(page.fragments().size());
    std::iota(members.begin(), members.end(), size_t{0});
    std::vector<Band> own;
    ReadBands(&page, members, 0, &own);
    for (size_t i = 0; i < own.size(); ++i) {
      if (i == 0 && !bands.empty() && ContinuesOpenBand(&bands.back(), &own[0])) continue;
      bands.push_back(std::move(own[i]));
    }
  }
  std::vector<TextLine> lines;
  uint32_t next_region = 1;
  for (Band& band : bands) {
    // The wider column is the main one and comes first; equal ones are read left to right.
    std::vector<size_t> order(band.columns.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
      const float wa = band.columns[a].x1 - band.columns[a].x0;
      const float wb = band.columns[b].x1 - band.columns[b].x0;
      return wa > 1.25F * wb;
    });
    for (size_t n = 0; n < order.size(); ++n) {
      Column& column = band.columns[order[n]];
      UnifyMargins(&column.lines);
      const uint32_t region = n == 0 ? 0 : next_region++;
      for (TextLine& line : column.lines) {
        line.region = region;
        lines.push_back(std::move(line));
      }
    }
  }
  return lines;
}

}  // namespace utvalg::parse
