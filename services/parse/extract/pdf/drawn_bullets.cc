// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/pdf/drawn_bullets.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <span>
#include <utility>
#include <vector>

#include "common/base/utf8.h"

namespace utvalg::extract {
namespace {

constexpr float kMinDot = 1.2F, kMaxDot = 7.0F;  // Points.
constexpr float kRound = 0.15F;                  // By which width and height may differ.
constexpr uint32_t kMinPoints = 8;               // A square has four.
constexpr float kMinDotEms = 0.15F, kMaxDotEms = 0.6F;
constexpr float kMinGapEms = 0.15F, kMaxGapEms = 1.6F;
constexpr float kLowest = 0.05F, kHighest = 0.65F;  // Ems of the centre over the baseline.
constexpr float kAloneEms = 4.0F;
constexpr size_t kMostDots = 500;

Point CentreOf(const Box& box) { return {(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2}; }

std::vector<Box> Dots(const PageContent& page) {
  std::vector<Box> dots;
  for (const Paint& paint : page.paints) {
    const float w = paint.box.width(), h = paint.box.height();
    if (paint.kind != PaintKind::kFill || paint.rectangle || paint.ring_end != paint.ring_begin + 1)
      continue;
    if (w < kMinDot || w > kMaxDot || std::abs(w - h) > kRound * w) continue;
    const Ring& ring = page.rings[paint.ring_begin];
    if (ring.end - ring.begin < kMinPoints) continue;
    if (dots.size() < kMostDots) dots.push_back(paint.box);
  }
  return dots;
}

// Words by their baseline, so that a dot asks only those it may stand beside.
class WordsByBaseline {
 public:
  explicit WordsByBaseline(const std::vector<PageWord>& words) {
    for (const PageWord& word : words) {
      if (!std::isfinite(word.baseline)) continue;
      words_.push_back(&word);
      tallest_ = std::max(tallest_, word.size);
    }
    std::stable_sort(words_.begin(), words_.end(), [](const PageWord* a, const PageWord* b) {
      return a->baseline < b->baseline;
    });
  }

  // Those whose baseline lies below y, but no further than a dot in front of them may stand.
  std::span<const PageWord* const> Below(float y) const {
    const auto first =
        std::lower_bound(words_.begin(), words_.end(), y,
                         [](const PageWord* word, float value) { return word->baseline < value; });
    auto last = first;
    while (last != words_.end() && (*last)->baseline - y < kHighest * tallest_) ++last;
    return {first, last};
  }

 private:
  std::vector<const PageWord*> words_;
  float tallest_ = 0;
};

bool IsBeside(const PageWord& word, Point centre) {
  const float above = word.baseline - centre.y;
  return word.rotation == 0 && word.hidden == v1::HIDDEN_UNSPECIFIED && !word.text.empty() &&
         above > kLowest * word.size && above < kHighest * word.size;
}

// The word a dot stands in front of; null when it is no list mark.
const PageWord* MarkedWord(const WordsByBaseline& words, const Box& dot) {
  const Point centre = CentreOf(dot);
  const PageWord* next = nullptr;
  for (const PageWord* candidate : words.Below(centre.y)) {
    const PageWord& word = *candidate;
    if (!IsBeside(word, centre)) continue;
    if (word.box.x0 < dot.x1) {
      if (dot.x0 - word.box.x1 < kAloneEms * word.size) return nullptr;
      continue;
    }
    // Of two at the same place the one painted first.
    if (next == nullptr || word.box.x0 < next->box.x0 ||
        (word.box.x0 == next->box.x0 && candidate < next))
      next = candidate;
  }
  if (next == nullptr) return nullptr;
  const float gap = next->box.x0 - dot.x1;
  const bool fits = gap > kMinGapEms * next->size && gap < kMaxGapEms * next->size &&
                    dot.width() > kMinDotEms * next->size && dot.width() < kMaxDotEms * next->size;
  size_t at = 0;
  const bool text = fits && IsLetter(NextCodePoint(next->text, &at));
  return text ? next : nullptr;
}

bool InRow(const std::vector<Box>& dots, size_t i) {
  for (size_t j = 0; j < dots.size(); ++j) {
    if (j == i || std::abs(CentreOf(dots[j]).y - CentreOf(dots[i]).y) > 0.5F * dots[i].height())
      continue;
    const float apart = std::abs(CentreOf(dots[j]).x - CentreOf(dots[i]).x);
    if (apart > 0.5F * dots[i].width() && apart < kAloneEms * dots[i].width()) return true;
  }
  return false;
}

}  // namespace

void AddDrawnBullets(const PageContent& page, PageWords* words) {
  const std::vector<Box> dots = Dots(page);
  if (dots.empty()) return;
  const WordsByBaseline by_baseline(words->words);
  std::vector<PageWord> bullets;
  for (size_t i = 0; i < dots.size(); ++i) {
    const PageWord* marked = InRow(dots, i) ? nullptr : MarkedWord(by_baseline, dots[i]);
    if (marked == nullptr) continue;
    PageWord bullet;
    bullet.text = "•";
    bullet.box = {dots[i].x0, marked->box.y0, dots[i].x1, marked->box.y1};
    bullet.baseline = marked->baseline;
    bullet.size = marked->size;
    bullet.style = marked->style;
    bullets.push_back(std::move(bullet));
  }
  std::move(bullets.begin(), bullets.end(), std::back_inserter(words->words));
}

}  // namespace utvalg::extract
