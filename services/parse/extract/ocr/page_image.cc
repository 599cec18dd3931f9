// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/ocr/page_image.h"

#include <GlobalParams.h>
#include <PDFDoc.h>
#include <Page.h>
#include <SplashOutputDev.h>
#include <Stream.h>
#include <leptonica/allheaders.h>
#include <splash/SplashBitmap.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "services/parse/extract/ocr/picture_repair.h"

namespace utvalg::extract {
namespace {

constexpr double kResolution = 300;  // Dots an inch that OCR reads best.
constexpr int kMaxSide = 10'000;
constexpr int64_t kMaxPixels = 40'000'000;
constexpr double kMaxRendered = 3508;  // The long side of A4 at that resolution.
constexpr float kPageWidth = 595;      // Points: what a picture of a page is taken to show.
constexpr int kGoodWidth = 2000;       // Pixels: narrower pictures of pages are enlarged.
constexpr float kMaxEnlargement = 2.5F;

PixPtr Grey(PixPtr pix) {
  PixPtr plain(pixRemoveColormap(pix.get(), REMOVE_CMAP_BASED_ON_SRC));
  if (plain != nullptr) pix = std::move(plain);
  // Transparent pictures stand on white paper.
  if (pixGetDepth(pix.get()) == 32 && pixGetSpp(pix.get()) == 4) {
    PixPtr opaque(pixAlphaBlendUniform(pix.get(), 0xFFFFFF00));
    if (opaque != nullptr) pix = std::move(opaque);
  }
  return PixPtr(pixConvertTo8(pix.get(), 0));
}

}  // namespace

void PixDeleter::operator()(Pix* pix) const { pixDestroy(&pix); }

v1::Failure DecodeImage(std::string_view bytes, std::vector<PageImage>* pages) {
  const auto* data = reinterpret_cast<const l_uint8*>(bytes.data());
  l_int32 format = 0, width = 0, height = 0, bits = 0, samples = 0, map = 0;
  if (pixReadHeaderMem(data, bytes.size(), &format, &width, &height, &bits, &samples, &map) != 0)
    return v1::FAILURE_MALFORMED;
  if (width <= 0 || height <= 0) return v1::FAILURE_MALFORMED;
  if (width > kMaxSide || height > kMaxSide || int64_t{width} * height > kMaxPixels)
    return v1::FAILURE_LIMIT_STREAM;
  PixPtr pix(pixReadMem(data, bytes.size()));
  if (pix == nullptr) return v1::FAILURE_MALFORMED;
  pix = Grey(std::move(pix));
  if (pix == nullptr) return v1::FAILURE_MALFORMED;
  pix = EvenLight(std::move(pix));
  if (width < kGoodWidth) {
    const float factor =
        std::min(kMaxEnlargement, static_cast<float>(kGoodWidth) / static_cast<float>(width));
    if (PixPtr larger(pixScale(pix.get(), factor, factor)); larger != nullptr)
      pix = std::move(larger);
  }
  float turned = 0;
  pix = Darken(TurnDarkPanels(Straighten(std::move(pix), &turned)));
  const float scale = kPageWidth / static_cast<float>(pixGetWidth(pix.get()));
  const std::vector<Band> bands = CutIntoPages(pix.get());
  if (bands.size() == 1) {
    pages->push_back({std::move(pix), scale, turned});
    return v1::FAILURE_UNSPECIFIED;
  }
  for (const Band& band : bands) {
    Box* box = boxCreate(0, band.top, pixGetWidth(pix.get()), band.height);
    PixPtr part(pixClipRectangle(pix.get(), box, nullptr));
    boxDestroy(&box);
    if (part != nullptr) pages->push_back({std::move(part), scale, turned});
  }
  return v1::FAILURE_UNSPECIFIED;
}

PdfPages::PdfPages(std::string_view bytes) {
  auto* stream =
      new MemStream(bytes.data(), 0, static_cast<Goffset>(bytes.size()), Object(objNull));
  document_ = std::make_unique<PDFDoc>(stream);
}

PdfPages::~PdfPages() = default;

int PdfPages::count() const { return document_->isOk() ? document_->getNumPages() : 0; }

PageImage PdfPages::Render(int number) {
  const double width = document_->getPageCropWidth(number);
  const double height = document_->getPageCropHeight(number);
  const double side = std::max({width, height, 1.0});
  const double resolution = std::min(kResolution, kMaxRendered / side * 72);
  SplashColor paper = {255};
  SplashOutputDev device(splashModeMono8, 4, false, paper);
  device.startDoc(document_.get());
  document_->displayPage(&device, number, resolution, resolution, 0, /*useMediaBox=*/false,
                         /*crop=*/true,
                         /*printing=*/false);
  SplashBitmap* bitmap = device.getBitmap();
  PageImage image = {nullptr, static_cast<float>(72 / resolution), 0};
  if (bitmap == nullptr || bitmap->getWidth() <= 0 || bitmap->getHeight() <= 0) return image;
  image.pix.reset(pixCreate(bitmap->getWidth(), bitmap->getHeight(), 8));
  if (image.pix == nullptr) return image;
  const unsigned char* row = bitmap->getDataPtr();
  for (int y = 0; y < bitmap->getHeight(); ++y, row += bitmap->getRowSize()) {
    l_uint32* line =
        pixGetData(image.pix.get()) + static_cast<ptrdiff_t>(y) * pixGetWpl(image.pix.get());
    for (int x = 0; x < bitmap->getWidth(); ++x) SET_DATA_BYTE(line, x, row[x]);
  }
  image.pix = Straighten(std::move(image.pix), &image.turned);
  return image;
}

}  // namespace utvalg::extract
