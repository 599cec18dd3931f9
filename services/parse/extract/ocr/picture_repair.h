// SPDX-License-Identifier: GPL-3.0-or-later
//
// What makes photographs and pictures of screens readable: light taken out, straightened, light
// text on dark panels turned into dark text on white, long pictures cut into pages. All pictures
// are 8 bit grey; a step that fails gives its picture back as it was. Stateless.
#pragma once

#include <vector>

#include "services/parse/extract/ocr/page_image.h"

namespace utvalg::extract {

// Paper that is darker in one corner becomes white everywhere. Pictures of even light stay as they
// are.
PixPtr EvenLight(PixPtr pix);

// Turned so that lines are level, up to about six degrees. turned: by how many, clockwise.
PixPtr Straighten(PixPtr pix, float* turned);

// Buttons and bars with light text ("chips") become dark text on white.
PixPtr TurnDarkPanels(PixPtr pix);

// Pale grey headings become dark enough to be taken for text beside black ones. After the panels.
PixPtr Darken(PixPtr pix);

// A picture much longer than a page, cut at rows without ink into pieces of about a page.
struct Band {
  int top = 0;
  int height = 0;
};
std::vector<Band> CutIntoPages(const Pix* pix);

}  // namespace utvalg::extract
