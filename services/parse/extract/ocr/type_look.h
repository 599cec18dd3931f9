// SPDX-License-Identifier: GPL-3.0-or-later
//
// How recognised words are set: recognition says neither how heavy the letters are nor, from line
// to line, the same of the same size. Stateless.
#pragma once

#include <vector>

#include "services/parse/extract/ocr/page_image.h"
#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::extract {

// Sizes that differ by no more than measuring them errs become one: the mean of those words.
void EvenSizes(v1::ExtractResponse* response);

// Width of the strokes in a part of an 8 bit grey picture, in pixels; 0 when there are too few to
// tell.
float StrokeWidth(Pix* pix, int x0, int y0, int x1, int y1);

// Gives the second font of its page, a bold one, to words whose strokes are much heavier than is
// usual in the document. strokes: of each word of each page, in points. After the sizes are even.
void MarkBold(const std::vector<std::vector<float>>& strokes, v1::ExtractResponse* response);

}  // namespace utvalg::extract
