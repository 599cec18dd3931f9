// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/ocr/ocr_reader.h"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/base/utf8.h"
#include "services/parse/extract/findings.h"
#include "services/parse/extract/format.h"
#include "services/parse/extract/ocr/page_image.h"
#include "services/parse/extract/ocr/small_marks.h"
#include "services/parse/extract/ocr/type_look.h"

namespace utvalg::extract {
namespace {

constexpr char kDebianData[] = "/usr/share/tesseract-ocr/5/tessdata";
constexpr double kPageSeconds = 10;      // CPU.
constexpr double kDocumentSeconds = 50;  // CPU; the hard limit of 60 is for the process.
constexpr float kMinConfidence = 25;     // Of 100. Below, it is a picture's texture.
constexpr float kMaxFontSize = 500;

}  // namespace

absl::Status OcrReader::Load(const std::string& data) {
  const std::string folder = data.empty() ? kDebianData : data;
  if (!norwegian_.Load(folder, "nor") || !english_.Load(folder, "eng"))
    return absl::NotFoundError("no tesseract models for nor and eng in " + folder);
  // One small picture, for what is still loaded lazily.
  PixPtr pix(pixCreate(200, 60, 8));
  pixSetAll(pix.get());
  v1::ExtractResponse response;
  start_ = CpuSeconds();
  ReadPage({std::move(pix), 1, 0}, &response);
  notes_.clear();
  return absl::OkStatus();
}

bool OcrReader::ReadPage(const PageImage& image, v1::ExtractResponse* response) {
  if (CpuSeconds() - start_ > kDocumentSeconds - kPageSeconds) return false;
  v1::Page* page = response->add_pages();
  PageNotes& notes = notes_.emplace_back();
  Pix* pix = image.pix.get();
  if (pix == nullptr) return true;
  const float scale = notes.scale = image.points_per_pixel;
  page->set_width(static_cast<float>(pixGetWidth(pix)) * scale);
  page->set_height(static_cast<float>(pixGetHeight(pix)) * scale);
  page->set_has_page_image(true);
  page->set_turned(image.turned);
  page->add_fonts();
  page->add_fonts()->set_bold(true);
  const double deadline = CpuSeconds() + kPageSeconds;
  notes.marks = TakeOutMarks(pix);
  std::vector<Recognised> words = norwegian_.ReadPage(image, deadline);
  english_.LookAgain(image, deadline, &words);
  for (Recognised& seen : words) {
    if (seen.confidence < kMinConfidence) continue;
    v1::Word* word = page->add_words();
    word->set_text(std::move(seen.text));
    word->set_x0(static_cast<float>(seen.x0) * scale);
    word->set_y0(static_cast<float>(seen.y0) * scale);
    word->set_x1(static_cast<float>(seen.x1) * scale);
    word->set_y1(static_cast<float>(seen.y1) * scale);
    word->set_baseline(seen.baseline * scale);
    word->set_font_size(std::clamp(seen.height * scale, 0.0F, kMaxFontSize));
    notes.strokes.push_back(scale * StrokeWidth(pix, seen.x0, seen.y0, seen.x1, seen.y1));
  }
  return true;
}

void OcrReader::Finish(v1::ExtractResponse* response) {
  EvenSizes(response);
  std::vector<std::vector<float>> strokes;
  for (PageNotes& notes : notes_) strokes.push_back(std::move(notes.strokes));
  MarkBold(strokes, response);
  for (size_t i = 0; i < notes_.size(); ++i)
    PutBackMarks(notes_[i].marks, notes_[i].scale, response->mutable_pages(static_cast<int>(i)));
  notes_.clear();
}

v1::Failure OcrReader::ReadPicture(std::string_view document, v1::ExtractResponse* response) {
  std::vector<PageImage> pages;
  const v1::Failure failure = DecodeImage(document, &pages);
  size_t read = 0;
  while (read < pages.size() && ReadPage(pages[read], response)) ++read;
  if (read < pages.size())
    AddFinding(response, v1::FINDING_KIND_PAGES_CUT, static_cast<uint32_t>(pages.size() - read));
  return failure;
}

v1::Failure OcrReader::ReadPdf(std::string_view document, const Limits& limits,
                               v1::ExtractResponse* response) {
  PdfPages pages(document);
  if (pages.count() == 0) return v1::FAILURE_MALFORMED;
  const int count = std::min(pages.count(), static_cast<int>(limits.pages));
  int read = 0;
  while (read < count && ReadPage(pages.Render(read + 1), response)) ++read;
  if (read < pages.count())
    AddFinding(response, v1::FINDING_KIND_PAGES_CUT, static_cast<uint32_t>(pages.count() - read));
  return v1::FAILURE_UNSPECIFIED;
}

v1::ExtractResponse OcrReader::Read(std::string_view document, const Limits& limits) {
  v1::ExtractResponse response;
  start_ = CpuSeconds();
  const DetectedFormat detected = DetectFormat(document);
  response.set_format(detected.format);
  v1::Failure failure = detected.failure;
  if (failure == v1::FAILURE_UNSPECIFIED) {
    failure = detected.format == v1::FORMAT_IMAGE ? ReadPicture(document, &response)
              : detected.format == v1::FORMAT_PDF ? ReadPdf(document, limits, &response)
                                                  : v1::FAILURE_UNSUPPORTED;
  }
  Finish(&response);
  uint32_t characters = 0;
  for (const v1::Page& page : response.pages())
    for (const v1::Word& word : page.words())
      characters += static_cast<uint32_t>(CodePoints(word.text()));
  if (failure == v1::FAILURE_UNSPECIFIED && characters == 0) failure = v1::FAILURE_NO_TEXT;
  if (characters > limits.characters) failure = v1::FAILURE_LIMIT_TEXT;
  response.set_failure(failure);
  if (failure != v1::FAILURE_UNSPECIFIED) {
    response.clear_pages();
  } else {
    AddFinding(&response, v1::FINDING_KIND_IMAGE_TEXT,
               static_cast<uint32_t>(response.pages_size()));
  }
  return response;
}

}  // namespace utvalg::extract
