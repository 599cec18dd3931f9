// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pictures of pages for tests: grey values painted into boxes and read back.
#pragma once

#include <leptonica/allheaders.h>

#include "services/parse/extract/ocr/page_image.h"

namespace utvalg::extract {

inline PixPtr Paper(int width, int height) {
  PixPtr pix(pixCreate(width, height, 8));
  pixSetAllGray(pix.get(), 255);
  return pix;
}

inline void Fill(Pix* pix, int x, int y, int w, int h, int grey) {
  Box* box = boxCreate(x, y, w, h);
  pixSetInRectArbitrary(pix, box, static_cast<l_uint32>(grey));
  boxDestroy(&box);
}

inline int At(const PixPtr& pix, int x, int y) {
  l_uint32 value = 0;
  pixGetPixel(pix.get(), x, y, &value);
  return static_cast<int>(value);
}

}  // namespace utvalg::extract
