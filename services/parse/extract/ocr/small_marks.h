// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bullets and middle dots of a picture of a page. Recognition reads them as letters and thinks less
// of the word beside them, so they are found by their shape and painted over before it. Stateless.
#pragma once

#include <vector>

#include "services/parse/extract/ocr/page_image.h"
#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::extract {

struct SmallMark {
  int x = 0, y = 0, w = 0, h = 0;  // Pixels.
  bool bullet = false;             // Before a line; otherwise a dot between two words.
};

// Paints over the marks of an 8 bit grey picture, and the dots of ratings too, which say nothing.
std::vector<SmallMark> TakeOutMarks(Pix* pix);

// Puts the marks as words ("•", "·") before the words they stand beside; those without one go.
void PutBackMarks(const std::vector<SmallMark>& marks, float points_per_pixel, v1::Page* page);

}  // namespace utvalg::extract
