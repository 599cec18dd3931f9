// SPDX-License-Identifier: GPL-3.0-or-later
//
// What an RTF document says once, before its text: code pages of its fonts, colours, names of
// styles, and when it was last changed. Filled word by word and asked by rtf_reader.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace utvalg::extract {

class RtfTables {
 public:
  void FontWord(std::string_view word, int number);
  // Code page of the font, 0 when it says none.
  int PageOf(int font) const;

  void StartColours() { colours_ = {std::nullopt}; }
  void ColourWord(std::string_view word, int number);
  void ColourText(std::string_view text);
  // Nothing for the automatic colour and for one the table lacks.
  std::optional<uint32_t> ColourAt(int index) const;

  void StyleWord(std::string_view word, int number);
  void StyleText(std::string_view text);
  void EndStyle();
  // Level of heading from 0 of a paragraph of the style, -1 for none.
  int HeadingOf(int style) const;

  // {\info{\revtim\yr2024\mo1\dy31...}}
  void InfoWord(std::string_view word, int number);
  // "2024-01-31", empty when the document does not say.
  const std::string& modified() const { return modified_; }

 private:
  struct Style {
    std::string name;
    int outline = -1;
  };

  int font_number_ = 0;
  std::map<int, int> font_pages_;
  std::vector<std::optional<uint32_t>> colours_ = {std::nullopt};
  std::optional<uint32_t> colour_;
  bool first_colour_ = true;
  std::map<int, Style> styles_;
  std::string style_name_;
  int style_number_ = 0;
  int style_outline_ = -1;
  bool revision_ = false;
  int year_ = 0, month_ = 0;
  std::string modified_;
};

}  // namespace utvalg::extract
