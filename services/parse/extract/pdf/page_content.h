// SPDX-License-Identifier: GPL-3.0-or-later
//
// What one PDF page paints, in paint order and without poppler: glyphs with where and how they
// stand, and the areas painted before and after them. Points, origin at the top left of the crop
// box, y downwards. Plain values.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace utvalg::extract {

struct Point {
  float x = 0, y = 0;

  bool operator==(const Point&) const = default;
};

struct Box {
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;

  bool operator==(const Box&) const = default;
  float width() const { return x1 - x0; }
  float height() const { return y1 - y0; }
  bool Contains(Point p) const { return p.x >= x0 && p.x <= x1 && p.y >= y0 && p.y <= y1; }
  bool Contains(const Box& b) const { return b.x0 >= x0 && b.x1 <= x1 && b.y0 >= y0 && b.y1 <= y1; }
  bool Overlaps(const Box& b) const { return b.x0 <= x1 && b.x1 >= x0 && b.y0 <= y1 && b.y1 >= y0; }
  void Add(Point p) {
    x0 = std::min(x0, p.x);
    y0 = std::min(y0, p.y);
    x1 = std::max(x1, p.x);
    y1 = std::max(y1, p.y);
  }
  void Add(const Box& b) {
    Add(Point{b.x0, b.y0});
    Add(Point{b.x1, b.y1});
  }
  static Box Around(Point p) { return {p.x, p.y, p.x, p.y}; }
  static Box Intersection(const Box& a, const Box& b) {
    return {std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)};
  }
};

struct FontFace {
  std::string name;
  bool bold = false;
  bool italic = false;
  bool monospace = false;
};

// How a run of glyphs is drawn.
struct TextStyle {
  uint32_t font = 0;      // Index into PageContent::fonts.
  float size = 0;         // Points, height of the em after all transformations.
  float width_scale = 0;  // Points, width of the em after all transformations.
  Point direction;        // Unit vector along the baseline.
  Point up;               // Unit vector from the baseline to the top of the letters.
  uint32_t colour = 0;    // 0xRRGGBB, of the stroke when only that is drawn.
  float opacity = 1;
  int render_mode =
      0;  // As in the PDF: 0 fill, 1 stroke, 2 both, 3 nothing, 4..7 the same and clip.
  bool pattern = false;    // Filled with a pattern or gradient.
  bool soft_mask = false;  // Drawn through a mask that was not evaluated.
  uint32_t clip = 0;       // Index into PageContent::clips.
  Box clip_box;

  bool operator==(const TextStyle&) const = default;
};

struct Glyph {
  Point origin;        // On the baseline.
  float advance = 0;   // Along the direction, without added character spacing.
  float tracking = 0;  // Added character spacing.
  Box box;
  uint32_t text = 0;  // Into PageContent::text.
  uint16_t length = 0;
  uint32_t code = 0;      // In its font.
  bool unmapped = false;  // Without a meaning in Unicode.
  bool space = false;
  bool no_ink = false;  // A Type 3 glyph whose program draws nothing.
  uint32_t style = 0;   // Index into PageContent::styles.
  uint32_t order = 0;   // Paint order, shared with Paint::order.
  float group_opacity = 1;
};

// A closed outline: points [begin, end) of PageContent::points.
struct Ring {
  uint32_t begin = 0;
  uint32_t end = 0;
};

// Clips narrow each other: a point is inside when it is inside this one and its parent.
struct Clip {
  uint32_t parent = 0;
  uint32_t ring_begin = 0;  // Into PageContent::rings.
  uint32_t ring_end = 0;
  bool even_odd = false;
};

enum class PaintKind : uint8_t { kFill, kStroke, kImage, kPattern };

struct Paint {
  PaintKind kind = PaintKind::kFill;
  bool opaque = false;  // Full opacity, normal blend mode, no mask.
  bool even_odd = false;
  bool rectangle = true;  // The box is the exact area; otherwise the rings are.
  Box box;                // Already narrowed by the box of the clip.
  uint32_t ring_begin = 0;
  uint32_t ring_end = 0;
  uint32_t colour = 0;
  uint32_t order = 0;
  uint32_t clip = 0;
};

struct LineRule {
  Point from, to;
};

struct PageContent {
  float width = 0;
  float height = 0;
  std::u32string text;
  std::vector<Glyph> glyphs;
  std::vector<TextStyle> styles;
  std::vector<FontFace> fonts;
  std::vector<Paint> paints;
  std::vector<Clip> clips;  // clips[0] is no clip.
  std::vector<Ring> rings;
  std::vector<Point> points;
  std::vector<LineRule> rules;
  float image_area = 0;           // Largest image's share of the page, 0 to 1.
  uint32_t actual_text_lies = 0;  // Replacement texts that do not fit what is drawn; ignored.
  bool too_much = false;          // Stopped at a limit.
};

}  // namespace utvalg::extract
