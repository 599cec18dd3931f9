// SPDX-License-Identifier: GPL-3.0-or-later
//
// Grey pictures of what OCR reads, within limits of size. Leptonica and poppler stay in the .cc.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "services/parse/extract/limits.h"
#include "utvalg/extract/v1/extract.pb.h"

struct Pix;
class PDFDoc;

namespace utvalg::extract {

struct PixDeleter {
  void operator()(Pix* pix) const;
};
using PixPtr = std::unique_ptr<Pix, PixDeleter>;

struct PageImage {
  PixPtr pix;                  // 8 bit grey.
  float points_per_pixel = 1;  // To the page's own measure.
  float turned = 0;            // Degrees clockwise, about its middle, to make its lines level.
};

// A picture file (PNG, JPEG, TIFF, BMP, GIF, WebP), scaled and mended to what OCR reads best; one
// as long as several pages gives several. FAILURE_LIMIT_STREAM when it has too many pixels,
// FAILURE_MALFORMED when it cannot be decoded.
v1::Failure DecodeImage(std::string_view bytes, std::vector<PageImage>* pages);

// The pages of a PDF as pictures, one by one.
class PdfPages {
 public:
  explicit PdfPages(std::string_view bytes);
  ~PdfPages();

  int count() const;             // 0 when it cannot be opened.
  PageImage Render(int number);  // From 1.

 private:
  std::unique_ptr<PDFDoc> document_;
};

}  // namespace utvalg::extract
