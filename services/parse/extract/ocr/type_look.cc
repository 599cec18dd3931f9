// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/ocr/type_look.h"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "common/base/utf8.h"

namespace utvalg::extract {
namespace {

constexpr float kSameSize = 0.1F;  // Share by which the size of a line is off.

struct Sized {
  float value = 0;
  float weight = 0;
  v1::Word* word = nullptr;
};

void Sort(std::vector<Sized>* sized) {
  std::stable_sort(sized->begin(), sized->end(),
                   [](const Sized& a, const Sized& b) { return a.value < b.value; });
}

float WeightOf(const v1::Word& word) { return static_cast<float>(CodePoints(word.text())); }

// The value with the most weight within the share of it.
float Mode(const std::vector<Sized>& sorted) {
  float best = 0, most = 0, weight = 0, sum = 0;
  size_t first = 0;
  for (const Sized& last : sorted) {
    weight += last.weight;
    sum += last.weight * last.value;
    for (; last.value - sorted[first].value > kSameSize * last.value; ++first) {
      weight -= sorted[first].weight;
      sum -= sorted[first].weight * sorted[first].value;
    }
    if (weight > most) {
      most = weight;
      best = sum / weight;
    }
  }
  return best;
}

// Times the usual weight from which words are bold: where the fewest words are, for pictures of
// different sharpness part the two differently.
float LeastBold(const std::vector<Sized>& weights, float usual) {
  constexpr float kFrom = 1.2F, kTo = 1.5F, kLikely = 1.36F, kAround = 0.05F;
  constexpr int kSteps = 16;
  float best = kLikely, fewest = -1;
  for (int i = 0; i < kSteps; ++i) {
    const float at = kFrom + (kTo - kFrom) * static_cast<float>(i) / (kSteps - 1);
    float near = std::abs(at - kLikely);  // Of places alike the likeliest.
    for (const Sized& s : weights)
      if (std::abs(s.value / usual - at) < kAround) near += s.weight;
    if (fewest >= 0 && near >= fewest) continue;
    fewest = near;
    best = at;
  }
  return best;
}

}  // namespace

void EvenSizes(v1::ExtractResponse* response) {
  std::vector<Sized> left;
  for (v1::Page& page : *response->mutable_pages())
    for (v1::Word& word : *page.mutable_words())
      left.push_back({word.font_size(), WeightOf(word), &word});
  Sort(&left);
  while (!left.empty()) {
    const float mode = Mode(left);
    const auto near = [&](const Sized& s) {
      return s.value >= mode * (1 - kSameSize) && s.value <= mode * (1 + kSameSize);
    };
    for (const Sized& s : left)
      if (near(s)) s.word->set_font_size(mode);
    const size_t before = left.size();
    left.erase(std::remove_if(left.begin(), left.end(), near), left.end());
    if (left.size() == before) return;
  }
}

float StrokeWidth(Pix* pix, int x0, int y0, int x1, int y1) {
  constexpr size_t kFew = 8;
  x0 = std::max(0, x0), y0 = std::max(0, y0);
  x1 = std::min(x1, pixGetWidth(pix)), y1 = std::min(y1, pixGetHeight(pix));
  const auto grey = [&](int x, int y) {
    const l_uint32* line = pixGetData(pix) + static_cast<ptrdiff_t>(y) * pixGetWpl(pix);
    return static_cast<float>(GET_DATA_BYTE(line, x));
  };
  float darkest = 255, lightest = 0;
  for (int y = y0; y < y1; ++y) {
    for (int x = x0; x < x1; ++x) {
      darkest = std::min(darkest, grey(x, y));
      lightest = std::max(lightest, grey(x, y));
    }
  }
  const float middle = (darkest + lightest) / 2;
  std::vector<float> strokes;  // Width of each that a row crosses.
  for (int y = y0; y < y1; ++y) {
    float entered = -1;
    for (int x = x0 + 1; x < x1; ++x) {
      const float before = grey(x - 1, y), here = grey(x, y);
      if ((before < middle) == (here < middle)) continue;
      // Where between the two pixels the grey is the middle one.
      const float edge = static_cast<float>(x) - (middle - here) / (before - here);
      if (here < middle) {
        entered = edge;
      } else if (entered >= 0) {
        strokes.push_back(edge - entered);
      }
    }
  }
  if (strokes.size() < kFew) return 0;
  const auto half = strokes.begin() + static_cast<ptrdiff_t>(strokes.size() / 2);
  std::nth_element(strokes.begin(), half, strokes.end());
  return *half;
}

void MarkBold(const std::vector<std::vector<float>>& strokes, v1::ExtractResponse* response) {
  std::vector<Sized> weights;
  float all = 0;
  for (size_t p = 0; p < strokes.size(); ++p) {
    for (size_t i = 0; i < strokes[p].size(); ++i) {
      v1::Word* word =
          response->mutable_pages(static_cast<int>(p))->mutable_words(static_cast<int>(i));
      if (strokes[p][i] <= 0 || word->font_size() <= 0) continue;
      weights.push_back({strokes[p][i] / word->font_size(), WeightOf(*word), word});
      all += weights.back().weight;
    }
  }
  Sort(&weights);
  float usual = 0, passed = 0;
  for (const Sized& s : weights) {
    usual = s.value;
    if ((passed += s.weight) * 2 >= all) break;
  }
  const float bold = usual * LeastBold(weights, usual);
  for (const Sized& s : weights)
    if (s.value > bold) s.word->set_font(1);
}

}  // namespace utvalg::extract
