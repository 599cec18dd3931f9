// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/office/word_body.h"

#include <algorithm>
#include <cstdlib>

#include "common/base/utf8.h"
#include "services/parse/extract/ascii.h"
#include "services/parse/extract/colour.h"
#include "services/parse/extract/symbol_fonts.h"
#include "services/parse/extract/xml.h"

namespace utvalg::extract {
namespace {

constexpr int kMaxDepth = 200;
constexpr int kMinHalfPoints = 6;
constexpr int kMinWidthPercent = 10;
constexpr int kMinRowTwips = 60;
constexpr long kBeyondPageEmu = 12'000'000;  // 33 cm.
constexpr long kBackdropEmu = 1'440'000;     // 4 cm.

long Long(std::string_view text) {
  return std::strtol(std::string(text.substr(0, 20)).c_str(), nullptr, 10);
}

bool IsDeleted(std::string_view name) {
  return name == "del" || name == "moveFrom" || name == "delText" || name == "instrText" ||
         name == "delInstrText" || name == "annotation" || name == "binData";
}

// The branch of an mc:AlternateContent that Word itself shows.
pugi::xml_node Chosen(pugi::xml_node alternate) {
  const pugi::xml_node choice = Child(alternate, "Choice");
  return choice ? choice : Child(alternate, "Fallback");
}

bool IsPlaceholder(pugi::xml_node control) {
  return static_cast<bool>(Child(Child(control, "sdtPr"), "showingPlcHdr"));
}

// The shape that a text box belongs to says what is behind its text.
bool HasOwnFill(pugi::xml_node box) {
  for (pugi::xml_node node = box; node; node = node.parent()) {
    const std::string_view name = LocalName(node);
    if (name == "wsp") {
      const pugi::xml_node look = Child(node, "spPr");
      return Child(look, "solidFill") || Child(look, "gradFill") || Child(look, "blipFill") ||
             Child(look, "pattFill") || Child(node, "style");
    }
    if (name == "shape" || name == "rect" || name == "roundrect")
      return Value(node, "filled") != "f";
    if (name == "drawing" || name == "pict") return false;
  }
  return false;
}

bool IsOffPage(pugi::xml_node box) {
  for (pugi::xml_node node = box; node; node = node.parent()) {
    if (LocalName(node) != "anchor") continue;
    for (const char* axis : {"positionH", "positionV"})
      if (std::labs(Long(Child(Child(node, axis), "posOffset").child_value())) > kBeyondPageEmu)
        return true;
    return false;
  }
  return false;
}

}  // namespace

bool WordBody::HasBackdrop(pugi::xml_node part) {
  return static_cast<bool>(part.find_node([](pugi::xml_node node) {
    if (LocalName(node) == "anchor" && Value(node, "behindDoc") == "1")
      return Long(Value(Child(node, "extent"), "cy")) > kBackdropEmu;
    // VML says it with a negative z-index.
    return LocalName(node) != "textbox" && Contains(Value(node, "style"), "z-index:-");
  }));
}

void WordBody::Walk(pugi::xml_node node, v1::BlockKind kind) {
  Context context;
  context.kind = kind;
  context.background_known = !backdrop_;
  Blocks(node, context);
}

void WordBody::Blocks(pugi::xml_node node, const Context& context) {
  if (context.depth > kMaxDepth || writer_->full()) return;
  for (const pugi::xml_node child : node.children()) Block(child, context);
}

void WordBody::Block(pugi::xml_node node, const Context& context) {
  const std::string_view name = LocalName(node);
  Context deeper = context;
  ++deeper.depth;
  if (name == "p") {
    Paragraph(node, deeper);
  } else if (name == "tbl") {
    Table(node, deeper);
  } else if (name == "sdt") {
    if (!IsPlaceholder(node)) Blocks(Child(node, "sdtContent"), deeper);
  } else if (name == "AlternateContent") {
    Blocks(Chosen(node), deeper);
  } else if (!IsDeleted(name) && name != "sectPr" && name != "tblPr") {
    Blocks(node, deeper);
  }
}

bool WordBody::IsListItem(const DocxParagraph& paragraph) const {
  return !paragraph.number_id.empty() && paragraph.number_id != "0" &&
         unmarked_lists_.count({paragraph.number_id, paragraph.list_level}) == 0;
}

void WordBody::Paragraph(pugi::xml_node node, const Context& context) {
  context_ = &context;
  const pugi::xml_node properties = Child(node, "pPr");
  paragraph_ = styles_->Paragraph(properties);
  boxes_.clear();
  Inline(node, "", context.depth);

  BlockPlace place = {context.kind, 0, context.table, context.row, context.column};
  const bool flows = context.kind != v1::BLOCK_KIND_HEADER &&
                     context.kind != v1::BLOCK_KIND_FOOTER &&
                     context.kind != v1::BLOCK_KIND_FOOTNOTE;
  if (flows && (paragraph_.outline_level >= 0 || paragraph_.title)) {
    place.kind = v1::BLOCK_KIND_HEADING;
    place.level = static_cast<uint32_t>(std::max(0, paragraph_.outline_level) + 1);
  } else if (flows && IsListItem(paragraph_)) {
    place.kind = v1::BLOCK_KIND_LIST_ITEM;
    place.level = static_cast<uint32_t>(paragraph_.list_level + 1);
  }
  writer_->EndBlock(place);

  // Text boxes stand beside the paragraph they hang on.
  const std::vector<pugi::xml_node> boxes = std::move(boxes_);
  boxes_.clear();
  for (const pugi::xml_node box : boxes) {
    Context inside = context;
    ++inside.depth;
    if (flows && context.kind == v1::BLOCK_KIND_PARAGRAPH) inside.kind = v1::BLOCK_KIND_TEXT_BOX;
    inside.background_known = context.background_known && !HasOwnFill(box);
    if (IsOffPage(box)) inside.hidden = v1::HIDDEN_OFF_PAGE;
    Blocks(box, inside);
  }
}

void WordBody::Table(pugi::xml_node node, const Context& context) {
  Context inside = context;
  inside.table = writer_->NewTable();
  inside.kind = context.kind == v1::BLOCK_KIND_HEADER || context.kind == v1::BLOCK_KIND_FOOTER
                    ? context.kind
                    : v1::BLOCK_KIND_TABLE_CELL;
  const pugi::xml_node style = Child(Child(node, "tblPr"), "tblStyle");
  if (style && styles_->PaintsCells(Value(style, "val"))) inside.background_known = false;
  inside.row = 0;
  const auto rows = [&](auto& self, pugi::xml_node parent, int depth) -> void {
    for (const pugi::xml_node child : parent.children()) {
      const std::string_view name = LocalName(child);
      if (name == "tr") {
        Cells(child, inside);
        ++inside.row;
      } else if (depth < kMaxDepth &&
                 (name == "sdt" || name == "sdtContent" || name == "ins" || name == "customXml")) {
        self(self, child, depth + 1);
      }
    }
  };
  rows(rows, node, context.depth);
}

void WordBody::Cells(pugi::xml_node row, const Context& context) {
  Context inside = context;
  ++inside.depth;
  const pugi::xml_node look = Child(row, "trPr");
  if (Child(look, "hidden")) inside.hidden = v1::HIDDEN_VANISH;
  if (const auto height = Child(look, "trHeight");
      Value(height, "hRule") == "exact" && Long(Value(height, "val")) < kMinRowTwips)
    inside.hidden = v1::HIDDEN_CLIPPED;
  if (Child(look, "del")) return;
  inside.column =
      static_cast<uint32_t>(std::clamp(Long(Value(Child(look, "gridBefore"), "val")), 0L, 63L));
  const auto cells = [&](auto& self, pugi::xml_node parent, int depth) -> void {
    for (const pugi::xml_node child : parent.children()) {
      const std::string_view name = LocalName(child);
      if (name == "tc") {
        Context cell = inside;
        const pugi::xml_node properties = Child(child, "tcPr");
        if (const auto shade = Child(properties, "shd")) {
          cell.background = DocxColour(shade, "fill");
          if (cell.background) cell.background_known = true;
        }
        Blocks(child, cell);
        const long span = Long(Value(Child(properties, "gridSpan"), "val"));
        inside.column += static_cast<uint32_t>(std::clamp(span, 1L, 63L));
      } else if (depth < kMaxDepth &&
                 (name == "sdt" || name == "sdtContent" || name == "ins" || name == "customXml")) {
        self(self, child, depth + 1);
      }
    }
  };
  cells(cells, row, context.depth);
}

void WordBody::Inline(pugi::xml_node node, const std::string& uri, int depth) {
  if (depth > kMaxDepth || writer_->full()) return;
  for (const pugi::xml_node child : node.children()) {
    const std::string_view name = LocalName(child);
    if (name == "r") {
      Run(child, uri.empty() ? FieldLink() : uri, depth + 1);
    } else if (name == "hyperlink" || name == "hlink") {
      Inline(child, LinkTarget(child), depth + 1);
    } else if (name == "sdt") {
      if (!IsPlaceholder(child)) Inline(Child(child, "sdtContent"), uri, depth + 1);
    } else if (name == "AlternateContent") {
      Inline(Chosen(child), uri, depth + 1);
    } else if (name == "ruby") {
      Inline(Child(child, "rubyBase"), uri, depth + 1);
    } else if (name == "p") {
      // Paragraphs inside paragraphs are a text box's, and read by themselves.
    } else if (!IsDeleted(name) && name != "pPr" && name != "rPr" && name != "sdtPr") {
      Inline(child, uri, depth + 1);
    }
  }
}

void WordBody::Run(pugi::xml_node node, const std::string& uri, int depth) {
  const DocxRun run = styles_->Run(paragraph_, Child(node, "rPr"));
  SpanStyle style;
  style.bold = run.bold.value_or(false);
  style.italic = run.italic.value_or(false);
  style.font_size = static_cast<float>(run.half_points.value_or(20)) / 2;
  style.hidden = HiddenBy(run);
  style.uri = uri;
  RunContent(node, style, depth);
}

void WordBody::RunContent(pugi::xml_node node, const SpanStyle& style, int depth) {
  if (depth > kMaxDepth) return;
  for (const pugi::xml_node child : node.children()) {
    const std::string_view name = LocalName(child);
    if (name == "t") {
      writer_->AddText(child.child_value(), style);
    } else if (name == "tab" || name == "ptab") {
      writer_->AddText("\t", style);
    } else if (name == "br" || name == "cr") {
      writer_->AddText("\n", style);
    } else if (name == "noBreakHyphen") {
      writer_->AddText("-", style);
    } else if (name == "sym") {
      Symbol(child, style);
    } else if (name == "fldChar") {
      FieldMark(Value(child, "fldCharType"));
    } else if (name == "instrText") {
      if (!fields_.empty() && fields_.back().code.size() < 4096)
        fields_.back().code += child.child_value();
    } else if (name == "AlternateContent") {
      RunContent(Chosen(child), style, depth + 1);
    } else if (name == "drawing" || name == "pict" || name == "object") {
      CollectBoxes(child, depth);
    } else if (name == "ruby") {
      Inline(Child(child, "rubyBase"), style.uri, depth + 1);
    }
  }
}

void WordBody::Symbol(pugi::xml_node node, const SpanStyle& style) {
  const std::string code(Value(node, "char").substr(0, 6));
  const auto c = static_cast<char32_t>(std::strtoul(code.c_str(), nullptr, 16));
  std::string text;
  if (const char32_t meaning = SymbolMeaning(Value(node, "font"), c); meaning != 0)
    AppendCodePoint(meaning, &text);
  writer_->AddText(text, style);
}

void WordBody::FieldMark(std::string_view kind) {
  if (kind == "begin") {
    if (fields_.size() < 32) fields_.emplace_back();
  } else if (kind == "separate") {
    if (!fields_.empty()) fields_.back().in_result = true;
  } else if (kind == "end") {
    if (!fields_.empty()) fields_.pop_back();
  }
}

// HYPERLINK "https://..." of the field around.
std::string WordBody::FieldLink() const {
  for (const Field& field : fields_) {
    const size_t at = field.code.find("HYPERLINK");
    if (!field.in_result || at == std::string::npos) continue;
    const size_t open = field.code.find('"', at);
    const size_t close = open == std::string::npos ? open : field.code.find('"', open + 1);
    if (close != std::string::npos) return field.code.substr(open + 1, close - open - 1);
  }
  return "";
}

std::string WordBody::LinkTarget(pugi::xml_node node) const {
  if (const auto destination = Attribute(node, "dest")) return destination.value();
  const auto found = links_.find(std::string(Value(node, "id")));
  return found == links_.end() ? "" : found->second;
}

void WordBody::CollectBoxes(pugi::xml_node node, int depth) {
  if (depth > kMaxDepth) return;
  for (const pugi::xml_node child : node.children()) {
    const std::string_view name = LocalName(child);
    if (name == "txbxContent") {
      boxes_.push_back(child);
    } else if (name == "AlternateContent") {
      CollectBoxes(Chosen(child), depth + 1);
    } else {
      CollectBoxes(child, depth + 1);
    }
  }
}

v1::Hidden WordBody::HiddenBy(const DocxRun& run) const {
  if (context_->hidden != v1::HIDDEN_UNSPECIFIED) return context_->hidden;
  if (run.vanish.value_or(false)) return v1::HIDDEN_VANISH;
  if (run.transparent.value_or(false)) return v1::HIDDEN_TRANSPARENT;
  if (run.half_points.value_or(20) < kMinHalfPoints ||
      run.width_percent.value_or(100) < kMinWidthPercent)
    return v1::HIDDEN_TOO_SMALL;
  if (paragraph_.squeezed) return v1::HIDDEN_CLIPPED;
  if (paragraph_.off_page) return v1::HIDDEN_OFF_PAGE;
  if (!run.colour) return v1::HIDDEN_UNSPECIFIED;
  const std::optional<uint32_t> own = run.background ? run.background : paragraph_.background;
  if (!own && !context_->background_known) return v1::HIDDEN_UNSPECIFIED;
  const uint32_t behind = own ? *own : context_->background.value_or(page_colour_);
  return Contrast(*run.colour, behind) < kMinContrast ? v1::HIDDEN_SAME_COLOUR
                                                      : v1::HIDDEN_UNSPECIFIED;
}

}  // namespace utvalg::extract
