// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a run and a paragraph of a Word document look like once all styles they inherit from are
// applied.
#pragma once

#include <cstdint>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace utvalg::extract {

// Properties of runs. Unset = inherited.
struct DocxRun {
  std::optional<bool> bold, italic, vanish;
  std::optional<int> half_points;
  std::optional<uint32_t> colour;      // "auto" clears it.
  std::optional<uint32_t> background;  // Highlight or shading.
  std::optional<int> width_percent;    // Horizontal scale.
  std::optional<bool> transparent;
  std::string font;

  // Overwrites with what is set in other.
  void Apply(const DocxRun& other);
};

struct DocxParagraph {
  DocxRun run;
  int outline_level = -1;  // From 0; -1 = body text.
  bool title = false;
  std::string number_id;  // Of a list; "" or "0" = none.
  int list_level = 0;
  std::optional<uint32_t> background;
  bool squeezed = false;  // Lines too low to be read.
  bool off_page = false;
};

class DocxStyles {
 public:
  // node: the styles part's root; may be null.
  void Load(pugi::xml_node styles);

  // The look of a paragraph with these properties (w:pPr, may be null), its style applied first.
  DocxParagraph Paragraph(pugi::xml_node properties) const;
  // The look of a run (w:rPr, may be null) inside such a paragraph.
  DocxRun Run(const DocxParagraph& paragraph, pugi::xml_node properties) const;
  // The table style paints cells, in ways that are not evaluated.
  bool PaintsCells(std::string_view table_style) const;

 private:
  struct Style {
    std::string parent;
    DocxRun run;
    std::string name;
    pugi::xml_node paragraph;  // w:pPr, alive as long as the styles part.
    bool paints = false;
  };
  void ApplyStyle(const std::string& id, DocxParagraph* paragraph, int depth) const;
  void ApplyCharacterStyle(const std::string& id, DocxRun* run, int depth) const;

  std::unordered_map<std::string, Style> styles_;
  std::string default_paragraph_;
  DocxRun defaults_;
};

// A colour attribute pair (w:val, w:themeColor); nullopt for auto.
std::optional<uint32_t> DocxColour(pugi::xml_node node, const char* attribute);

}  // namespace utvalg::extract
