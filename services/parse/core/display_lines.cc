// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/display_lines.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "services/parse/core/section_headings.h"

namespace utvalg::parse {
namespace {

constexpr float kDisplaySize = 14.0F;  // Points.
constexpr float kHeadOfPage = 300.0F;  // Points from the top.
constexpr float kDisplayRatio = 1.6F;
constexpr float kLargerType = 1.1F;
constexpr float kSameEdge = 2.0F;  // Points.

// Type of a name over a page.
bool IsDisplay(const Fragment& fragment) {
  return fragment.page == 1 && fragment.size >= kDisplaySize && fragment.y0 < kHeadOfPage;
}

}  // namespace

bool ShowsBeside(const Fragment& a, const Fragment& b) {
  return (IsDisplay(a) || IsDisplay(b)) &&
         std::max(a.size, b.size) > kDisplayRatio * std::min(a.size, b.size);
}

void GatherDisplay(std::vector<TextLine>* lines) {
  const auto beside = [](const TextLine& a, const TextLine& b) {
    return a.x1 <= b.x0 || b.x1 <= a.x0;
  };
  for (size_t i = 0; i < lines->size(); ++i) {
    const TextLine last = (*lines)[i];
    if (last.parts.size() > 1 || !IsDisplay(last.parts.front())) continue;
    for (size_t j = i + 1; j < lines->size(); ++j) {
      const TextLine& next = (*lines)[j];
      const float pitch = next.baseline - last.baseline;
      if (pitch > 1.7F * last.size) break;
      const bool goes_on = next.parts.size() == 1 && pitch > 0.3F * last.size &&
                           std::fabs(next.size - last.size) < 0.08F * last.size &&
                           !beside(last, next);
      if (goes_on) {
        std::rotate(lines->begin() + static_cast<ptrdiff_t>(i + 1),
                    lines->begin() + static_cast<ptrdiff_t>(j),
                    lines->begin() + static_cast<ptrdiff_t>(j + 1));
        break;
      }
      if (!beside(last, next)) break;
    }
  }
}

void PartEndHeadings(std::vector<TextLine>* lines) {
  const auto ends_in_heading = [](const TextLine& line) {
    if (line.parts.size() < 2) return false;
    const Fragment& last = line.parts.back();
    return last.size > kLargerType * line.parts.front().size && IsStrongHeading(last.Text());
  };
  float edge = 0;
  size_t count = 0;
  for (const TextLine& line : *lines) {
    if (!ends_in_heading(line)) continue;
    if (count > 0 && std::fabs(line.parts.back().x0 - edge) > kSameEdge) return;
    edge = line.parts.back().x0;
    ++count;
  }
  if (count < 2) return;
  for (size_t i = 0; i < lines->size(); ++i) {
    if (!ends_in_heading((*lines)[i])) continue;
    TextLine heading = (*lines)[i];
    heading.parts.erase(heading.parts.begin(), heading.parts.end() - 1);
    heading.x0 = heading.parts.front().x0;
    heading.size = heading.parts.front().size;
    (*lines)[i].parts.pop_back();
    (*lines)[i].x1 = (*lines)[i].parts.back().x1;
    lines->insert(lines->begin() + static_cast<ptrdiff_t>(++i), std::move(heading));
  }
}

void KeepDisplayTogether(const std::vector<Fragment>& fragments, ColumnSplit* split) {
  const auto goes_on = [&](size_t i) {
    const Fragment& line = fragments[i];
    return IsDisplay(line) && std::any_of(split->above.begin(), split->above.end(), [&](size_t j) {
             const Fragment& over = fragments[j];
             const float pitch = line.baseline - over.baseline;
             return IsDisplay(over) && std::fabs(over.size - line.size) < 0.08F * line.size &&
                    pitch > 0.3F * line.size && pitch < 1.7F * line.size && over.x0 < line.x1 &&
                    line.x0 < over.x1;
           });
  };
  for (std::vector<size_t>* side : {&split->left, &split->right}) {
    for (size_t i = 0; i < side->size();) {
      if (!goes_on((*side)[i])) {
        ++i;
        continue;
      }
      split->above.push_back((*side)[i]);
      side->erase(side->begin() + static_cast<ptrdiff_t>(i));
    }
  }
  std::sort(split->above.begin(), split->above.end());
}

}  // namespace utvalg::parse
