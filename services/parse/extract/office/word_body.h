// SPDX-License-Identifier: GPL-3.0-or-later
//
// Walks the paragraphs and tables of WordprocessingML (DOCX, flat OPC and Word 2003 XML alike) and
// writes blocks. What Word does not show is not written (tracked deletions, field codes, the second
// copy of a text box) or marked hidden (vanish, white on white, too small).
#pragma once

#include <map>
#include <optional>
#include <pugixml.hpp>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "services/parse/extract/block_writer.h"
#include "services/parse/extract/office/docx_styles.h"

namespace utvalg::extract {

class WordBody {
 public:
  // Both must outlive the body.
  WordBody(const DocxStyles* styles, BlockWriter* writer) : styles_(styles), writer_(writer) {}

  // Relationship id to target of the part that is walked next.
  void SetLinks(std::map<std::string, std::string> links) { links_ = std::move(links); }
  // Levels of lists (number id, level) that show neither bullet nor number.
  void SetUnmarkedLists(std::set<std::pair<std::string, int>> lists) {
    unmarked_lists_ = std::move(lists);
  }
  // Pictures or filled shapes lie behind the text: its background is not known.
  void SetBackdrop(bool backdrop) { backdrop_ = backdrop; }
  void SetPageColour(uint32_t colour) { page_colour_ = colour; }

  // All below node. kind is what ordinary paragraphs become.
  void Walk(pugi::xml_node node, v1::BlockKind kind);

  // A shape large enough to be a page's backdrop lies behind the text of this part.
  static bool HasBackdrop(pugi::xml_node part);

 private:
  struct Context {
    v1::BlockKind kind = v1::BLOCK_KIND_PARAGRAPH;
    uint32_t table = 0, row = 0, column = 0;
    std::optional<uint32_t> background;  // Of the cell or text box.
    bool background_known = true;
    v1::Hidden hidden = v1::HIDDEN_UNSPECIFIED;  // Of all inside.
    int depth = 0;
  };
  struct Field {
    std::string code;
    bool in_result = false;
  };

  void Blocks(pugi::xml_node node, const Context& context);
  void Block(pugi::xml_node node, const Context& context);
  void Paragraph(pugi::xml_node node, const Context& context);
  void Table(pugi::xml_node node, const Context& context);
  void Cells(pugi::xml_node row, const Context& context);
  void Inline(pugi::xml_node node, const std::string& uri, int depth);
  void Run(pugi::xml_node node, const std::string& uri, int depth);
  void RunContent(pugi::xml_node node, const SpanStyle& style, int depth);
  void Symbol(pugi::xml_node node, const SpanStyle& style);
  void FieldMark(std::string_view kind);
  void CollectBoxes(pugi::xml_node node, int depth);
  std::string FieldLink() const;
  std::string LinkTarget(pugi::xml_node node) const;
  v1::Hidden HiddenBy(const DocxRun& run) const;
  bool IsListItem(const DocxParagraph& paragraph) const;

  const DocxStyles* styles_;
  BlockWriter* writer_;
  std::map<std::string, std::string> links_;
  std::set<std::pair<std::string, int>> unmarked_lists_;
  bool backdrop_ = false;
  uint32_t page_colour_ = 0xFFFFFF;
  // Of the paragraph that is being read.
  const Context* context_ = nullptr;
  DocxParagraph paragraph_;
  std::vector<Field> fields_;
  std::vector<pugi::xml_node> boxes_;
};

}  // namespace utvalg::extract
