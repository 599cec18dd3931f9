// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/layout_flow.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "common/base/utf8.h"
#include "services/parse/core/layout_table.h"
#include "services/parse/core/paragraph_builder.h"
#include "services/parse/core/paragraphs.h"
#include "services/parse/core/repeated_pages.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

using utvalg::extract::v1::Block;
using utvalg::extract::v1::ExtractResponse;
using utvalg::extract::v1::Span;

float FlowBodySize(const ExtractResponse& response) {
  std::map<int, size_t> characters;
  for (const Block& block : response.blocks()) {
    for (const Span& span : block.spans()) {
      if (span.font_size() > 0) {
        characters[static_cast<int>(std::lround(span.font_size() * 4))] += span.text().size();
      }
    }
  }
  size_t best = 0;
  int size = 0;
  for (const auto& [quarter, count] : characters) {
    if (count > best) best = count, size = quarter;
  }
  return static_cast<float>(size) / 4;
}

bool IsVisible(const Span& span) {
  return span.hidden() == utvalg::extract::v1::HIDDEN_UNSPECIFIED;
}

ParagraphKind KindOf(utvalg::extract::v1::BlockKind kind) {
  switch (kind) {
    case utvalg::extract::v1::BLOCK_KIND_HEADING:
      return ParagraphKind::kHeading;
    case utvalg::extract::v1::BLOCK_KIND_LIST_ITEM:
      return ParagraphKind::kListItem;
    case utvalg::extract::v1::BLOCK_KIND_TABLE_CELL:
      return ParagraphKind::kTableCell;
    case utvalg::extract::v1::BLOCK_KIND_HEADER:
      return ParagraphKind::kPageHeader;
    case utvalg::extract::v1::BLOCK_KIND_FOOTER:
      return ParagraphKind::kPageFooter;
    default:
      return ParagraphKind::kBody;
  }
}

// Turns one block into paragraphs: one per line of it.
class BlockReader {
 public:
  BlockReader(float body_size, uint32_t* line) : body_size_(body_size), line_(line) {}

  std::vector<Paragraph> Read(const Block& block) {
    for (const Span& span : block.spans()) {
      if (IsVisible(span)) AddSpan(span);
    }
    EndLine();
    for (Paragraph& paragraph : lines_) Describe(block, &paragraph);
    std::erase_if(lines_, [](const Paragraph& paragraph) { return paragraph.text.empty(); });
    return std::move(lines_);
  }

 private:
  // Words are added one by one, so that white space becomes single whatever the spans' borders are.
  void AddSpan(const Span& span) {
    StyleRun style;
    style.bold = span.bold();
    style.italic = span.italic();
    if (span.font_size() > 0 && body_size_ > 0) {
      style.size = ClassifySize(span.font_size(), body_size_);
    }
    const std::string_view text = span.text();
    for (size_t i = 0; i < text.size();) {
      const size_t begin = i;
      const char32_t c = NextCodePoint(text, &i);
      if (c == '\n' || c == 0x2028 || c == 0x0B) {
        EndLine();
      } else if (c == '\t') {
        joiner_ = "\t";
      } else if (c < 0x20 || IsSpace(c)) {
        spaces_ = joiner_.empty() || joiner_ == " " ? spaces_ + 1 : 0;
        if (joiner_.empty()) joiner_ = " ";
        // Text files set columns with runs of spaces.
        if (spaces_ >= 4) joiner_ = "\t";
      } else {
        size_t end = i;
        while (end < text.size()) {
          size_t next = end;
          const char32_t d = NextCodePoint(text, &next);
          if (d < 0x20 || IsSpace(d) || d == 0x2028) break;
          end = next;
        }
        builder_.Add(joiner_, text.substr(begin, end - begin), style, span.uri());
        joiner_ = "";
        spaces_ = 0;
        i = end;
      }
    }
  }

  void EndLine() {
    joiner_ = "";
    spaces_ = 0;
    if (builder_.empty()) return;
    Placement place;
    place.line = ++*line_;
    builder_.Place(place);
    lines_.push_back(builder_.Take());
  }

  void Describe(const Block& block, Paragraph* paragraph) const {
    paragraph->kind = KindOf(block.kind());
    paragraph->level = block.level();
    paragraph->table = block.table();
    paragraph->row = block.row();
    paragraph->column = block.column();
    if (const size_t bullet = BulletPrefix(paragraph->text); bullet > 0) {
      RemovePrefix(bullet, paragraph);
      if (paragraph->kind == ParagraphKind::kBody || paragraph->kind == ParagraphKind::kTableCell) {
        paragraph->kind = ParagraphKind::kListItem;
        paragraph->level = std::max<uint32_t>(1, paragraph->level);
      }
    }
  }

  const float body_size_;
  uint32_t* const line_;
  ParagraphBuilder builder_;
  std::vector<Paragraph> lines_;
  std::string_view joiner_;
  int spaces_ = 0;
};

// "=====" and "-----" under a line of text make it a heading and go away themselves.
void ReadUnderlines(std::vector<Paragraph>* paragraphs) {
  std::vector<Paragraph> out;
  for (Paragraph& paragraph : *paragraphs) {
    const bool drawn = paragraph.text.size() >= 3 &&
                       paragraph.text.find_first_not_of("=-_*~# ") == std::string::npos;
    if (!drawn) {
      out.push_back(std::move(paragraph));
      continue;
    }
    if (!out.empty() && out.back().kind == ParagraphKind::kBody && out.back().text.size() <= 60 &&
        paragraph.text.front() != '_') {
      out.back().kind = ParagraphKind::kHeading;
      out.back().level = paragraph.text.front() == '=' ? 1 : 2;
    }
  }
  *paragraphs = std::move(out);
}

}  // namespace

void AppendFlow(const ExtractResponse& response, std::vector<Paragraph>* paragraphs) {
  const float body_size = FlowBodySize(response);
  uint32_t line = 0;
  std::vector<Paragraph> front, body, table;
  uint32_t open_table = 0;
  bool gap = false;
  const auto close_table = [&] {
    for (Paragraph& paragraph : ReadTable(std::move(table))) body.push_back(std::move(paragraph));
    table.clear();
    open_table = 0;
  };
  const std::vector<bool> repeated = RepeatedBlocks(response);
  for (int i = 0; i < response.blocks_size(); ++i) {
    const Block& block = response.blocks(i);
    if (repeated[static_cast<size_t>(i)]) continue;
    BlockReader reader(body_size, &line);
    std::vector<Paragraph> lines = reader.Read(block);
    if (open_table != 0 && block.table() != open_table) close_table();
    if (lines.empty()) gap = true;
    for (Paragraph& paragraph : lines) {
      if (block.table() != 0) {
        open_table = block.table();
        table.push_back(std::move(paragraph));
      } else if (paragraph.kind == ParagraphKind::kPageHeader) {
        front.push_back(std::move(paragraph));
      } else {
        paragraph.gap_before = std::exchange(gap, false);
        body.push_back(std::move(paragraph));
      }
    }
  }
  if (open_table != 0) close_table();
  ReadUnderlines(&body);
  std::move(front.begin(), front.end(), std::back_inserter(*paragraphs));
  std::move(body.begin(), body.end(), std::back_inserter(*paragraphs));
}

}  // namespace utvalg::parse
