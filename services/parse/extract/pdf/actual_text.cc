// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/pdf/actual_text.h"

#include <algorithm>

namespace utvalg::extract {
namespace {

constexpr size_t kMaxPerGlyph = 4;
constexpr size_t kMaxSpan = 32;

bool IsPrivateUse(char32_t c) {
  return (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && c <= 0x10FFFF) || c == 0xFFFD;
}

bool SaysNothing(const PageContent& page, const Glyph& glyph) {
  for (uint32_t i = 0; i < glyph.length; ++i)
    if (!IsPrivateUse(page.text[glyph.text + i])) return false;
  return !glyph.space;
}

// Letters that Latin ligatures are made of.
bool IsLigature(const std::u32string& text) {
  return text.size() >= 2 && text.size() <= 3 &&
         std::all_of(text.begin(), text.end(), [](char32_t c) {
           return std::u32string_view(U"fijltshbkTQ").find(c) != std::u32string_view::npos;
         });
}

std::u32string Letters(const std::u32string& text) {
  std::u32string result;
  for (const char32_t c : text)
    if (c > 0x20 && c != 0xAD && c != 0xA0 && c != 0x2010 && c != '-') result.push_back(c);
  return result;
}

}  // namespace

void ApplyActualText(const std::u32string& text, size_t first_glyph, PageContent* page) {
  const size_t count = page->glyphs.size() - std::min(first_glyph, page->glyphs.size());
  if (count == 0) return;  // Text without anything drawn is never taken.
  bool nothing_said = true;
  std::u32string drawn;
  for (size_t i = first_glyph; i < page->glyphs.size(); ++i) {
    const Glyph& glyph = page->glyphs[i];
    nothing_said = nothing_said && SaysNothing(*page, glyph);
    drawn.append(page->text, glyph.text, glyph.length);
  }
  if (text == drawn) return;
  const bool short_enough = text.size() <= std::min(kMaxSpan, count * kMaxPerGlyph);
  const bool longer_spelling =
      count == 1 && IsLigature(text) && !drawn.empty() && text.front() == drawn.front();
  if (!short_enough || !(nothing_said || longer_spelling)) {
    if (Letters(text) != Letters(drawn)) ++page->actual_text_lies;
    return;
  }
  // The first glyph says it all, the others fall silent.
  Glyph& first = page->glyphs[first_glyph];
  first.text = static_cast<uint32_t>(page->text.size());
  first.length = static_cast<uint16_t>(text.size());
  first.unmapped = text.empty();
  page->text += text;
  for (size_t i = first_glyph + 1; i < page->glyphs.size(); ++i) {
    page->glyphs[i].length = 0;
    page->glyphs[i].unmapped = false;
  }
}

}  // namespace utvalg::extract
