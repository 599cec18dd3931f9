// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/ocr/picture_repair.h"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace utvalg::extract {
namespace {

constexpr int kInk = 204;  // Grey below it is no paper.

struct BoxaDeleter {
  void operator()(Boxa* boxa) const { boxaDestroy(&boxa); }
};
using BoxaPtr = std::unique_ptr<Boxa, BoxaDeleter>;

// The grey level below which `share` of the pixels of a part lie.
int Level(Pix* pix, const Box* part, float share) {
  const PixPtr clip(pixClipRectangle(pix, const_cast<Box*>(part), nullptr));
  l_uint32 grey = 255;
  if (clip == nullptr || pixGetRankValue(clip.get(), 4, share, &grey) != 0) return 255;
  return static_cast<int>(grey);
}

struct Panel {
  int x = 0, y = 0, w = 0, h = 0;
};

// Share of ink in a rectangle of a 1 bit picture.
float Ink(Pix* mask, int x, int y, int w, int h) {
  Box* box = boxCreate(x, y, w, h);
  l_float32 share = 0;
  const PixPtr clip(pixClipRectangle(mask, box, nullptr));
  boxDestroy(&box);
  if (clip != nullptr) pixForegroundFraction(clip.get(), &share);
  return share;
}

// Dark along all sides but for rounded corners, with something light inside.
bool IsPanel(Pix* mask, const Panel& panel) {
  constexpr int kEdge = 3;
  constexpr float kClosed = 0.9F;
  if (panel.w < 36 || panel.h < 26) return false;
  const int corner = std::min(panel.w, panel.h) / 4;
  const int right = panel.x + panel.w - kEdge, below = panel.y + panel.h - kEdge;
  const int wide = panel.w - 2 * corner, high = panel.h - 2 * corner;
  const float inside = Ink(mask, panel.x, panel.y, panel.w, panel.h);
  return inside > 0.5F && inside < 0.98F &&
         Ink(mask, panel.x + corner, panel.y, wide, kEdge) > kClosed &&
         Ink(mask, panel.x + corner, below, wide, kEdge) > kClosed &&
         Ink(mask, panel.x, panel.y + corner, kEdge, high) > kClosed &&
         Ink(mask, right, panel.y + corner, kEdge, high) > kClosed;
}

// Its ground becomes white, its lightest black; what lay outside its rounded corners goes.
void Turn(Pix* pix, const Panel& panel) {
  Box* box = boxCreate(panel.x, panel.y, panel.w, panel.h);
  const int rim = std::min(8, std::min(panel.w, panel.h) / 12);
  const int ground = std::min(Level(pix, box, 0.4F), 230);
  boxDestroy(&box);
  for (int y = panel.y; y < panel.y + panel.h; ++y) {
    l_uint32* line = pixGetData(pix) + static_cast<ptrdiff_t>(y) * pixGetWpl(pix);
    for (int x = panel.x; x < panel.x + panel.w; ++x) {
      const int margin = std::min(
          {x - panel.x, panel.x + panel.w - 1 - x, y - panel.y, panel.y + panel.h - 1 - y});
      if (margin < rim) {
        SET_DATA_BYTE(line, x, 255);
        continue;
      }
      const int grey = static_cast<int>(GET_DATA_BYTE(line, x));
      SET_DATA_BYTE(line, x, std::clamp(255 * (255 - grey) / (255 - ground), 0, 255));
    }
  }
}

}  // namespace

PixPtr EvenLight(PixPtr pix) {
  constexpr int kTiles = 8;
  constexpr int kDarkPaper = 90;
  constexpr int kUneven = 30;  // Grey levels between the lightest and the darkest paper.
  const int width = pixGetWidth(pix.get()), height = pixGetHeight(pix.get());
  if (width < 8 * kTiles || height < 8 * kTiles) return pix;
  std::array<int, kTiles* kTiles> paper = {};
  for (int i = 0; i < kTiles * kTiles; ++i) {
    Box* tile = boxCreate(i % kTiles * width / kTiles, i / kTiles * height / kTiles, width / kTiles,
                          height / kTiles);
    paper[static_cast<size_t>(i)] = Level(pix.get(), tile, 0.8F);
    boxDestroy(&tile);
  }
  // No shadow is as dark as a sidebar is. A tile or two may be a photograph.
  std::sort(paper.begin(), paper.end());
  if (paper[paper.size() / 8] < kDarkPaper) return pix;
  const int lightest = paper[paper.size() * 9 / 10], darkest = paper[paper.size() / 10];
  if (lightest - darkest < kUneven && lightest > 215) return pix;
  PixPtr even(pixBackgroundNormSimple(pix.get(), nullptr, nullptr));
  return even != nullptr ? std::move(even) : std::move(pix);
}

PixPtr Darken(PixPtr pix) {
  PixPtr darker(pixGammaTRC(nullptr, pix.get(), 0.45F, 0, 245));
  return darker != nullptr ? std::move(darker) : std::move(pix);
}

PixPtr Straighten(PixPtr pix, float* degrees) {
  constexpr float kLeast = 0.1F;  // Degrees; less does no harm.
  constexpr float kSure = 3;
  *degrees = 0;
  const PixPtr ink(pixThresholdToBinary(pix.get(), 160));
  l_float32 angle = 0, confidence = 0;
  if (ink == nullptr || pixFindSkew(ink.get(), &angle, &confidence) != 0) return pix;
  if (confidence < kSure || std::fabs(angle) < kLeast) return pix;
  PixPtr turned(
      pixRotate(pix.get(), angle * 3.14159265F / 180, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0));
  if (turned == nullptr) return pix;
  *degrees = angle;
  return turned;
}

PixPtr TurnDarkPanels(PixPtr pix) {
  const PixPtr mask(pixThresholdToBinary(pix.get(), kInk));
  if (mask == nullptr) return pix;
  // Light strokes are filled, and what is as thin as dark text goes.
  const PixPtr filled(pixCloseBrick(nullptr, mask.get(), 9, 9));
  const PixPtr solid(filled != nullptr ? pixOpenBrick(nullptr, filled.get(), 25, 25) : nullptr);
  if (solid == nullptr) return pix;
  const BoxaPtr boxes(pixConnComp(solid.get(), nullptr, 4));
  for (int i = 0; boxes != nullptr && i < boxaGetCount(boxes.get()); ++i) {
    Panel panel;
    boxaGetBoxGeometry(boxes.get(), i, &panel.x, &panel.y, &panel.w, &panel.h);
    if (IsPanel(mask.get(), panel)) Turn(pix.get(), panel);
  }
  return pix;
}

std::vector<Band> CutIntoPages(const Pix* const_pix) {
  Pix* pix = const_cast<Pix*>(const_pix);  // Leptonica's readers take no const.
  const int width = pixGetWidth(pix), height = pixGetHeight(pix);
  const int page = width * 3 / 2;
  std::vector<Band> bands;
  int top = 0;
  while (height - top > page * 4 / 3) {
    // The middle of the widest gap in the last third of the page.
    int best = top + page, widest = 0, gap = 0;
    for (int y = top + page * 2 / 3; y < top + page; ++y) {
      const l_uint32* line = pixGetData(pix) + static_cast<ptrdiff_t>(y) * pixGetWpl(pix);
      bool ink = false;
      for (int x = 0; x < width && !ink; ++x) ink = static_cast<int>(GET_DATA_BYTE(line, x)) < kInk;
      gap = ink ? 0 : gap + 1;
      if (gap > widest) {
        widest = gap;
        best = y - gap / 2;
      }
    }
    bands.push_back({top, best - top});
    top = best;
  }
  bands.push_back({top, height - top});
  return bands;
}

}  // namespace utvalg::extract
