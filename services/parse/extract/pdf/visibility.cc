// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/pdf/visibility.h"

#include <algorithm>
#include <array>

#include "services/parse/extract/colour.h"

namespace utvalg::extract {
namespace {

constexpr float kMinOpacity = 0.05F;
constexpr float kMinSize = 3.0F;        // Points.
constexpr float kMinWidthScale = 1.5F;  // Points.
constexpr float kTolerance = 0.5F;      // Points beyond an edge that still count as inside.
constexpr uint32_t kOutlinePoints = 4;  // A drawn letter has at least as many inside its box.
constexpr int kGrid = 16;

// Paints by the cells of a coarse grid over the page, so that a word asks only its neighbourhood.
class PaintGrid {
 public:
  explicit PaintGrid(const PageContent& page) : page_(page) {
    for (uint32_t i = 0; i < page.paints.size(); ++i) {
      const Box& box = page.paints[i].box;
      for (int y = Row(box.y0); y <= Row(box.y1); ++y)
        for (int x = Column(box.x0); x <= Column(box.x1); ++x) cells_[y * kGrid + x].push_back(i);
    }
  }
  // In paint order.
  const std::vector<uint32_t>& At(Point p) const { return cells_[Row(p.y) * kGrid + Column(p.x)]; }

 private:
  int Column(float x) const { return Cell(x, page_.width); }
  int Row(float y) const { return Cell(y, page_.height); }
  static int Cell(float v, float size) {
    if (!(size > 0)) return 0;
    return std::clamp(static_cast<int>(v / size * kGrid), 0, kGrid - 1);
  }

  const PageContent& page_;
  std::array<std::vector<uint32_t>, kGrid * kGrid> cells_;
};

class Judge {
 public:
  explicit Judge(const PageContent& page) : page_(page), grid_(page) {}

  v1::Hidden Word(const PageWords& words, const PageWord& word) const {
    std::array<uint32_t, v1::Hidden_ARRAYSIZE> votes = {};
    for (uint32_t i = 0; i < word.count; ++i)
      ++votes[static_cast<size_t>(GlyphVerdict(page_.glyphs[words.glyphs[word.first + i]]))];
    if (votes[v1::HIDDEN_UNSPECIFIED] * 2 >= word.count) return v1::HIDDEN_UNSPECIFIED;
    const auto most = std::max_element(votes.begin() + 1, votes.end());
    const auto verdict = static_cast<v1::Hidden>(most - votes.begin());
    // Browsers make a font bold by drawing its outlines and putting the text, transparent, on top.
    const bool undrawn = verdict == v1::HIDDEN_TRANSPARENT || verdict == v1::HIDDEN_RENDER_MODE;
    return undrawn && IsOutlined(words, word) ? v1::HIDDEN_UNSPECIFIED : verdict;
  }

 private:
  v1::Hidden GlyphVerdict(const Glyph& glyph) const {
    const TextStyle& style = page_.styles[glyph.style];
    const Point centre = {(glyph.box.x0 + glyph.box.x1) / 2, (glyph.box.y0 + glyph.box.y1) / 2};
    if (style.size < kMinSize || style.width_scale < kMinWidthScale) return v1::HIDDEN_TOO_SMALL;
    if (centre.x < -kTolerance || centre.y < -kTolerance || centre.x > page_.width + kTolerance ||
        centre.y > page_.height + kTolerance)
      return v1::HIDDEN_OFF_PAGE;
    const int mode = style.render_mode & 3;
    if (mode == 3 && !style.pattern) return v1::HIDDEN_RENDER_MODE;
    if (style.opacity * glyph.group_opacity < kMinOpacity) return v1::HIDDEN_TRANSPARENT;
    if (glyph.no_ink) return v1::HIDDEN_NO_INK;
    if (!InsideClip(style, centre)) return v1::HIDDEN_CLIPPED;
    return AgainstPaints(glyph, style, centre);
  }

  bool InsideClip(const TextStyle& style, Point p) const {
    const Box& b = style.clip_box;
    if (p.x < b.x0 - kTolerance || p.x > b.x1 + kTolerance || p.y < b.y0 - kTolerance ||
        p.y > b.y1 + kTolerance)
      return false;
    return InsideClips(style.clip, p);
  }

  bool InsideClips(uint32_t clip, Point p) const {
    for (int depth = 0; clip != 0 && depth < 64; ++depth) {
      const Clip& c = page_.clips[clip];
      if (!InsideRings(c.ring_begin, c.ring_end, c.even_odd, p)) return false;
      clip = c.parent;
    }
    return true;
  }

  bool InsideRings(uint32_t begin, uint32_t end, bool even_odd, Point p) const {
    int winding = 0, crossings = 0;
    for (uint32_t r = begin; r < end; ++r) {
      const Ring& ring = page_.rings[r];
      for (uint32_t i = ring.begin, j = ring.end - 1; i < ring.end; j = i++) {
        const Point a = page_.points[j], b = page_.points[i];
        if ((a.y <= p.y) == (b.y <= p.y)) continue;
        const float x = a.x + (p.y - a.y) * (b.x - a.x) / (b.y - a.y);
        if (x <= p.x) continue;
        ++crossings;
        winding += b.y > a.y ? 1 : -1;
      }
    }
    return even_odd ? crossings % 2 == 1 : winding != 0;
  }

  bool Covers(const Paint& paint, Point p) const {
    if (!paint.box.Contains(p) || !InsideClips(paint.clip, p)) return false;
    if (paint.rectangle || paint.kind == PaintKind::kImage || paint.kind == PaintKind::kPattern)
      return true;
    return InsideRings(paint.ring_begin, paint.ring_end, paint.even_odd, p);
  }

  v1::Hidden AgainstPaints(const Glyph& glyph, const TextStyle& style, Point centre) const {
    const Paint* under = nullptr;
    for (const uint32_t i : grid_.At(centre)) {
      const Paint& paint = page_.paints[i];
      if (paint.order > glyph.order) {
        if (paint.opaque && paint.kind != PaintKind::kPattern && Covers(paint, centre))
          return v1::HIDDEN_COVERED;
      } else if (Covers(paint, centre)) {
        under = &paint;
      }
    }
    // A picture, gradient or half transparent area underneath has no one colour to compare with.
    if (style.pattern || (under != nullptr && (!under->opaque || under->kind == PaintKind::kImage ||
                                               under->kind == PaintKind::kPattern)))
      return v1::HIDDEN_UNSPECIFIED;
    const uint32_t background = under == nullptr ? 0xFFFFFF : under->colour;
    return IsTooFaint(style.colour, background) ? v1::HIDDEN_SAME_COLOUR : v1::HIDDEN_UNSPECIFIED;
  }

  // The same two colours meet all over a page.
  bool IsTooFaint(uint32_t colour, uint32_t background) const {
    if (colour != last_colour_ || background != last_background_) {
      last_colour_ = colour;
      last_background_ = background;
      last_too_faint_ = Contrast(colour, background) < kMinContrast;
    }
    return last_too_faint_;
  }

  // Fills of the word's own size, with the shapes of letters, where the unseen word stands.
  bool IsOutlined(const PageWords& words, const PageWord& word) const {
    uint32_t outlined = 0;
    for (uint32_t i = 0; i < word.count; ++i) {
      const Glyph& glyph = page_.glyphs[words.glyphs[word.first + i]];
      outlined += OutlinePoints(glyph.box) >= kOutlinePoints;
    }
    return outlined * 2 > word.count;
  }

  // A drawn letter against the area under it, looking through other letters.
  bool StandsOut(const Paint& letter, Point centre, const Box& box) const {
    const Paint* area = nullptr;
    for (const uint32_t i : grid_.At(centre)) {
      const Paint& paint = page_.paints[i];
      if (paint.order >= letter.order) break;
      const bool large = paint.rectangle || paint.box.height() > 2 * box.height();
      if (large && Covers(paint, centre)) area = &paint;
    }
    if (area != nullptr && (!area->opaque || area->kind != PaintKind::kFill)) return true;
    return Contrast(letter.colour, area == nullptr ? 0xFFFFFF : area->colour) >= kMinContrast;
  }

  uint32_t OutlinePoints(const Box& box) const {
    const Point centre = {(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2};
    const float margin = box.height() * 0.3F;
    uint32_t count = 0;
    for (const uint32_t i : grid_.At(centre)) {
      const Paint& paint = page_.paints[i];
      // A page of one path may hold a whole line of letters, but not areas much higher than it.
      if (paint.kind != PaintKind::kFill || paint.rectangle ||
          paint.box.height() > box.height() + 2 * margin || !paint.box.Overlaps(box) ||
          !StandsOut(paint, centre, box))
        continue;
      for (uint32_t r = paint.ring_begin; r < paint.ring_end; ++r)
        for (uint32_t p = page_.rings[r].begin; p < page_.rings[r].end && count < kOutlinePoints;
             ++p)
          count += box.Contains(page_.points[p]);
    }
    return count;
  }

  const PageContent& page_;
  PaintGrid grid_;
  mutable uint32_t last_colour_ = 0;
  mutable uint32_t last_background_ = 0;
  mutable bool last_too_faint_ = true;  // Black on black.
};

}  // namespace

void JudgeVisibility(const PageContent& page, PageWords* words) {
  const Judge judge(page);
  for (PageWord& word : words->words) word.hidden = judge.Word(*words, word);
}

}  // namespace utvalg::extract
