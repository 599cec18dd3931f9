// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/ocr/small_marks.h"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>

namespace utvalg::extract {
namespace {

constexpr int kInk = 160;
constexpr size_t kFewShapes = 30;  // Fewer tell nothing about the size of letters.
constexpr int kMostShapes = 60'000;

struct PixaDeleter {
  void operator()(Pixa* pixa) const { pixaDestroy(&pixa); }
};
struct BoxaDeleter {
  void operator()(Boxa* boxa) const { boxaDestroy(&boxa); }
};

// What hangs together in the picture.
struct Shape {
  int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  bool solid = false;  // Ink in most of its box and in all of its middle, as no letter has it.

  int width() const { return x1 - x0; }
  int height() const { return y1 - y0; }
};

// Share of ink in a part of a 1 bit picture.
float Filled(Pix* pix, int x, int y, int w, int h) {
  Box* box = boxCreate(x, y, w, h);
  const PixPtr part(pixClipRectangle(pix, box, nullptr));
  boxDestroy(&box);
  l_float32 share = 0;
  if (part != nullptr) pixForegroundFraction(part.get(), &share);
  return share;
}

std::vector<Shape> ShapesOf(Pix* pix) {
  std::vector<Shape> shapes;
  const PixPtr ink(pixThresholdToBinary(pix, kInk));
  if (ink == nullptr) return shapes;
  Pixa* parts = nullptr;
  const std::unique_ptr<Boxa, BoxaDeleter> boxes(pixConnComp(ink.get(), &parts, 8));
  const std::unique_ptr<Pixa, PixaDeleter> owned(parts);
  const int count = boxes == nullptr ? 0 : boxaGetCount(boxes.get());
  if (count > kMostShapes) return shapes;
  for (int i = 0; i < count; ++i) {
    int x = 0, y = 0, w = 0, h = 0;
    boxaGetBoxGeometry(boxes.get(), i, &x, &y, &w, &h);
    const PixPtr part(pixaGetPix(parts, i, L_CLONE));
    const bool solid = part != nullptr && Filled(part.get(), 0, 0, w, h) > (w > 6 ? 0.68F : 0.6F) &&
                       Filled(part.get(), w / 4, h / 4, w - 2 * (w / 4), h - 2 * (h / 4)) > 0.95F;
    shapes.push_back({x, y, x + w, y + h, solid});
  }
  return shapes;
}

// Where the marks of a page stand among its letters.
class Finder {
 public:
  explicit Finder(std::vector<Shape> shapes) : shapes_(std::move(shapes)) {
    std::vector<int> heights;
    for (const Shape& shape : shapes_)
      if (shape.height() >= 8 && shape.height() <= 90 && shape.width() <= 3 * shape.height())
        heights.push_back(shape.height());
    if (heights.size() < kFewShapes) return;
    std::nth_element(heights.begin(), heights.begin() + heights.size() / 2, heights.end());
    letter_ = static_cast<float>(heights[heights.size() / 2]);
    for (size_t i = 0; i < shapes_.size(); ++i) {
      if (static_cast<float>(shapes_[i].height()) > 5 * letter_) continue;
      for (int band = BandOf(shapes_[i].y0); band <= BandOf(shapes_[i].y1); ++band) {
        if (static_cast<size_t>(band) >= bands_.size())
          bands_.resize(static_cast<size_t>(band) + 1);
        bands_[static_cast<size_t>(band)].push_back(i);
      }
    }
  }

  // Marks to keep and marks of ratings, which only go.
  void Find(std::vector<SmallMark>* marks, std::vector<SmallMark>* ratings) const {
    for (const Shape& shape : shapes_) {
      if (letter_ == 0 || !IsDot(shape)) continue;
      if (Size(shape) > 0.45F && HasTwin(shape)) {
        ratings->push_back(MarkOf(shape, false));
        continue;
      }
      const Sides sides = Look(shape);
      if (sides.crowded || sides.right == nullptr || !IsBeside(shape, *sides.right)) continue;
      const bool bullet = Size(shape) > 0.28F && sides.left_gap > 3 && sides.right_gap > 0.35F &&
                          sides.right_gap < 6;
      const bool between = Size(shape) < 0.5F && sides.left_gap > 0.3F && sides.left_gap < 3 &&
                           sides.right_gap > 0.3F && sides.right_gap < 3 &&
                           IsBeside(shape, *sides.left);
      if (bullet || between) marks->push_back(MarkOf(shape, bullet));
    }
  }

 private:
  // What stands beside a shape; gaps in heights of a letter.
  struct Sides {
    const Shape* left = nullptr;
    const Shape* right = nullptr;
    float left_gap = 1e3F, right_gap = 1e3F;
    bool crowded = false;  // Something is right above or below: the dot of an i, a colon.
  };

  int BandOf(int y) const { return std::max(0, y / static_cast<int>(2 * letter_)); }
  float Size(const Shape& shape) const {
    return static_cast<float>(std::max(shape.width(), shape.height())) / letter_;
  }
  static SmallMark MarkOf(const Shape& s, bool bullet) {
    return {s.x0, s.y0, s.width(), s.height(), bullet};
  }

  bool IsDot(const Shape& shape) const {
    const float size = Size(shape);
    return size > 0.12F && size < 1.1F && shape.solid &&
           std::abs(shape.width() - shape.height()) <=
               1 + std::max(shape.width(), shape.height()) / 5;
  }

  // Another dot of its size next to it.
  bool HasTwin(const Shape& dot) const {
    for (const size_t i : Near(dot)) {
      const Shape& other = shapes_[i];
      const int gap = std::max(other.x0 - dot.x1, dot.x0 - other.x1);
      if (gap > 0 && gap <= 2 * dot.width() && std::abs(other.y0 - dot.y0) <= 2 &&
          std::abs(other.height() - dot.height()) <= 2 && IsDot(other))
        return true;
    }
    return false;
  }

  // What has ink in the rows around a shape; some twice.
  std::vector<size_t> Near(const Shape& shape) const {
    std::vector<size_t> near;
    const auto room = static_cast<int>(letter_);
    for (int band = BandOf(shape.y0 - room); band <= BandOf(shape.y1 + room); ++band)
      if (static_cast<size_t>(band) < bands_.size())
        near.insert(near.end(), bands_[static_cast<size_t>(band)].begin(),
                    bands_[static_cast<size_t>(band)].end());
    return near;
  }

  Sides Look(const Shape& dot) const {
    Sides sides;
    const auto room = static_cast<int>(0.9F * letter_);
    for (const size_t i : Near(dot)) {
      const Shape& other = shapes_[i];
      if (&other == &dot) continue;
      const bool level = other.y0 < dot.y1 && other.y1 > dot.y0;
      if (other.x0 < dot.x1 + 1 && other.x1 > dot.x0 - 1) {
        sides.crowded = sides.crowded || (other.y0 < dot.y1 + room && other.y1 > dot.y0 - room);
      } else if (level && other.x1 <= dot.x0) {
        const float gap = static_cast<float>(dot.x0 - other.x1) / letter_;
        if (gap < sides.left_gap) sides.left = &other, sides.left_gap = gap;
      } else if (level && other.x0 >= dot.x1) {
        const float gap = static_cast<float>(other.x0 - dot.x1) / letter_;
        if (gap < sides.right_gap) sides.right = &other, sides.right_gap = gap;
      }
    }
    return sides;
  }

  // In the middle of the line of a letter, not on its baseline.
  bool IsBeside(const Shape& dot, const Shape& letter) const {
    return static_cast<float>(letter.height()) > 0.6F * letter_ &&
           static_cast<float>(letter.y1 - dot.y1) > 0.1F * letter_ &&
           static_cast<float>(dot.y0 - letter.y0) > -0.2F * letter_;
  }

  std::vector<Shape> shapes_;
  std::vector<std::vector<size_t>> bands_;  // By y, of two heights of a letter each.
  float letter_ = 0;                        // Usual height of a letter; 0 = too few.
};

void PaintOver(const SmallMark& mark, Pix* pix) {
  constexpr int kRim = 3;
  l_uint32 paper = 255;
  pixGetPixel(pix, std::max(0, mark.x - kRim - 1), mark.y + mark.h / 2, &paper);
  Box* box = boxCreate(std::max(0, mark.x - kRim), std::max(0, mark.y - kRim), mark.w + 2 * kRim,
                       mark.h + 2 * kRim);
  pixSetInRectArbitrary(pix, box, paper);
  boxDestroy(&box);
}

}  // namespace

std::vector<SmallMark> TakeOutMarks(Pix* pix) {
  std::vector<SmallMark> marks, ratings;
  Finder(ShapesOf(pix)).Find(&marks, &ratings);
  for (const SmallMark& mark : marks) PaintOver(mark, pix);
  for (const SmallMark& mark : ratings) PaintOver(mark, pix);
  return marks;
}

void PutBackMarks(const std::vector<SmallMark>& marks, float points_per_pixel, v1::Page* page) {
  constexpr float kFar = 4;  // Font sizes.
  std::vector<std::pair<int, v1::Word>> found;
  for (const SmallMark& mark : marks) {
    const float x1 = static_cast<float>(mark.x + mark.w) * points_per_pixel;
    const float y =
        (static_cast<float>(mark.y) + static_cast<float>(mark.h) / 2) * points_per_pixel;
    int beside = -1;
    for (int i = 0; i < page->words_size(); ++i) {
      const v1::Word& word = page->words(i);
      if (y < word.y0() || y > word.y1() || word.x0() < x1 - 1 ||
          word.x0() > x1 + kFar * word.font_size())
        continue;
      if (beside < 0 || word.x0() < page->words(beside).x0()) beside = i;
    }
    if (beside < 0) continue;
    v1::Word word = page->words(beside);
    word.set_text(mark.bullet ? "•" : "·");
    word.set_x0(static_cast<float>(mark.x) * points_per_pixel);
    word.set_x1(x1);
    word.set_font(0);
    found.emplace_back(beside, std::move(word));
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  v1::Page whole;
  size_t next = 0;
  for (int i = 0; i < page->words_size(); ++i) {
    for (; next < found.size() && found[next].first == i; ++next)
      *whole.add_words() = std::move(found[next].second);
    *whole.add_words() = std::move(*page->mutable_words(i));
  }
  page->mutable_words()->Swap(whole.mutable_words());
}

}  // namespace utvalg::extract
