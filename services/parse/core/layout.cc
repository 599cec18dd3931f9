// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/layout.h"

#include <utility>

#include "services/parse/core/cell_edges.h"
#include "services/parse/core/glued_words.h"
#include "services/parse/core/grid_cells.h"
#include "services/parse/core/layout_flow.h"
#include "services/parse/core/layout_lines.h"
#include "services/parse/core/page_margins.h"
#include "services/parse/core/paragraphs.h"
#include "services/parse/core/reading_order.h"
#include "services/parse/core/repeated_pages.h"
#include "services/parse/core/run_on_text.h"
#include "services/parse/core/touching_columns.h"
#include "services/parse/core/web_furniture.h"

namespace utvalg::parse {
namespace {

using utvalg::extract::v1::ExtractResponse;

// Recurring margin lines as lines of their own, so that they become paragraphs like others.
std::vector<TextLine> MarginLines(std::vector<Fragment> fragments) {
  std::vector<TextLine> lines;
  for (Fragment& fragment : fragments) {
    TextLine line;
    line.block_start = true;
    line.page = fragment.page;
    line.x0 = line.left = fragment.x0, line.x1 = line.right = fragment.x1;
    line.y0 = fragment.y0, line.y1 = fragment.y1;
    line.baseline = fragment.baseline, line.size = fragment.size;
    line.parts.push_back(std::move(fragment));
    lines.push_back(std::move(line));
  }
  return lines;
}

void AppendPages(const ExtractResponse& response, std::vector<Paragraph>* paragraphs) {
  std::vector<std::vector<Fragment>> pages;
  std::vector<float> heights;
  const std::vector<bool> repeated = RepeatedPages(response);
  for (int i = 0; i < response.pages_size(); ++i) {
    heights.push_back(response.pages(i).height());
    pages.emplace_back();
    if (repeated[static_cast<size_t>(i)]) continue;
    pages.back() = BuildFragments(response.pages(i), static_cast<uint32_t>(i + 1));
    DropScriptLiterals(&pages.back());
    SplitTouchingColumns(&pages.back());
    SplitAlignedGutters(&pages.back());
    SplitAtCellEdges(&pages.back());
    JoinWrappedCells(&pages.back());
  }
  std::vector<TextLine> margins = MarginLines(TakeMargins(heights, &pages));
  const std::vector<TextLine> lines = ReadingOrder(std::move(pages));
  const float body_size = BodySize(lines);
  AppendParagraphs(margins, body_size, paragraphs);
  for (Paragraph& paragraph : *paragraphs) paragraph.kind = ParagraphKind::kPageHeader;
  AppendParagraphs(lines, body_size, paragraphs);
}

}  // namespace

Document BuildDocument(const ExtractResponse& response) {
  Document document;
  document.format = response.format();
  document.modified = response.modified();
  document.findings.assign(response.findings().begin(), response.findings().end());
  if (response.pages_size() > 0) {
    AppendPages(response, &document.paragraphs);
  } else {
    AppendFlow(response, &document.paragraphs);
    if (response.format() == utvalg::extract::v1::FORMAT_TEXT) SplitRunOnText(&document.paragraphs);
  }
  DropWebFurniture(&document.paragraphs);
  return document;
}

}  // namespace utvalg::parse
