// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/page_margins.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

#include "services/parse/core/date_shape.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

constexpr float kMarginShare = 0.11F;
constexpr float kSameHeight = 4.0F;
constexpr size_t kMostMarginLines = 3000;

bool InMargin(const Fragment& fragment, float height) {
  return fragment.y1 < kMarginShare * height || fragment.y0 > (1 - kMarginShare) * height;
}

// Digits become 0, so that "Page 1" and "Page 2" are the same line.
std::string Shape(const Fragment& fragment) {
  std::string text = FoldWords(fragment.Text());
  for (char& c : text) {
    if (c >= '0' && c <= '9') c = '0';
  }
  return text;
}

struct MarginLine {
  size_t page, index;
  float baseline;
  std::string shape;
};

}  // namespace

bool IsPageNumber(std::string_view text) {
  if (text.size() > 24) return false;
  std::string_view rest = TrimSpace(text);
  const std::string folded = FoldWords(rest);
  if (folded.empty()) return false;
  rest = folded;
  size_t numbers = 0;
  while (!rest.empty()) {
    const size_t space = rest.find(' ');
    const std::string_view word = rest.substr(0, space);
    const bool digits =
        std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits && word.size() <= 3) {
      ++numbers;
    } else if (word != "page" && word != "side" && word != "of" && word != "av" && word != "s" &&
               word != "p" && word != "sida") {
      return false;
    }
    rest = space == std::string_view::npos ? "" : rest.substr(space + 1);
  }
  return numbers >= 1 && numbers <= 2;
}

std::vector<Fragment> TakeMargins(const std::vector<float>& heights,
                                  std::vector<std::vector<Fragment>>* pages) {
  std::vector<MarginLine> lines;
  std::vector<std::vector<bool>> drop(pages->size());
  std::vector<Fragment> kept;
  for (size_t p = 0; p < pages->size(); ++p) {
    drop[p].assign((*pages)[p].size(), false);
    for (size_t i = 0; i < (*pages)[p].size(); ++i) {
      const Fragment& fragment = (*pages)[p][i];
      if (!InMargin(fragment, heights[p])) continue;
      if (IsPageNumber(fragment.Text())) {
        drop[p][i] = true;
      } else if (lines.size() < kMostMarginLines && !LooksLikeDates(fragment.Text())) {
        lines.push_back({p, i, fragment.baseline, Shape(fragment)});
      }
    }
  }
  for (size_t a = 0; a < lines.size(); ++a) {
    if (drop[lines[a].page][lines[a].index] || lines[a].shape.empty()) continue;
    bool recurs = false;
    for (size_t b = a + 1; b < lines.size(); ++b) {
      if (lines[b].page == lines[a].page || lines[b].shape != lines[a].shape ||
          std::fabs(lines[b].baseline - lines[a].baseline) > kSameHeight) {
        continue;
      }
      recurs = true;
      drop[lines[b].page][lines[b].index] = true;
    }
    if (!recurs) continue;
    drop[lines[a].page][lines[a].index] = true;
    kept.push_back((*pages)[lines[a].page][lines[a].index]);
  }
  for (size_t p = 0; p < pages->size(); ++p) {
    std::vector<Fragment> rest;
    for (size_t i = 0; i < (*pages)[p].size(); ++i) {
      if (!drop[p][i]) rest.push_back(std::move((*pages)[p][i]));
    }
    (*pages)[p] = std::move(rest);
  }
  return kept;
}

}  // namespace utvalg::parse
