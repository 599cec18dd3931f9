// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/office/odt_reader.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "services/parse/extract/ascii.h"
#include "services/parse/extract/block_writer.h"
#include "services/parse/extract/colour.h"
#include "services/parse/extract/findings.h"
#include "services/parse/extract/office/office_date.h"
#include "services/parse/extract/office/zip_archive.h"
#include "services/parse/extract/xml.h"

namespace utvalg::extract {
namespace {

constexpr int kMaxDepth = 200;
constexpr int kMaxSpaces = 100;
constexpr float kMinSize = 3;

// Looks of text; unset = inherited.
struct Look {
  std::optional<bool> bold, italic, hidden;
  std::optional<float> size;
  std::optional<uint32_t> colour, background;

  void Apply(const Look& other) {
    if (other.bold) bold = other.bold;
    if (other.italic) italic = other.italic;
    if (other.hidden) hidden = other.hidden;
    if (other.size) size = other.size;
    if (other.colour) colour = other.colour;
    if (other.background) background = other.background;
  }
};

struct OdtStyle {
  std::string parent;
  Look look;
  int outline_level = 0;
};

float Points(std::string_view text) {
  const std::string copy(text.substr(0, 16));
  char* end = nullptr;
  const float value = std::strtof(copy.c_str(), &end);
  const std::string_view unit = end;
  if (unit == "pt") return value;
  if (unit == "cm") return value * 28.35F;
  if (unit == "mm") return value * 2.835F;
  if (unit == "in") return value * 72;
  return 0;
}

Look ReadLook(pugi::xml_node properties) {
  Look look;
  if (!properties) return look;
  if (const auto weight = Value(properties, "font-weight"); !weight.empty())
    look.bold = weight == "bold" || weight == "600" || weight == "700" || weight == "800" ||
                weight == "900";
  if (const auto slope = Value(properties, "font-style"); !slope.empty())
    look.italic = slope == "italic" || slope == "oblique";
  if (const auto display = Value(properties, "display"); !display.empty())
    look.hidden = display == "none";
  if (const float size = Points(Value(properties, "font-size")); size > 0) look.size = size;
  if (Value(properties, "use-window-font-color") != "true")
    look.colour = ParseHexColour(Value(properties, "color"));
  look.background = ParseHexColour(Value(properties, "background-color"));
  return look;
}

class Package {
 public:
  Package(std::string_view bytes, const Limits& limits, v1::ExtractResponse* response)
      : zip_(bytes, limits), response_(response), writer_(limits, response) {}

  v1::Failure Read() {
    if (zip_.failure() != v1::FAILURE_UNSPECIFIED) return zip_.failure();
    pugi::xml_document styles, content, meta;
    std::string style_bytes, content_bytes, meta_bytes, manifest_bytes;
    pugi::xml_document manifest;
    if (Load("META-INF/manifest.xml", &manifest_bytes, &manifest) &&
        Descendant(manifest, "encryption-data"))
      return v1::FAILURE_ENCRYPTED;
    Load("styles.xml", &style_bytes, &styles);
    if (!Load("content.xml", &content_bytes, &content))
      return failure_ == v1::FAILURE_UNSPECIFIED ? v1::FAILURE_MALFORMED : failure_;
    for (const pugi::xml_node root : {styles.document_element(), content.document_element()}) {
      LoadStyles(Child(root, "styles"));
      LoadStyles(Child(root, "automatic-styles"));
    }
    const pugi::xml_node body = Child(Child(content.document_element(), "body"), "text");
    if (!body) return v1::FAILURE_UNSUPPORTED;
    const pugi::xml_node master =
        Child(Child(styles.document_element(), "master-styles"), "master-page");
    Blocks(Child(master, "header"), {.kind = v1::BLOCK_KIND_HEADER});
    Blocks(body, {});
    Blocks(Child(master, "footer"), {.kind = v1::BLOCK_KIND_FOOTER});
    writer_.Finish();
    if (Descendant(content, "script") || Contains(content_bytes, "script:event-listener"))
      AddFinding(response_, v1::FINDING_KIND_ACTIVE_CONTENT);
    if (Load("meta.xml", &meta_bytes, &meta))
      response_->set_modified(OfficeDay(Descendant(meta, "date").child_value()));
    if (failure_ != v1::FAILURE_UNSPECIFIED) return failure_;
    return response_->blocks_size() > 0 ? v1::FAILURE_UNSPECIFIED : v1::FAILURE_EMPTY;
  }

 private:
  struct Context {
    v1::BlockKind kind = v1::BLOCK_KIND_PARAGRAPH;
    uint32_t level = 0, table = 0, row = 0, column = 0;
    std::optional<uint32_t> background = std::nullopt;
    int depth = 0;
  };

  bool Load(const std::string& name, std::string* bytes, pugi::xml_document* document) {
    std::optional<std::string> content = zip_.Read(name);
    if (!content) {
      if (zip_.failure() != v1::FAILURE_UNSPECIFIED) failure_ = zip_.failure();
      return false;
    }
    *bytes = *std::move(content);
    const v1::Failure failure = LoadXml(bytes, document);
    if (failure != v1::FAILURE_UNSPECIFIED && failure != v1::FAILURE_MALFORMED) failure_ = failure;
    return failure == v1::FAILURE_UNSPECIFIED;
  }

  void LoadStyles(pugi::xml_node styles) {
    for (const pugi::xml_node node : styles.children()) {
      const std::string_view name = LocalName(node);
      if (name != "style" && name != "default-style") continue;
      const std::string family(Value(node, "family"));
      OdtStyle style;
      style.parent = Value(node, "parent-style-name");
      style.look = ReadLook(Child(node, "text-properties"));
      const pugi::xml_node frame = Child(node, "paragraph-properties")
                                       ? Child(node, "paragraph-properties")
                                       : Child(node, "table-cell-properties");
      if (const auto background = ParseHexColour(Value(frame, "background-color")))
        style.look.background = background;
      style.outline_level = Attribute(node, "default-outline-level").as_int();
      styles_[{family, std::string(Value(node, "name"))}] = std::move(style);
    }
  }

  void Resolve(const std::string& family, const std::string& name, Look* look, int* outline,
               int depth) const {
    const auto found = styles_.find({family, name});
    if (found == styles_.end() || depth > 32) return;
    if (!found->second.parent.empty())
      Resolve(family, found->second.parent, look, outline, depth + 1);
    look->Apply(found->second.look);
    if (found->second.outline_level > 0) *outline = found->second.outline_level;
  }

  Look LookOf(const std::string& family, pugi::xml_node node, const Look& around,
              int* outline) const {
    Look look = around;
    Resolve(family, std::string(Value(node, "style-name")), &look, outline, 0);
    return look;
  }

  void Blocks(pugi::xml_node node, Context context) {
    if (++context.depth > kMaxDepth || writer_.full()) return;
    for (const pugi::xml_node child : node.children()) Block(child, context);
  }

  void Block(pugi::xml_node node, const Context& context) {
    const std::string_view name = LocalName(node);
    if (name == "p" || name == "h") {
      Paragraph(node, context);
    } else if (name == "table") {
      Context inside = context;
      inside.table = writer_.NewTable();
      inside.row = 0;
      Rows(node, &inside);
    } else if (name == "list") {
      Context inside = context;
      inside.level = context.level + 1;
      if (context.kind == v1::BLOCK_KIND_PARAGRAPH || context.kind == v1::BLOCK_KIND_TABLE_CELL ||
          context.kind == v1::BLOCK_KIND_TEXT_BOX)
        inside.kind = v1::BLOCK_KIND_LIST_ITEM;
      Blocks(node, inside);
    } else if (name == "text-box") {
      Context inside = context;
      if (context.kind == v1::BLOCK_KIND_PARAGRAPH) inside.kind = v1::BLOCK_KIND_TEXT_BOX;
      Blocks(node, inside);
    } else if (name != "tracked-changes" && name != "annotation" && name != "sequence-decls" &&
               name != "index-source" && Value(node, "display") != "none") {
      Blocks(node, context);
    }
  }

  void Rows(pugi::xml_node node, Context* context) {
    if (++context->depth > kMaxDepth) return;
    for (const pugi::xml_node child : node.children()) {
      const std::string_view name = LocalName(child);
      if (name == "table-row") {
        Context cell = *context;
        cell.kind = v1::BLOCK_KIND_TABLE_CELL;
        cell.column = 0;
        for (const pugi::xml_node item : child.children()) {
          if (LocalName(item) != "table-cell" && LocalName(item) != "covered-table-cell") continue;
          int unused = 0;
          const Look look = LookOf("table-cell", item, {}, &unused);
          cell.background = look.background ? look.background : context->background;
          Blocks(item, cell);
          ++cell.column;
        }
        ++context->row;
      } else if (name == "table-rows" || name == "table-header-rows" || name == "table-row-group") {
        Rows(child, context);
      }
    }
    --context->depth;
  }

  void Paragraph(pugi::xml_node node, const Context& context) {
    int outline =
        LocalName(node) == "h" ? std::max(1, Attribute(node, "outline-level").as_int(1)) : 0;
    Look defaults;
    int unused = 0;
    Resolve("paragraph", "", &defaults, &unused, 0);
    const Look look = LookOf("paragraph", node, defaults, outline > 0 ? &unused : &outline);
    boxes_.clear();
    Inline(node, look, context, "", context.depth);
    BlockPlace place = {context.kind, context.level, context.table, context.row, context.column};
    if (outline > 0 && context.kind != v1::BLOCK_KIND_HEADER &&
        context.kind != v1::BLOCK_KIND_FOOTER) {
      place.kind = v1::BLOCK_KIND_HEADING;
      place.level = static_cast<uint32_t>(std::min(outline, 10));
    }
    writer_.EndBlock(place);
    const std::vector<std::pair<pugi::xml_node, v1::BlockKind>> boxes = std::move(boxes_);
    boxes_.clear();
    for (const auto& [box, kind] : boxes) {
      Context inside = context;
      ++inside.depth;
      if (context.kind == v1::BLOCK_KIND_PARAGRAPH || kind == v1::BLOCK_KIND_FOOTNOTE)
        inside.kind = kind;
      Blocks(box, inside);
    }
  }

  void Inline(pugi::xml_node node, const Look& look, const Context& context, const std::string& uri,
              int depth) {
    if (depth > kMaxDepth) return;
    for (const pugi::xml_node child : node.children()) {
      if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
        Text(child.value(), look, context, uri);
        continue;
      }
      const std::string_view name = LocalName(child);
      if (name == "span") {
        int unused = 0;
        Inline(child, LookOf("text", child, look, &unused), context, uri, depth + 1);
      } else if (name == "a") {
        Inline(child, look, context, std::string(Value(child, "href")), depth + 1);
      } else if (name == "tab") {
        writer_.AddText("\t", StyleOf(look, context, uri));
      } else if (name == "line-break") {
        writer_.AddText("\n", StyleOf(look, context, uri));
      } else if (name == "s") {
        const int count = std::clamp(Attribute(child, "c").as_int(1), 1, kMaxSpaces);
        writer_.AddText(std::string(static_cast<size_t>(count), ' '), StyleOf(look, context, uri));
      } else if (name == "text-box") {
        boxes_.emplace_back(child, v1::BLOCK_KIND_TEXT_BOX);
      } else if (name == "note") {
        boxes_.emplace_back(Child(child, "note-body"), v1::BLOCK_KIND_FOOTNOTE);
      } else if (name == "hidden-text") {
        Look hidden = look;
        hidden.hidden = true;
        Inline(child, hidden, context, uri, depth + 1);
      } else if (name != "annotation" && name != "annotation-end" && name != "tracked-changes" &&
                 name != "desc" && name != "title") {
        Inline(child, look, context, uri, depth + 1);
      }
    }
  }

  // White space in ODF counts once, and line feeds are spaces.
  void Text(std::string_view text, const Look& look, const Context& context,
            const std::string& uri) {
    std::string collapsed;
    for (const char c : text) {
      const bool white = kAsciiSpace.find(c) != std::string_view::npos;
      if (!white) {
        collapsed.push_back(c);
      } else if (collapsed.empty() ? !writer_.at_space() : collapsed.back() != ' ') {
        collapsed.push_back(' ');
      }
    }
    writer_.AddText(collapsed, StyleOf(look, context, uri));
  }

  SpanStyle StyleOf(const Look& look, const Context& context, const std::string& uri) const {
    SpanStyle style;
    style.bold = look.bold.value_or(false);
    style.italic = look.italic.value_or(false);
    style.font_size = look.size.value_or(12);
    style.uri = uri;
    if (look.hidden.value_or(false)) {
      style.hidden = v1::HIDDEN_VANISH;
    } else if (style.font_size < kMinSize) {
      style.hidden = v1::HIDDEN_TOO_SMALL;
    } else if (look.colour) {
      const uint32_t behind =
          look.background ? *look.background : context.background.value_or(0xFFFFFF);
      if (Contrast(*look.colour, behind) < kMinContrast) style.hidden = v1::HIDDEN_SAME_COLOUR;
    }
    return style;
  }

  ZipArchive zip_;
  v1::ExtractResponse* response_;
  BlockWriter writer_;
  std::map<std::pair<std::string, std::string>, OdtStyle> styles_;  // By family and name.
  std::vector<std::pair<pugi::xml_node, v1::BlockKind>> boxes_;
  v1::Failure failure_ = v1::FAILURE_UNSPECIFIED;
};

}  // namespace

v1::Failure ReadOdt(std::string_view bytes, const Limits& limits, v1::ExtractResponse* response) {
  return Package(bytes, limits, response).Read();
}

}  // namespace utvalg::extract
