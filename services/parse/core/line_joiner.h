// SPDX-License-Identifier: Apache-2.0
//
// Which lines of a column make one paragraph: by where they stand, how they are set, and whether
// the text goes on. Used by paragraphs. Pure; not for two threads at once.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "services/parse/core/reading_order.h"

namespace utvalg::parse {

// A line with what the decision to join needs.
struct LineView {
  const TextLine* line = nullptr;
  std::string text;   // Parts joined by tabs.
  float text_x0 = 0;  // Left edge of the text behind a bullet.
  float right = 0;    // Where text with this left edge wraps hereabouts.
  bool bullet = false;
};

// The views of all lines of a document, with where each wraps.
std::vector<LineView> ViewsOf(const std::vector<TextLine>& lines);

// "2002-" over "08 til 2005-06": a date that the line divided.
bool IsDividedDate(std::string_view line, std::string_view next);

// Decides which lines of a column go on with the paragraph before them.
class LineJoiner {
 public:
  // Keeps a reference to the views of all lines, in reading order.
  explicit LineJoiner(const std::vector<LineView>& views) : views_(views) {}

  // Whether the line at index goes on with the paragraph that began at first.
  bool Joins(size_t first, size_t index) const;

  // Whether the line at index goes on with an address that the line before it began.
  bool DividesAddress(size_t index) const;

 private:
  bool GoesOn(size_t first, size_t index) const;
  bool CloseBelow(size_t first, size_t index) const;
  bool Aligned(size_t first, size_t index) const;
  bool GoesOnInBold(size_t index) const;
  bool StandCloser(size_t index) const;
  bool Wraps(size_t first, size_t index) const;

  const std::vector<LineView>& views_;
};

}  // namespace utvalg::parse
