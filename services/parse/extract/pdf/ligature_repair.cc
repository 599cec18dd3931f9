// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/pdf/ligature_repair.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "common/base/utf8.h"
#include "services/parse/extract/symbol_fonts.h"

namespace utvalg::extract {
namespace {

constexpr float kTouching = 0.15F;    // Ems between letters of one word.
constexpr float kWidthSlack = 0.15F;  // How far a ligature's width may be from its letters'.

struct Candidate {
  std::u32string_view letters;
  float prior;
};
constexpr std::array<Candidate, 5> kCandidates = {
    {{U"fi", 0.3F}, {U"fl", 0.1F}, {U"ff", 0.0F}, {U"ffi", -0.1F}, {U"ffl", -0.6F}}};

bool IsVowel(char32_t c) {
  return std::u32string_view(U"aeiouyæøåöäéAEIOUYÆØÅ").find(c) != std::u32string_view::npos;
}

// How well a ligature goes between two letters; 0 stands for a word's edge.
float Fits(std::u32string_view letters, char32_t before, char32_t after) {
  const bool vowel_after = IsVowel(after);
  if (letters == U"fl") return vowel_after ? 1.0F : -3.0F;
  if (letters == U"ff")
    return (IsVowel(before) ? 0.5F : -2.0F) + (after == 0 || vowel_after ? 0.3F : -1.0F);
  if (letters == U"ffi" || letters == U"ffl")
    return (IsVowel(before) ? 0.6F : -2.0F) + (after == 0                         ? -2.0F
                                               : vowel_after && letters == U"ffi" ? -0.5F
                                                                                  : 0.2F);
  if (after == U'i' || after == 0) return -2.0F;
  return std::u32string_view(U"aou").find(after) != std::u32string_view::npos ? 0.0F : 1.0F;
}

using GlyphKey = std::pair<uint32_t, uint32_t>;  // Font and code.

class Repair {
 public:
  explicit Repair(PageContent* page) : page_(page) {}

  void Run() {
    std::map<GlyphKey, std::vector<uint32_t>> nameless;
    for (uint32_t i = 0; i < page_->glyphs.size(); ++i)
      if (page_->glyphs[i].unmapped && InsideWord(i))
        nameless[KeyOf(page_->glyphs[i])].push_back(i);
    if (nameless.empty()) return;
    MeasureLetters();
    for (const auto& [key, places] : nameless) {
      if (IsIconFont(page_->fonts[key.first].name) || IsSymbolFont(page_->fonts[key.first].name))
        continue;
      if (const std::u32string_view letters = Choose(key, places); !letters.empty())
        Give(places, letters);
    }
  }

 private:
  const TextStyle& StyleOf(const Glyph& g) const { return page_->styles[g.style]; }
  GlyphKey KeyOf(const Glyph& g) const { return {StyleOf(g).font, g.code}; }

  // The letter of the neighbour in paint order, 0 when the word ends there.
  char32_t Neighbour(uint32_t i, int step) const {
    const int64_t at = static_cast<int64_t>(i) + step;
    if (at < 0 || at >= static_cast<int64_t>(page_->glyphs.size())) return 0;
    const Glyph& left = page_->glyphs[static_cast<size_t>(step < 0 ? at : i)];
    const Glyph& right = page_->glyphs[static_cast<size_t>(step < 0 ? i : at)];
    const float em = std::max(0.01F, StyleOf(left).size);
    const Point d = {right.origin.x - left.origin.x, right.origin.y - left.origin.y};
    const Point& along = StyleOf(left).direction;
    const Point& up = StyleOf(left).up;
    if (std::abs(d.x * up.x + d.y * up.y) > kTouching * em ||
        std::abs(d.x * along.x + d.y * along.y - left.advance - left.tracking) > kTouching * em)
      return 0;
    const Glyph& glyph = page_->glyphs[static_cast<size_t>(at)];
    if (glyph.length == 0) return 0;
    const char32_t c = page_->text[glyph.text + (step < 0 ? glyph.length - 1 : 0)];
    return IsLetter(c) ? c : 0;
  }

  bool InsideWord(uint32_t i) const { return Neighbour(i, -1) != 0 || Neighbour(i, 1) != 0; }

  // Widths of f, i and l by font, in ems.
  void MeasureLetters() {
    for (const Glyph& glyph : page_->glyphs) {
      if (glyph.length != 1) continue;
      const char32_t c = page_->text[glyph.text];
      if (c == U'f' || c == U'i' || c == U'l') widths_[{StyleOf(glyph).font, c}] = WidthOf(glyph);
    }
  }

  float WidthOf(const Glyph& g) const { return g.advance / std::max(0.01F, StyleOf(g).size); }

  bool WidthAllows(uint32_t font, float width, std::u32string_view letters) const {
    float sum = 0;
    for (const char32_t c : letters) {
      const auto found = widths_.find({font, c});
      if (found == widths_.end()) return true;  // Nothing to compare with.
      sum += found->second;
    }
    return std::abs(width - sum) <= kWidthSlack * sum;
  }

  std::u32string_view Choose(const GlyphKey& key, const std::vector<uint32_t>& places) const {
    const float width = WidthOf(page_->glyphs[places.front()]);
    std::u32string_view best;
    float best_score = 0;
    for (const Candidate& candidate : kCandidates) {
      if (!WidthAllows(key.first, width, candidate.letters)) continue;
      float score = candidate.prior;
      for (const uint32_t i : places)
        score += Fits(candidate.letters, Neighbour(i, -1), Neighbour(i, 1)) /
                 static_cast<float>(places.size());
      if (score > best_score) {
        best = candidate.letters;
        best_score = score;
      }
    }
    return best;
  }

  void Give(const std::vector<uint32_t>& places, std::u32string_view letters) {
    const auto at = static_cast<uint32_t>(page_->text.size());
    page_->text += letters;
    for (const uint32_t i : places) {
      Glyph& glyph = page_->glyphs[i];
      glyph.text = at;
      glyph.length = static_cast<uint16_t>(letters.size());
      glyph.unmapped = false;
    }
  }

  PageContent* page_;
  std::map<GlyphKey, float> widths_;  // By font and letter.
};

}  // namespace

void RepairLigatures(PageContent* page) { Repair(page).Run(); }

}  // namespace utvalg::extract
