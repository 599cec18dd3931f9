// SPDX-License-Identifier: GPL-3.0-or-later
//
// The device poppler draws a page on. It keeps what visibility and words need (glyph boxes, styles,
// painted areas in one paint order) and draws nothing. One recorder records one page. Only
// pdf_document.cc and page_recorder*.cc see this header: poppler's private interface stays in this
// folder.
#pragma once

#include <GfxFont.h>
#include <GfxState.h>
#include <OutputDev.h>

#include <string>
#include <unordered_map>
#include <vector>

#include "services/parse/extract/pdf/page_content.h"

namespace utvalg::extract {

class ContentBudget;

class PageRecorder final : public OutputDev {
 public:
  // budget, when there is one, pays for forms; it must outlive the recorder.
  PageRecorder(float width, float height, uint32_t max_operations, ContentBudget* budget = nullptr);

  PageContent Take() { return std::move(page_); }
  bool too_much() const { return page_.too_much; }
  // User space to page points, as it was at the start of the page.
  const double* page_matrix() const { return page_matrix_; }

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool useTilingPatternFill() override { return true; }
  bool useShadedFills(int /*type*/) override { return true; }
  bool interpretType3Chars() override { return true; }

  void startPage(int number, GfxState* state, XRef* xref) override;
  void beginForm(Ref form) override;
  void saveState(GfxState* state) override;
  void restoreState(GfxState* state) override;
  void updateAll(GfxState*) override { stale_ = true; }
  void updateCTM(GfxState*, double, double, double, double, double, double) override {
    stale_ = true;
  }
  void updateFillColor(GfxState*) override { stale_ = true; }
  void updateStrokeColor(GfxState*) override { stale_ = true; }
  void updateFillColorSpace(GfxState*) override { stale_ = true; }
  void updateStrokeColorSpace(GfxState*) override { stale_ = true; }
  void updateFillOpacity(GfxState*) override { stale_ = true; }
  void updateStrokeOpacity(GfxState*) override { stale_ = true; }
  void updateFont(GfxState*) override { stale_ = true; }
  void updateTextMat(GfxState*) override { stale_ = true; }
  void updateRender(GfxState*) override { stale_ = true; }
  void updateHorizScaling(GfxState*) override { stale_ = true; }

  void stroke(GfxState* state) override;
  void fill(GfxState* state) override { Fill(state, false); }
  void eoFill(GfxState* state) override { Fill(state, true); }
  bool tilingPatternFill(GfxState* state, Gfx*, Catalog*, GfxTilingPattern*, const double*, int,
                         int, int, int, double, double) override;
  bool functionShadedFill(GfxState* state, GfxFunctionShading*) override { return Shade(state); }
  bool axialShadedFill(GfxState* state, GfxAxialShading*, double, double) override {
    return Shade(state);
  }
  bool radialShadedFill(GfxState* state, GfxRadialShading*, double, double) override {
    return Shade(state);
  }
  bool gouraudTriangleShadedFill(GfxState* state, GfxGouraudTriangleShading*) override {
    return Shade(state);
  }
  bool patchMeshShadedFill(GfxState* state, GfxPatchMeshShading*) override { return Shade(state); }

  void clip(GfxState* state) override { AddClip(state, false); }
  void eoClip(GfxState* state) override { AddClip(state, true); }
  void clipToStrokePath(GfxState*) override { stale_ = true; }

  void beginStringOp(GfxState* state) override;
  void drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x,
                double origin_y, CharCode code, int bytes, const Unicode* u, int length) override;
  bool beginType3Char(GfxState* state, double x, double y, double dx, double dy, CharCode code,
                      const Unicode* u, int length) override;
  void endType3Char(GfxState* state) override;
  void beginActualText(GfxState* state, const GooString* text) override;
  void endActualText(GfxState* state) override;

  void drawImageMask(GfxState* state, Object* ref, Stream* stream, int width, int height,
                     bool invert, bool interpolate, bool inline_image) override;
  void drawImage(GfxState* state, Object* ref, Stream* stream, int width, int height,
                 GfxImageColorMap* colours, bool interpolate, const int* mask_colours,
                 bool inline_image) override;
  void drawMaskedImage(GfxState* state, Object* ref, Stream* stream, int width, int height,
                       GfxImageColorMap* colours, bool interpolate, Stream* mask, int mask_width,
                       int mask_height, bool mask_invert, bool mask_interpolate) override;
  void drawSoftMaskedImage(GfxState* state, Object* ref, Stream* stream, int width, int height,
                           GfxImageColorMap* colours, bool interpolate, Stream* mask,
                           int mask_width, int mask_height, GfxImageColorMap* mask_colours,
                           bool mask_interpolate) override;

  void beginTransparencyGroup(GfxState* state, const double* box, GfxColorSpace* space,
                              bool isolated, bool knockout, bool for_soft_mask) override;
  void endTransparencyGroup(GfxState* state) override;
  void paintTransparencyGroup(GfxState* state, const double* box) override;
  void setSoftMask(GfxState* state, const double* box, bool alpha, Function* transfer,
                   GfxColor* backdrop) override;
  void clearSoftMask(GfxState* state) override;

 private:
  struct SavedState {
    uint32_t clip;
    bool soft_mask;
  };
  struct Group {
    size_t first_glyph;
    size_t first_paint;
    bool for_soft_mask;
  };

  bool CountOperation();
  void UpdateStyle(GfxState* state, const double* matrix);
  uint32_t FontIndex(GfxState* state);
  Glyph NewGlyph(const Unicode* u, int length);
  void PlaceGlyph(GfxState* state, double device_x, double device_y, double advance, Glyph* glyph);
  bool IsSpaceCode(GfxState* state, CharCode code, int bytes) const;
  void Fill(GfxState* state, bool even_odd);
  bool Shade(GfxState* state);
  void AddClip(GfxState* state, bool even_odd);
  void AddImage(GfxState* state, bool opaque, bool mask);
  void InkType3(const Box& box, uint32_t colour);
  Paint NewPaint(GfxState* state, PaintKind kind, double opacity);
  void Keep(Paint paint);
  // Flattens the state's path into rings; [first, last) of page_.rings.
  std::pair<uint32_t, uint32_t> Flatten(GfxState* state);
  void AddRules(uint32_t first_ring, uint32_t last_ring);
  void AddRule(Point from, Point to);

  PageContent page_;
  uint32_t operations_ = 0;
  uint32_t max_operations_;
  ContentBudget* budget_;
  XRef* xref_ = nullptr;
  bool stale_ = true;
  uint32_t clip_ = 0;
  bool soft_mask_ = false;
  int type3_depth_ = 0;
  double string_matrix_[6] = {1, 0, 0, 1, 0, 0};
  double page_matrix_[6] = {1, 0, 0, 1, 0, 0};
  float ascent_ = 0.75F;
  float descent_ = -0.25F;
  std::vector<SavedState> saved_;
  std::vector<Group> groups_;
  Group last_group_ = {0, 0, false};
  std::unordered_map<const GfxFont*, uint32_t> font_index_;
  // Fields of forms have fonts that live as long as their drawing; another one must not get the
  // address of one that is in the index.
  std::vector<std::shared_ptr<GfxFont>> fonts_;
  bool in_actual_text_ = false;
  std::u32string actual_text_;
  size_t actual_text_first_ = 0;
};

}  // namespace utvalg::extract
