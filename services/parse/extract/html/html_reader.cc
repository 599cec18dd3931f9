// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/html/html_reader.h"

#include <gumbo.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/base/utf8.h"
#include "services/parse/extract/ascii.h"
#include "services/parse/extract/code_page.h"
#include "services/parse/extract/colour.h"
#include "services/parse/extract/decode_text.h"
#include "services/parse/extract/findings.h"
#include "services/parse/extract/html/css.h"
#include "services/parse/extract/html/html_look.h"

namespace utvalg::extract {
namespace {

constexpr int kMaxDepth = 400;
constexpr float kMinSize = 3;

class Reader {
 public:
  explicit Reader(BlockWriter* writer) : writer_(writer) {}

  void Read(std::string_view html) {
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0;
    GumboOutput* output = gumbo_parse_with_options(&options, html.data(), html.size());
    CollectStyles(output->root, 0);
    Element(output->root, HtmlLook(), Place(), "", 0);
    End(Place());
    gumbo_destroy_output(&options, output);
  }

 private:
  struct Place {
    v1::BlockKind kind = v1::BLOCK_KIND_PARAGRAPH;
    uint32_t level = 0, table = 0, row = 0, column = 0;
    uint32_t list_level = 0;
  };

  void CollectStyles(const GumboNode* node, int depth) {
    if (node->type != GUMBO_NODE_ELEMENT || depth > kMaxDepth) return;
    const GumboVector& children = node->v.element.children;
    for (unsigned i = 0; i < children.length; ++i) {
      const auto* child = static_cast<const GumboNode*>(children.data[i]);
      if (node->v.element.tag == GUMBO_TAG_STYLE && child->type == GUMBO_NODE_TEXT)
        sheet_.Add(child->v.text.text);
      CollectStyles(child, depth + 1);
    }
  }

  Declarations StylesOf(const GumboNode* node) const {
    Declarations styles = sheet_.Match(node);
    if (const GumboAttribute* attribute =
            gumbo_get_attribute(&node->v.element.attributes, "style")) {
      const Declarations own = ParseDeclarations(attribute->value);
      styles.insert(styles.end(), own.begin(), own.end());
    }
    for (const auto& [name, property] :
         {std::pair{"bgcolor", "background-color"}, std::pair{"color", "color"}})
      if (const GumboAttribute* attribute = gumbo_get_attribute(&node->v.element.attributes, name))
        styles.insert(styles.begin(), {property, Lower(attribute->value)});
    return styles;
  }

  void Children(const GumboNode* node, const HtmlLook& look, const Place& place,
                const std::string& uri, int depth) {
    const GumboVector& children = node->v.element.children;
    bool first = true;
    for (unsigned i = 0; i < children.length; ++i) {
      const auto* child = static_cast<const GumboNode*>(children.data[i]);
      // Items of a row stand apart, whatever white there is between their tags.
      if (look.display == Display::kRow && child->type == GUMBO_NODE_ELEMENT) {
        if (!first && writer_->has_open_text() && !writer_->at_space()) writer_->AddText("\t", {});
        first = false;
      }
      Node(child, look, place, uri, depth);
    }
  }

  void Node(const GumboNode* node, const HtmlLook& look, const Place& place, const std::string& uri,
            int depth) {
    switch (node->type) {
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_CDATA:
      case GUMBO_NODE_WHITESPACE:
        Text(node->v.text.text, look, uri);
        break;
      case GUMBO_NODE_ELEMENT:
        Element(node, look, place, uri, depth + 1);
        break;
      default:
        break;
    }
  }

  void Element(const GumboNode* node, const HtmlLook& parent, const Place& place,
               const std::string& uri, int depth) {
    if (depth > kMaxDepth || writer_->full() || node->type != GUMBO_NODE_ELEMENT) return;
    const GumboTag tag = node->v.element.tag;
    if (tag == GUMBO_TAG_BR) {
      writer_->AddText("\n", {});
      return;
    }
    const HtmlLook look = LookOf(node, parent, StylesOf(node));
    if (look.display == Display::kNone) return;
    std::string target = uri;
    if (tag == GUMBO_TAG_A)
      if (const GumboAttribute* href = gumbo_get_attribute(&node->v.element.attributes, "href"))
        target = href->value;
    if (look.beside && writer_->has_open_text() && !writer_->at_space()) writer_->AddText("\t", {});
    const bool in_row = parent.display == Display::kRow;
    if (look.display == Display::kInline || (in_row && !IsStructure(tag))) {
      Children(node, look, place, target, depth);
      return;
    }
    End(place);
    Place inside = place;
    Structure(tag, &inside);
    Children(node, look, inside, target, depth);
    End(inside);
    if (tag == GUMBO_TAG_TABLE || tag == GUMBO_TAG_TR || tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH)
      LeaveTable(tag);
  }

  static bool IsStructure(GumboTag tag) {
    return tag == GUMBO_TAG_P || tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL ||
           tag == GUMBO_TAG_LI || tag == GUMBO_TAG_TABLE || tag == GUMBO_TAG_TR ||
           tag == GUMBO_TAG_TD || tag == GUMBO_TAG_SECTION || tag == GUMBO_TAG_ARTICLE ||
           (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6);
  }

  void Structure(GumboTag tag, Place* place) {
    if (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6) {
      place->kind = v1::BLOCK_KIND_HEADING;
      place->level = static_cast<uint32_t>(tag - GUMBO_TAG_H1) + 1;
    } else if (tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL) {
      place->list_level = std::min(place->list_level + 1, 10U);
    } else if (tag == GUMBO_TAG_LI) {
      place->kind = v1::BLOCK_KIND_LIST_ITEM;
      place->level = std::max(1U, place->list_level);
    } else if (tag == GUMBO_TAG_TABLE) {
      tables_.push_back({writer_->NewTable(), 0, 0});
    } else if ((tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) && !tables_.empty()) {
      place->kind = v1::BLOCK_KIND_TABLE_CELL;
      place->level = 0;
      place->list_level = 0;
      place->table = tables_.back().number;
      place->row = tables_.back().row;
      place->column = tables_.back().column;
    }
  }

  void LeaveTable(GumboTag tag) {
    if (tables_.empty()) return;
    if (tag == GUMBO_TAG_TABLE) {
      tables_.pop_back();
    } else if (tag == GUMBO_TAG_TR) {
      ++tables_.back().row;
      tables_.back().column = 0;
    } else {
      ++tables_.back().column;
    }
  }

  void End(const Place& place) {
    writer_->EndBlock({place.kind, place.level, place.table, place.row, place.column});
  }

  void Text(const char* text, const HtmlLook& look, const std::string& uri) {
    SpanStyle style;
    style.bold = look.bold;
    style.italic = look.italic;
    style.font_size = std::clamp(look.size, 0.0F, 1000.0F);
    style.uri = uri;
    style.hidden = look.hidden;
    if (style.hidden == v1::HIDDEN_UNSPECIFIED && look.size < kMinSize)
      style.hidden = v1::HIDDEN_TOO_SMALL;
    if (style.hidden == v1::HIDDEN_UNSPECIFIED && look.background_known &&
        Contrast(look.colour, look.background) < kMinContrast)
      style.hidden = v1::HIDDEN_SAME_COLOUR;
    if (look.preformatted) {
      writer_->AddText(text, style);
      return;
    }
    std::string collapsed;
    for (const char* c = text; *c != 0; ++c) {
      if (kAsciiSpace.find(*c) == std::string_view::npos) {
        collapsed.push_back(*c);
      } else if (collapsed.empty() ? !writer_->at_space() : collapsed.back() != ' ') {
        collapsed.push_back(' ');
      }
    }
    writer_->AddText(collapsed, style);
  }

  struct TablePlace {
    uint32_t number, row, column;
  };

  BlockWriter* writer_;
  StyleSheet sheet_;
  std::vector<TablePlace> tables_;
};

// A page that is neither UTF-8 nor UTF-16 is in the code page it declares.
std::string DecodePage(std::string_view bytes) {
  const std::string head = Lower(bytes.substr(0, 4096));
  const size_t at = head.find("charset");
  const size_t name = at == std::string::npos ? at : head.find("windows-125", at);
  if (name == std::string::npos || name > at + 12 || name + 11 >= head.size() || IsValidUtf8(bytes))
    return DecodeText(bytes);
  return CodePages().Decode(bytes, 1250 + (head[name + 11] - '0'));
}

}  // namespace

void WriteHtml(std::string_view utf8, BlockWriter* writer) { Reader(writer).Read(utf8); }

v1::Failure ReadHtml(std::string_view bytes, const Limits& limits, v1::ExtractResponse* response) {
  const std::string html = DecodePage(bytes);
  BlockWriter writer(limits, response);
  WriteHtml(html, &writer);
  writer.Finish();
  const std::string lower = Lower(html);
  if (Contains(lower, "<script")) AddFinding(response, v1::FINDING_KIND_ACTIVE_CONTENT);
  return response->blocks_size() > 0 ? v1::FAILURE_UNSPECIFIED : v1::FAILURE_EMPTY;
}

}  // namespace utvalg::extract
