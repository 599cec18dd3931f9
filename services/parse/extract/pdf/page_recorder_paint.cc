// SPDX-License-Identifier: GPL-3.0-or-later
//
// Paths and images of the page recorder.
#include <cmath>

#include "services/parse/extract/pdf/page_recorder.h"

namespace utvalg::extract {
namespace {

constexpr size_t kMaxPaints = 20'000;
constexpr size_t kMaxPoints = 400'000;
constexpr size_t kMaxRules = 2'000;
constexpr int kCurveSteps = 6;
constexpr float kThin = 3.0F;       // A line, not an area.
constexpr float kMinRule = 8.0F;    // Shorter lines are parts of drawings.
constexpr float kParallel = 0.05F;  // Points two ends of an axis-parallel edge may differ by.
constexpr int kMaxInlineSide = 10'000;

uint32_t ColourOf(GfxState* state, bool stroke) {
  GfxRGB rgb = {};
  stroke ? state->getStrokeRGB(&rgb) : state->getFillRGB(&rgb);
  return static_cast<uint32_t>(colToByte(rgb.r)) << 16 |
         static_cast<uint32_t>(colToByte(rgb.g)) << 8 | colToByte(rgb.b);
}

Point Device(GfxState* state, double x, double y) {
  double dx = 0, dy = 0;
  state->transform(x, y, &dx, &dy);
  // Keeps arithmetic finite whatever the document says.
  const auto bounded = [](double v) {
    return std::isfinite(v) ? static_cast<float>(std::clamp(v, -1e6, 1e6)) : 0.0F;
  };
  return {bounded(dx), bounded(dy)};
}

void AddCurve(GfxState* state, const GfxSubpath* path, int i, std::vector<Point>* out) {
  const double x0 = path->getX(i - 1), y0 = path->getY(i - 1);
  const double x1 = path->getX(i), y1 = path->getY(i);
  const double x2 = path->getX(i + 1), y2 = path->getY(i + 1);
  const double x3 = path->getX(i + 2), y3 = path->getY(i + 2);
  for (int step = 1; step <= kCurveSteps; ++step) {
    const double t = static_cast<double>(step) / kCurveSteps;
    const double s = 1 - t;
    const double a = s * s * s, b = 3 * s * s * t, c = 3 * s * t * t, d = t * t * t;
    out->push_back(
        Device(state, a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3));
  }
}

bool AxisParallel(Point a, Point b) {
  return std::abs(a.x - b.x) < kParallel || std::abs(a.y - b.y) < kParallel;
}

Box BoxOf(const std::vector<Point>& points, uint32_t begin, uint32_t end) {
  Box box = Box::Around(points[begin]);
  for (uint32_t i = begin + 1; i < end; ++i) box.Add(points[i]);
  return box;
}

bool IsRectangle(const std::vector<Point>& points, Ring ring) {
  uint32_t count = ring.end - ring.begin;
  if (count == 5 && AxisParallel(points[ring.begin], points[ring.begin + 4])) count = 4;
  if (count != 4) return false;
  for (uint32_t i = 0; i < 4; ++i)
    if (!AxisParallel(points[ring.begin + i], points[ring.begin + (i + 1) % 4])) return false;
  return true;
}

}  // namespace

std::pair<uint32_t, uint32_t> PageRecorder::Flatten(GfxState* state) {
  const auto first = static_cast<uint32_t>(page_.rings.size());
  const GfxPath* path = state->getPath();
  for (int i = 0; i < path->getNumSubpaths(); ++i) {
    const GfxSubpath* part = path->getSubpath(i);
    const int count = part->getNumPoints();
    if (count < 2) continue;
    if (page_.points.size() + static_cast<size_t>(count) * kCurveSteps > kMaxPoints) break;
    Ring ring;
    ring.begin = static_cast<uint32_t>(page_.points.size());
    page_.points.push_back(Device(state, part->getX(0), part->getY(0)));
    for (int j = 1; j < count;) {
      if (part->getCurve(j) && j + 2 < count) {
        AddCurve(state, part, j, &page_.points);
        j += 3;
      } else {
        page_.points.push_back(Device(state, part->getX(j), part->getY(j)));
        ++j;
      }
    }
    ring.end = static_cast<uint32_t>(page_.points.size());
    page_.rings.push_back(ring);
  }
  return {first, static_cast<uint32_t>(page_.rings.size())};
}

Paint PageRecorder::NewPaint(GfxState* state, PaintKind kind, double opacity) {
  Paint paint;
  paint.kind = kind;
  paint.order = operations_;
  paint.clip = clip_;
  paint.opaque = opacity > 0.99 && !soft_mask_ && state->getBlendMode() == gfxBlendNormal;
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  state->getClipBBox(&x0, &y0, &x1, &y1);
  paint.box = {static_cast<float>(x0), static_cast<float>(y0), static_cast<float>(x1),
               static_cast<float>(y1)};
  return paint;
}

void PageRecorder::Keep(Paint paint) {
  if (paint.box.x1 <= paint.box.x0 || paint.box.y1 <= paint.box.y0) return;
  if (page_.paints.size() < kMaxPaints) page_.paints.push_back(paint);
}

void PageRecorder::AddRule(Point from, Point to) {
  const bool horizontal = std::abs(from.y - to.y) < kParallel;
  const float length = horizontal ? std::abs(from.x - to.x) : std::abs(from.y - to.y);
  if (length >= kMinRule && page_.rules.size() < kMaxRules) page_.rules.push_back({from, to});
}

// Thin areas are rules; the edges of larger rectangles are rules as well.
void PageRecorder::AddRules(uint32_t first, uint32_t last) {
  for (uint32_t i = first; i < last && i < first + 200; ++i) {
    const Ring ring = page_.rings[i];
    if (!IsRectangle(page_.points, ring)) continue;
    const Box b = BoxOf(page_.points, ring.begin, ring.end);
    const float mid_x = (b.x0 + b.x1) / 2, mid_y = (b.y0 + b.y1) / 2;
    if (b.height() <= kThin && b.width() > b.height()) {
      AddRule({b.x0, mid_y}, {b.x1, mid_y});
    } else if (b.width() <= kThin) {
      AddRule({mid_x, b.y0}, {mid_x, b.y1});
    } else {
      AddRule({b.x0, b.y0}, {b.x1, b.y0});
      AddRule({b.x0, b.y1}, {b.x1, b.y1});
      AddRule({b.x0, b.y0}, {b.x0, b.y1});
      AddRule({b.x1, b.y0}, {b.x1, b.y1});
    }
  }
}

void PageRecorder::Fill(GfxState* state, bool even_odd) {
  if (!CountOperation()) return;
  const uint32_t colour = ColourOf(state, false);
  const auto [first, last] = Flatten(state);
  if (first == last) return;
  Box box = BoxOf(page_.points, page_.rings[first].begin, page_.rings[first].end);
  for (uint32_t i = first + 1; i < last; ++i)
    box.Add(BoxOf(page_.points, page_.rings[i].begin, page_.rings[i].end));
  if (type3_depth_ > 0) {
    InkType3(box, colour);
    return;
  }
  AddRules(first, last);
  Paint paint = NewPaint(state, PaintKind::kFill, state->getFillOpacity());
  paint.box = Box::Intersection(paint.box, box);
  paint.colour = colour;
  paint.even_odd = even_odd;
  paint.rectangle = last - first == 1 && IsRectangle(page_.points, page_.rings[first]);
  paint.ring_begin = first;
  paint.ring_end = last;
  Keep(paint);
}

void PageRecorder::stroke(GfxState* state) {
  if (!CountOperation()) return;
  if (type3_depth_ > 0) {
    InkType3({}, ColourOf(state, true));
    return;
  }
  const float half = std::max(0.25F, static_cast<float>(state->getTransformedLineWidth()) / 2);
  const auto [first, last] = Flatten(state);
  for (uint32_t i = first; i < last; ++i) {
    const Ring ring = page_.rings[i];
    for (uint32_t p = ring.begin; p + 1 < ring.end; ++p) {
      const Point a = page_.points[p], b = page_.points[p + 1];
      if (2 * half <= kThin) {
        if (AxisParallel(a, b)) AddRule(a, b);
        continue;
      }
      // A thick line covers what is under it: one quadrangle for each segment.
      const float length = std::hypot(b.x - a.x, b.y - a.y);
      if (length < 1 || page_.points.size() + 4 > kMaxPoints) continue;
      const Point n = {-(b.y - a.y) / length * half, (b.x - a.x) / length * half};
      Paint paint = NewPaint(state, PaintKind::kStroke, state->getStrokeOpacity());
      paint.colour = ColourOf(state, true);
      paint.rectangle = AxisParallel(a, b);
      const auto begin = static_cast<uint32_t>(page_.points.size());
      page_.points.insert(page_.points.end(), {{a.x + n.x, a.y + n.y},
                                               {b.x + n.x, b.y + n.y},
                                               {b.x - n.x, b.y - n.y},
                                               {a.x - n.x, a.y - n.y}});
      paint.ring_begin = static_cast<uint32_t>(page_.rings.size());
      paint.ring_end = paint.ring_begin + 1;
      page_.rings.push_back({begin, begin + 4});
      paint.box = Box::Intersection(paint.box, BoxOf(page_.points, begin, begin + 4));
      Keep(paint);
    }
  }
}

bool PageRecorder::Shade(GfxState* state) {
  if (!CountOperation()) return true;
  if (type3_depth_ > 0) {
    InkType3({}, ColourOf(state, false));
    return true;
  }
  Keep(NewPaint(state, PaintKind::kPattern, state->getFillOpacity()));
  return true;
}

bool PageRecorder::tilingPatternFill(GfxState* state, Gfx*, Catalog*, GfxTilingPattern*,
                                     const double*, int, int, int, int, double, double) {
  return Shade(state);
}

void PageRecorder::AddClip(GfxState* state, bool even_odd) {
  stale_ = true;
  if (!CountOperation()) return;
  const size_t points = page_.points.size();
  const auto [first, last] = Flatten(state);
  if (first == last) return;
  // The box every state carries is all there is to know of a rectangle.
  if (last - first == 1 && IsRectangle(page_.points, page_.rings[first])) {
    page_.rings.resize(first);
    page_.points.resize(points);
    return;
  }
  page_.clips.push_back({clip_, first, last, even_odd});
  clip_ = static_cast<uint32_t>(page_.clips.size() - 1);
}

void PageRecorder::AddImage(GfxState* state, bool opaque, bool mask) {
  if (!CountOperation()) return;
  if (type3_depth_ > 0) {
    InkType3({}, ColourOf(state, false));
    return;
  }
  Box box = Box::Around(Device(state, 0, 0));
  box.Add(Device(state, 1, 0));
  box.Add(Device(state, 0, 1));
  box.Add(Device(state, 1, 1));
  Paint paint = NewPaint(state, PaintKind::kImage, state->getFillOpacity());
  paint.box = Box::Intersection(paint.box, box);
  paint.opaque = paint.opaque && opaque;
  // One pixel stretched as a mask is a rectangle in the fill colour, however it is spelled.
  paint.colour = mask ? ColourOf(state, false) : 0;
  if (paint.box.x1 > paint.box.x0 && paint.box.y1 > paint.box.y0) {
    const float page = std::max(1.0F, page_.width * page_.height);
    page_.image_area = std::max(page_.image_area, paint.box.width() * paint.box.height() / page);
  }
  Keep(paint);
}

void PageRecorder::drawImageMask(GfxState* state, Object* ref, Stream* stream, int width,
                                 int height, bool invert, bool interpolate, bool inline_image) {
  AddImage(state, false, true);
  if (!inline_image) return;
  if (width > kMaxInlineSide || height > kMaxInlineSide) page_.too_much = true;
  if (!page_.too_much)
    OutputDev::drawImageMask(state, ref, stream, width, height, invert, interpolate, true);
}

void PageRecorder::drawImage(GfxState* state, Object* ref, Stream* stream, int width, int height,
                             GfxImageColorMap* colours, bool interpolate, const int* mask_colours,
                             bool inline_image) {
  AddImage(state, mask_colours == nullptr, false);
  if (!inline_image) return;
  if (width > kMaxInlineSide || height > kMaxInlineSide) page_.too_much = true;
  if (!page_.too_much)
    OutputDev::drawImage(state, ref, stream, width, height, colours, interpolate, mask_colours,
                         true);
}

void PageRecorder::drawMaskedImage(GfxState* state, Object*, Stream*, int, int, GfxImageColorMap*,
                                   bool, Stream*, int, int, bool, bool) {
  AddImage(state, false, false);
}

void PageRecorder::drawSoftMaskedImage(GfxState* state, Object*, Stream*, int, int,
                                       GfxImageColorMap*, bool, Stream*, int, int,
                                       GfxImageColorMap*, bool) {
  AddImage(state, false, false);
}

}  // namespace utvalg::extract
