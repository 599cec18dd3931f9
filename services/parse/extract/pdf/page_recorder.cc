// SPDX-License-Identifier: GPL-3.0-or-later
//
// Text, groups and state. Paths and images are in page_recorder_paint.cc.
#include "services/parse/extract/pdf/page_recorder.h"

#include <GlobalParams.h>
#include <Page.h>
#include <UTF.h>

#include <cmath>
#include <cstring>

#include "services/parse/extract/pdf/actual_text.h"
#include "services/parse/extract/pdf/font_face.h"
#include "services/parse/extract/pdf/page_streams.h"

namespace utvalg::extract {
namespace {

constexpr size_t kMaxGlyphText = 8;  // Code points of one glyph; the longest ligatures have 3 or 4.

Point Unit(double x, double y) {
  const double length = std::hypot(x, y);
  if (!(length > 1e-9)) return {0, 0};
  return {static_cast<float>(x / length), static_cast<float>(y / length)};
}

uint32_t Rgb(const GfxRGB& rgb) {
  return static_cast<uint32_t>(colToByte(rgb.r)) << 16 |
         static_cast<uint32_t>(colToByte(rgb.g)) << 8 | colToByte(rgb.b);
}

// Height of the em of a Type 3 font in its text units. Most keep to an em of 1; bitmap fonts of old
// TeX have a scale of their own, and then the box of their letters must do.
double Type3Em(const GfxFont& font) {
  const double* box = font.getFontBBox();
  const double height = std::abs((box[3] - box[1]) * font.getFontMatrix()[3]);
  if (!(height > 1e-6 && height < 1e3) || (height > 0.3 && height < 3)) return 1.0;
  return height / 1.15;
}

}  // namespace

PageRecorder::PageRecorder(float width, float height, uint32_t max_operations,
                           ContentBudget* budget)
    : max_operations_(max_operations), budget_(budget) {
  page_.width = width;
  page_.height = height;
  page_.clips.emplace_back();
}

void PageRecorder::startPage(int /*number*/, GfxState* state, XRef* xref) {
  xref_ = xref;
  const double* matrix = state->getCTM();
  std::copy(matrix, matrix + 6, page_matrix_);
}

void PageRecorder::beginForm(Ref form) {
  if (budget_ == nullptr || xref_ == nullptr) return;
  if (page_.too_much) budget_->Spend(budget_->left() + 1);
  if (!budget_->SpendForm(xref_, form)) page_.too_much = true;
}

bool PageRecorder::CountOperation() {
  if (++operations_ > max_operations_) page_.too_much = true;
  return !page_.too_much;
}

void PageRecorder::saveState(GfxState*) { saved_.push_back({clip_, soft_mask_}); }

void PageRecorder::restoreState(GfxState*) {
  stale_ = true;
  if (saved_.empty()) return;
  clip_ = saved_.back().clip;
  soft_mask_ = saved_.back().soft_mask;
  saved_.pop_back();
}

uint32_t PageRecorder::FontIndex(GfxState* state) {
  const GfxFont* font = state->getFont().get();
  const auto [found, added] = font_index_.try_emplace(font, page_.fonts.size());
  if (added) {
    fonts_.push_back(state->getFont());
    page_.fonts.push_back(font == nullptr
                              ? FontFace{}
                              : DescribeFont(font->getNameWithoutSubsetTag(), font->getFlags(),
                                             static_cast<int>(font->getWeight())));
  }
  return found->second;
}

void PageRecorder::UpdateStyle(GfxState* state, const double* ctm) {
  stale_ = false;
  const GfxFont* font = state->getFont().get();
  const double* text = state->getTextMat();
  double size = state->getFontSize();
  if (font != nullptr && font->getType() == fontType3) size *= Type3Em(*font);
  const double x_axis = size * state->getHorizScaling();
  const double m11 = (text[0] * ctm[0] + text[1] * ctm[2]) * x_axis;
  const double m12 = (text[0] * ctm[1] + text[1] * ctm[3]) * x_axis;
  const double m21 = (text[2] * ctm[0] + text[3] * ctm[2]) * size;
  const double m22 = (text[2] * ctm[1] + text[3] * ctm[3]) * size;

  TextStyle style;
  style.font = FontIndex(state);
  style.size = static_cast<float>(std::hypot(m21, m22));
  style.width_scale = static_cast<float>(std::hypot(m11, m12));
  const bool vertical = font != nullptr && font->getWMode() == 1;
  style.direction = vertical ? Unit(-m21, -m22) : Unit(m11, m12);
  style.up = vertical ? Unit(m11, m12) : Unit(m21, m22);
  style.render_mode = state->getRender();
  const bool stroke_only = (style.render_mode & 3) == 1;
  GfxRGB rgb = {};
  stroke_only ? state->getStrokeRGB(&rgb) : state->getFillRGB(&rgb);
  style.colour = Rgb(rgb);
  style.opacity =
      static_cast<float>(stroke_only ? state->getStrokeOpacity() : state->getFillOpacity());
  const GfxColorSpace* space =
      stroke_only ? state->getStrokeColorSpace() : state->getFillColorSpace();
  style.pattern = space != nullptr && space->getMode() == csPattern;
  style.soft_mask = soft_mask_;
  style.clip = clip_;
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  state->getClipBBox(&x0, &y0, &x1, &y1);
  style.clip_box = {static_cast<float>(x0), static_cast<float>(y0), static_cast<float>(x1),
                    static_cast<float>(y1)};
  ascent_ = 0.75F;
  descent_ = -0.25F;
  if (font != nullptr && font->getType() != fontType3) {
    if (font->getAscent() > 0.3) ascent_ = std::min(1.0F, static_cast<float>(font->getAscent()));
    if (font->getDescent() < -0.05)
      descent_ = std::max(-0.4F, static_cast<float>(font->getDescent()));
  }
  if (page_.styles.empty() || !(page_.styles.back() == style)) page_.styles.push_back(style);
}

Glyph PageRecorder::NewGlyph(const Unicode* u, int length) {
  Glyph glyph;
  glyph.text = static_cast<uint32_t>(page_.text.size());
  glyph.style = static_cast<uint32_t>(page_.styles.size() - 1);
  glyph.order = operations_;
  for (int i = 0; u != nullptr && i < length && glyph.length < kMaxGlyphText; ++i) {
    const Unicode c = u[i];
    if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) continue;
    page_.text.push_back(static_cast<char32_t>(c));
    ++glyph.length;
  }
  return glyph;
}

void PageRecorder::PlaceGlyph(GfxState* state, double device_x, double device_y, double advance,
                              Glyph* glyph) {
  const TextStyle& style = page_.styles.back();
  glyph->origin = {static_cast<float>(device_x), static_cast<float>(device_y)};
  const double scale = state->getFontSize() != 0 ? style.size / std::abs(state->getFontSize()) : 0;
  glyph->tracking = static_cast<float>(state->getCharSpace() * state->getHorizScaling() * scale);
  // A wide glyph with narrow tracking taken back keeps some width.
  glyph->advance = static_cast<float>(advance) - glyph->tracking;
  const Point d = {style.direction.x * glyph->advance, style.direction.y * glyph->advance};
  const Point top = {style.up.x * style.size * ascent_, style.up.y * style.size * ascent_};
  const Point bottom = {style.up.x * style.size * descent_, style.up.y * style.size * descent_};
  const Point o = glyph->origin;
  glyph->box = Box::Around({o.x + top.x, o.y + top.y});
  glyph->box.Add(Point{o.x + bottom.x, o.y + bottom.y});
  glyph->box.Add(Point{o.x + d.x + top.x, o.y + d.y + top.y});
  glyph->box.Add(Point{o.x + d.x + bottom.x, o.y + d.y + bottom.y});
}

bool PageRecorder::IsSpaceCode(GfxState* state, CharCode code, int bytes) const {
  if (bytes == 1) return code == 32;
  // Glyph 3 is the space in nearly every TrueType font, and Identity codes are glyph numbers.
  return state->getFont() != nullptr && state->getFont()->isCIDFont() && (code == 3 || code == 32);
}

void PageRecorder::beginStringOp(GfxState* state) {
  if (type3_depth_ > 0) return;
  const double* matrix = state->getCTM();
  std::copy(matrix, matrix + 6, string_matrix_);
}

void PageRecorder::drawChar(GfxState* state, double x, double y, double dx, double dy,
                            double origin_x, double origin_y, CharCode code, int bytes,
                            const Unicode* u, int length) {
  if (!CountOperation()) return;
  if (stale_) UpdateStyle(state, state->getCTM());
  double device_x = 0, device_y = 0, advance_x = 0, advance_y = 0;
  state->transform(x - origin_x, y - origin_y, &device_x, &device_y);
  state->transformDelta(dx, dy, &advance_x, &advance_y);
  if (!std::isfinite(device_x + device_y + advance_x + advance_y)) return;
  const TextStyle& style = page_.styles.back();
  const double advance = advance_x * style.direction.x + advance_y * style.direction.y;
  if (type3_depth_ > 0) {
    InkType3(Box::Around({static_cast<float>(device_x), static_cast<float>(device_y)}),
             style.colour);
    return;
  }
  Glyph glyph = NewGlyph(u, length);
  glyph.code = code;
  PlaceGlyph(state, device_x, device_y, advance, &glyph);
  if (glyph.length == 0) {
    glyph.space = IsSpaceCode(state, code, bytes);
    glyph.unmapped = !glyph.space;
  }
  page_.glyphs.push_back(glyph);
}

bool PageRecorder::beginType3Char(GfxState* state, double /*x*/, double /*y*/, double dx, double dy,
                                  CharCode code, const Unicode* u, int length) {
  if (type3_depth_++ > 0 || !CountOperation()) return true;
  UpdateStyle(state, string_matrix_);
  stale_ = true;
  // Poppler hands over the advance in text space, but multiplied with the matrix of the glyph.
  const double* ctm = state->getCTM();
  const double norm = ctm[0] * ctm[0] + ctm[1] * ctm[1];
  const double text_advance = norm > 1e-12 ? (dx * ctm[0] + dy * ctm[1]) / norm : 0;
  const double* text = state->getTextMat();
  const double* m = string_matrix_;
  const double advance =
      text_advance * std::hypot(text[0] * m[0] + text[1] * m[2], text[0] * m[1] + text[1] * m[3]);
  if (!std::isfinite(ctm[4] + ctm[5] + advance)) return true;
  Glyph glyph = NewGlyph(u, length);
  glyph.code = code;
  PlaceGlyph(state, ctm[4], ctm[5], advance, &glyph);
  glyph.no_ink = true;
  if (glyph.length == 0) {
    glyph.space = code == 32;
    glyph.unmapped = !glyph.space;
  }
  page_.glyphs.push_back(glyph);
  return false;
}

void PageRecorder::endType3Char(GfxState*) {
  type3_depth_ = std::max(0, type3_depth_ - 1);
  stale_ = true;
}

void PageRecorder::InkType3(const Box& /*box*/, uint32_t colour) {
  if (page_.glyphs.empty()) return;
  Glyph& glyph = page_.glyphs.back();
  if (!glyph.no_ink) return;
  glyph.no_ink = false;
  TextStyle& style = page_.styles[glyph.style];
  if (style.colour == colour) return;
  TextStyle coloured = style;
  coloured.colour = colour;
  page_.styles.push_back(coloured);
  glyph.style = static_cast<uint32_t>(page_.styles.size() - 1);
}

void PageRecorder::beginActualText(GfxState*, const GooString* text) {
  in_actual_text_ = true;
  actual_text_first_ = page_.glyphs.size();
  actual_text_.clear();
  Unicode* decoded = nullptr;
  const int length = TextStringToUCS4(text->toStr(), &decoded);
  for (int i = 0; i < length; ++i) actual_text_.push_back(static_cast<char32_t>(decoded[i]));
  gfree(decoded);
}

void PageRecorder::endActualText(GfxState*) {
  if (!in_actual_text_) return;
  in_actual_text_ = false;
  ApplyActualText(actual_text_, actual_text_first_, &page_);
}

void PageRecorder::beginTransparencyGroup(GfxState*, const double*, GfxColorSpace*, bool, bool,
                                          bool for_soft_mask) {
  groups_.push_back({page_.glyphs.size(), page_.paints.size(), for_soft_mask});
  stale_ = true;
}

void PageRecorder::endTransparencyGroup(GfxState*) {
  stale_ = true;
  if (groups_.empty()) return;
  last_group_ = groups_.back();
  groups_.pop_back();
  if (!last_group_.for_soft_mask) return;
  // What a mask is made of is not drawn.
  page_.glyphs.resize(std::min(last_group_.first_glyph, page_.glyphs.size()));
  page_.paints.resize(std::min(last_group_.first_paint, page_.paints.size()));
}

void PageRecorder::paintTransparencyGroup(GfxState* state, const double*) {
  const auto opacity = static_cast<float>(state->getFillOpacity());
  const bool opaque = opacity > 0.99F && !soft_mask_ && state->getBlendMode() == gfxBlendNormal;
  if (opaque) return;
  for (size_t i = last_group_.first_glyph; i < page_.glyphs.size(); ++i)
    page_.glyphs[i].group_opacity *= opacity;
  for (size_t i = last_group_.first_paint; i < page_.paints.size(); ++i)
    page_.paints[i].opaque = false;
}

void PageRecorder::setSoftMask(GfxState*, const double*, bool, Function*, GfxColor*) {
  soft_mask_ = true;
  stale_ = true;
}

void PageRecorder::clearSoftMask(GfxState*) {
  soft_mask_ = false;
  stale_ = true;
}

}  // namespace utvalg::extract
