// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/rtf/rtf_tables.h"

#include <algorithm>
#include <cstdio>

#include "services/parse/extract/ascii.h"
#include "services/parse/extract/code_page.h"

namespace utvalg::extract {

void RtfTables::FontWord(std::string_view word, int number) {
  if (word == "f") font_number_ = number;
  if (word == "fcharset") font_pages_[font_number_] = PageOfCharset(number);
}

int RtfTables::PageOf(int font) const {
  const auto found = font_pages_.find(font);
  return found == font_pages_.end() ? 0 : std::max(found->second, 0);
}

void RtfTables::ColourWord(std::string_view word, int number) {
  const auto part = static_cast<uint32_t>(std::clamp(number, 0, 255));
  if (word == "red") colour_ = (colour_.value_or(0) & 0x00FFFF) | part << 16;
  if (word == "green") colour_ = (colour_.value_or(0) & 0xFF00FF) | part << 8;
  if (word == "blue") colour_ = (colour_.value_or(0) & 0xFFFF00) | part;
}

// Each entry of the table ends in a semicolon; the first is often empty: the automatic colour.
void RtfTables::ColourText(std::string_view text) {
  for (const char c : text) {
    if (c != ';') continue;
    if (first_colour_) {
      colours_[0] = colour_;
      first_colour_ = false;
    } else {
      colours_.push_back(colour_);
    }
    colour_.reset();
  }
}

std::optional<uint32_t> RtfTables::ColourAt(int index) const {
  return index > 0 && static_cast<size_t>(index) < colours_.size()
             ? colours_[static_cast<size_t>(index)]
             : std::nullopt;
}

void RtfTables::StyleWord(std::string_view word, int number) {
  if (word == "s" || word == "cs" || word == "ts") style_number_ = word == "s" ? number : -1;
  if (word == "outlinelevel") style_outline_ = number;
}

void RtfTables::StyleText(std::string_view text) {
  constexpr size_t kLongest = 256;
  if (style_name_.size() < kLongest) style_name_ += text.substr(0, text.find(';'));
}

void RtfTables::EndStyle() {
  styles_[style_number_] = {Lower(Strip(style_name_)), style_outline_};
  style_name_.clear();
  style_number_ = 0;
  style_outline_ = -1;
}

int RtfTables::HeadingOf(int style) const {
  const auto found = styles_.find(style);
  if (found == styles_.end()) return -1;
  const auto& [name, outline] = found->second;
  if (outline >= 0 && outline < 9) return outline;
  for (const char* word : {"heading ", "overskrift "})
    if (name.starts_with(word) && IsAsciiDigit(name.back())) return name.back() - '1';
  return name == "title" || name == "tittel" ? 0 : -1;
}

void RtfTables::InfoWord(std::string_view word, int number) {
  if (word == "revtim" || word == "creatim") revision_ = word == "revtim" || modified_.empty();
  if (!revision_) return;
  if (word == "yr") year_ = number;
  if (word == "mo") month_ = number;
  if (word != "dy" || year_ < 1980 || year_ > 2200 || month_ < 1 || month_ > 12 || number < 1 ||
      number > 31)
    return;
  char day[32];
  std::snprintf(day, sizeof(day), "%04d-%02d-%02d", year_, month_, number);
  modified_ = day;
  revision_ = false;
}

}  // namespace utvalg::extract
