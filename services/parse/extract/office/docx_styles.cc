// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/office/docx_styles.h"

#include <algorithm>
#include <cstdlib>

#include "services/parse/extract/ascii.h"
#include "services/parse/extract/colour.h"
#include "services/parse/extract/xml.h"

namespace utvalg::extract {
namespace {

constexpr int kMaxDepth = 32;
constexpr int kMinLineTwips = 60;         // 3 points: lines lower than that cut their letters away.
constexpr int kBeyondPageTwips = 20'000;  // Wider than any page a CV is written on.

int Number(std::string_view text, int otherwise) {
  const std::string copy(text.substr(0, 12));
  char* end = nullptr;
  const long value = std::strtol(copy.c_str(), &end, 10);
  return end == copy.c_str() ? otherwise
                             : static_cast<int>(std::clamp(value, -1'000'000L, 1'000'000L));
}

// <w:b/> is true, <w:b w:val="0"/> is false.
std::optional<bool> Toggle(pugi::xml_node properties, std::string_view name) {
  const pugi::xml_node node = Child(properties, name);
  if (!node) return std::nullopt;
  const std::string_view value = Value(node, "val");
  return value != "0" && value != "false" && value != "off" && value != "none";
}

std::optional<uint32_t> HighlightColour(std::string_view name) {
  static const std::unordered_map<std::string_view, uint32_t> kColours = {
      {"yellow", 0xFFFF00},    {"green", 0x00FF00},     {"cyan", 0x00FFFF},
      {"magenta", 0xFF00FF},   {"blue", 0x0000FF},      {"red", 0xFF0000},
      {"darkBlue", 0x00008B},  {"darkCyan", 0x008B8B},  {"black", 0x000000},
      {"white", 0xFFFFFF},     {"darkRed", 0x8B0000},   {"darkGreen", 0x006400},
      {"darkGray", 0xA9A9A9},  {"lightGray", 0xD3D3D3}, {"darkMagenta", 0x8B008B},
      {"darkYellow", 0x808000}};
  const auto found = kColours.find(name);
  return found == kColours.end() ? std::nullopt : std::optional(found->second);
}

// Text fills that show nothing: none at all, or wholly transparent.
bool IsTransparentFill(pugi::xml_node fill) {
  if (!fill) return false;
  if (Child(fill, "noFill")) return true;
  const pugi::xml_node alpha = Descendant(Child(fill, "solidFill"), "alpha");
  return alpha && Number(Value(alpha, "val"), 0) >= 97'000;
}

DocxRun ReadRun(pugi::xml_node properties) {
  DocxRun run;
  if (!properties) return run;
  run.bold = Toggle(properties, "b");
  run.italic = Toggle(properties, "i");
  run.vanish = Toggle(properties, "vanish");
  if (Toggle(properties, "webHidden").value_or(false) ||
      Toggle(properties, "specVanish").value_or(false))
    run.vanish = true;
  if (const auto size = Child(properties, "sz")) run.half_points = Number(Value(size, "val"), 22);
  if (const auto colour = Child(properties, "color")) run.colour = DocxColour(colour, "val");
  if (const auto shade = Child(properties, "shd")) run.background = DocxColour(shade, "fill");
  if (const auto highlight = Child(properties, "highlight"))
    run.background = HighlightColour(Value(highlight, "val"));
  if (const auto width = Child(properties, "w"))
    run.width_percent = Number(Value(width, "val"), 100);
  if (const auto fill = Child(properties, "textFill")) run.transparent = IsTransparentFill(fill);
  if (const auto fonts = Child(properties, "rFonts")) run.font = Value(fonts, "ascii");
  return run;
}

void ReadParagraph(pugi::xml_node properties, DocxParagraph* paragraph) {
  if (const auto level = Child(properties, "outlineLvl")) {
    const int value = Number(Value(level, "val"), 9);
    paragraph->outline_level = value >= 0 && value < 9 ? value : -1;
  }
  if (const auto numbering = Child(properties, "numPr")) {
    if (const auto id = Child(numbering, "numId")) paragraph->number_id = Value(id, "val");
    if (const auto level = Child(numbering, "ilvl"))
      paragraph->list_level = std::clamp(Number(Value(level, "val"), 0), 0, 8);
  }
  // The same in Word 2003.
  if (const auto list = Child(properties, "listPr")) {
    paragraph->number_id = Value(Child(list, "ilfo"), "val");
    paragraph->list_level = std::clamp(Number(Value(Child(list, "ilvl"), "val"), 0), 0, 8);
  }
  if (const auto shade = Child(properties, "shd"))
    paragraph->background = DocxColour(shade, "fill");
  if (const auto spacing = Child(properties, "spacing"); Value(spacing, "lineRule") == "exact")
    paragraph->squeezed = Number(Value(spacing, "line"), 240) < kMinLineTwips;
  if (const auto indent = Child(properties, "ind")) {
    const std::string_view left =
        Attribute(indent, "left") ? Value(indent, "left") : Value(indent, "start");
    paragraph->off_page = std::abs(Number(left, 0)) > kBeyondPageTwips;
  }
}

// Level of "heading 2" or "Overskrift 2" from 0; -1 if it is no such name.
int HeadingByName(const std::string& name) {
  const std::string lower = Lower(name);
  for (const char* word : {"heading", "overskrift", "rubrik", "überschrift"}) {
    if (!lower.starts_with(word) || lower.empty() || !IsAsciiDigit(lower.back())) continue;
    return lower.back() - '1';
  }
  return -1;
}

}  // namespace

std::optional<uint32_t> DocxColour(pugi::xml_node node, const char* attribute) {
  const std::string_view theme =
      Value(node, std::string_view(attribute) == "fill" ? "themeFill" : "themeColor");
  if (const auto colour = ParseHexColour(Value(node, attribute))) return colour;
  if (theme == "background1" || theme == "light1") return 0xFFFFFF;
  return std::nullopt;
}

void DocxRun::Apply(const DocxRun& other) {
  if (other.bold) bold = other.bold;
  if (other.italic) italic = other.italic;
  if (other.vanish) vanish = other.vanish;
  if (other.half_points) half_points = other.half_points;
  if (other.colour) colour = other.colour;
  if (other.background) background = other.background;
  if (other.width_percent) width_percent = other.width_percent;
  if (other.transparent) transparent = other.transparent;
  if (!other.font.empty()) font = other.font;
}

void DocxStyles::Load(pugi::xml_node styles) {
  defaults_ = ReadRun(Child(Child(Child(styles, "docDefaults"), "rPrDefault"), "rPr"));
  for (const pugi::xml_node node : styles.children()) {
    if (LocalName(node) != "style") continue;
    Style style;
    style.parent = Value(Child(node, "basedOn"), "val");
    style.name = Value(Child(node, "name"), "val");
    style.run = ReadRun(Child(node, "rPr"));
    style.paragraph = Child(node, "pPr");
    const std::string_view type = Value(node, "type");
    style.paints = type == "table" && Descendant(node, "shd");
    const std::string id(Value(node, "styleId"));
    const std::string_view is_default = Value(node, "default");
    if (type == "paragraph" && (is_default == "1" || is_default == "true")) default_paragraph_ = id;
    styles_[id] = std::move(style);
  }
}

void DocxStyles::ApplyStyle(const std::string& id, DocxParagraph* paragraph, int depth) const {
  const auto found = styles_.find(id);
  if (found == styles_.end() || depth > kMaxDepth) return;
  const Style& style = found->second;
  if (!style.parent.empty()) ApplyStyle(style.parent, paragraph, depth + 1);
  paragraph->run.Apply(style.run);
  ReadParagraph(style.paragraph, paragraph);
  if (const int level = HeadingByName(style.name); level >= 0) paragraph->outline_level = level;
  const std::string lower = Lower(style.name);
  if (lower == "title" || lower == "tittel") paragraph->title = true;
}

void DocxStyles::ApplyCharacterStyle(const std::string& id, DocxRun* run, int depth) const {
  const auto found = styles_.find(id);
  if (found == styles_.end() || depth > kMaxDepth) return;
  if (!found->second.parent.empty()) ApplyCharacterStyle(found->second.parent, run, depth + 1);
  run->Apply(found->second.run);
}

DocxParagraph DocxStyles::Paragraph(pugi::xml_node properties) const {
  DocxParagraph paragraph;
  paragraph.run = defaults_;
  const pugi::xml_node named = Child(properties, "pStyle");
  ApplyStyle(named ? std::string(Value(named, "val")) : default_paragraph_, &paragraph, 0);
  ReadParagraph(properties, &paragraph);
  return paragraph;
}

DocxRun DocxStyles::Run(const DocxParagraph& paragraph, pugi::xml_node properties) const {
  DocxRun run = paragraph.run;
  if (const auto named = Child(properties, "rStyle"))
    ApplyCharacterStyle(std::string(Value(named, "val")), &run, 0);
  // "auto" takes a style's colour back.
  if (const auto colour = Child(properties, "color"); colour && !DocxColour(colour, "val"))
    run.colour.reset();
  run.Apply(ReadRun(properties));
  return run;
}

bool DocxStyles::PaintsCells(std::string_view table_style) const {
  std::string id(table_style);
  for (int depth = 0; depth < kMaxDepth && !id.empty(); ++depth) {
    const auto found = styles_.find(id);
    if (found == styles_.end()) return false;
    if (found->second.paints) return true;
    id = found->second.parent;
  }
  return false;
}

}  // namespace utvalg::extract
