// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/ocr/ocr_reader.h"

#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>
#include <tesseract/ocrclass.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <utility>
#include <vector>

#include "common/base/utf8.h"
#include "services/parse/extract/ascii.h"
#include "services/parse/extract/clean_text.h"
#include "services/parse/extract/findings.h"
#include "services/parse/extract/format.h"
#include "services/parse/extract/ocr/page_image.h"

namespace utvalg::extract {
namespace {

constexpr char kDebianData[] = "/usr/share/tesseract-ocr/5/tessdata";
constexpr char kLanguages[] = "nor+eng";
constexpr double kPageSeconds = 10;      // CPU.
constexpr double kDocumentSeconds = 50;  // CPU; the hard limit of 60 is for the process.
constexpr float kMinConfidence = 25;     // Of 100. Below, it is a picture's texture.
constexpr size_t kMaxWordBytes = 4096;

double CpuSeconds() {
  timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

bool IsPast(void* deadline, int /*words*/) {
  return CpuSeconds() > *static_cast<double*>(deadline);
}

bool IsMailByte(char c) {
  return IsAsciiDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
         c == '-' || c == '_' || c == '+';
}

// The Norwegian model knows no "@" and reads "(Ø", "©" or "®" in its place: put back inside what is
// a mail address then.
std::string WithAtSign(std::string word) {
  for (const std::string_view wrong : {"(Ø", "(ø", "(@", "©", "®", "Ø"}) {
    const size_t at = word.find(wrong);
    if (at == std::string::npos || at == 0) continue;
    const std::string_view name = std::string_view(word).substr(0, at);
    const std::string_view host = std::string_view(word).substr(at + wrong.size());
    const size_t dot = host.rfind('.');
    if (dot == std::string_view::npos || dot == 0 || host.size() - dot < 3) continue;
    if (!std::all_of(name.begin(), name.end(), IsMailByte) ||
        !std::all_of(host.begin(), host.end(), IsMailByte))
      continue;
    return std::string(name) + "@" + std::string(host);
  }
  return word;
}

// Bullets come out as "e", "o", "*" or "«", but smaller than those are.
bool LooksLikeBullet(const std::string& text, int width, int height, float row_height) {
  if (CodePoints(text) != 1 || IsDigit(static_cast<unsigned char>(text[0]))) return false;
  const float small = 0.48F * row_height;
  return static_cast<float>(height) < small && static_cast<float>(width) < small && text != "-" &&
         text != "–";
}

}  // namespace

OcrReader::OcrReader() : api_(std::make_unique<tesseract::TessBaseAPI>()) {}
OcrReader::~OcrReader() = default;

absl::Status OcrReader::Load(const std::string& data) {
  const std::string folder = data.empty() ? kDebianData : data;
  if (api_->Init(folder.c_str(), kLanguages, tesseract::OEM_LSTM_ONLY) != 0)
    return absl::NotFoundError("no tesseract models for nor and eng in " + folder);
  api_->SetPageSegMode(tesseract::PSM_AUTO);
  // One small picture, for what is still loaded lazily.
  PixPtr pix(pixCreate(200, 60, 8));
  pixSetAll(pix.get());
  v1::Page page;
  ReadPage({std::move(pix), 1}, &page);
  return absl::OkStatus();
}

void OcrReader::ReadPage(const PageImage& image, v1::Page* page) {
  const float scale = image.points_per_pixel;
  page->set_width(static_cast<float>(pixGetWidth(image.pix.get())) * scale);
  page->set_height(static_cast<float>(pixGetHeight(image.pix.get())) * scale);
  page->set_has_page_image(true);
  page->add_fonts();
  api_->SetImage(image.pix.get());
  api_->SetSourceResolution(static_cast<int>(std::clamp(72 / scale, 70.0F, 600.0F)));
  double deadline = CpuSeconds() + kPageSeconds;
  tesseract::ETEXT_DESC monitor;
  monitor.cancel = IsPast;
  monitor.cancel_this = &deadline;
  if (api_->Recognize(&monitor) != 0) return;
  const std::unique_ptr<tesseract::ResultIterator> it(api_->GetIterator());
  if (it == nullptr) return;
  do {
    const std::unique_ptr<char[]> text(it->GetUTF8Text(tesseract::RIL_WORD));
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    if (text == nullptr || it->Confidence(tesseract::RIL_WORD) < kMinConfidence ||
        !it->BoundingBox(tesseract::RIL_WORD, &x0, &y0, &x1, &y1))
      continue;
    std::string clean = Clean(std::string_view(text.get()), false).text;
    clean.erase(std::remove(clean.begin(), clean.end(), ' '), clean.end());
    if (clean.empty() || clean.size() > kMaxWordBytes) continue;
    // The edge of a box or a bar beside the text.
    if (it->IsAtBeginningOf(tesseract::RIL_TEXTLINE) && clean.size() == 1 &&
        std::string_view("|[]{}").find(clean[0]) != std::string_view::npos)
      continue;
    clean = WithAtSign(std::move(clean));
    int bx0 = x0, by0 = y1, bx1 = x1, by1 = y1;
    it->Baseline(tesseract::RIL_WORD, &bx0, &by0, &bx1, &by1);
    float height = 0, descenders = 0, ascenders = 0;
    it->RowAttributes(&height, &descenders, &ascenders);
    v1::Word* word = page->add_words();
    const bool first = it->IsAtBeginningOf(tesseract::RIL_TEXTLINE);
    const bool last = it->IsAtFinalElement(tesseract::RIL_TEXTLINE, tesseract::RIL_WORD);
    const bool bullet = first && !last && LooksLikeBullet(clean, x1 - x0, y1 - y0, height);
    word->set_text(bullet ? "•" : clean);
    word->set_x0(static_cast<float>(x0) * scale);
    word->set_y0(static_cast<float>(y0) * scale);
    word->set_x1(static_cast<float>(x1) * scale);
    word->set_y1(static_cast<float>(y1) * scale);
    word->set_baseline(static_cast<float>(by0 + by1) / 2 * scale);
    word->set_font_size(std::clamp(
        height > 0 ? height * scale : static_cast<float>(y1 - y0) * scale, 0.0F, 500.0F));
  } while (it->Next(tesseract::RIL_WORD));
  api_->Clear();
}

size_t OcrReader::ReadPages(const std::vector<PageImage>& pages, v1::ExtractResponse* response) {
  const double start = CpuSeconds();
  size_t read = 0;
  for (; read < pages.size() && CpuSeconds() - start < kDocumentSeconds - kPageSeconds; ++read)
    ReadPage(pages[read], response->add_pages());
  return read;
}

v1::ExtractResponse OcrReader::Read(std::string_view document, const Limits& limits) {
  v1::ExtractResponse response;
  const DetectedFormat detected = DetectFormat(document);
  response.set_format(detected.format);
  v1::Failure failure = detected.failure;
  if (failure == v1::FAILURE_UNSPECIFIED && detected.format == v1::FORMAT_IMAGE) {
    std::vector<PageImage> pages;
    failure = DecodeImage(document, &pages);
    const size_t read = ReadPages(pages, &response);
    if (read < pages.size())
      AddFinding(&response, v1::FINDING_KIND_PAGES_CUT, static_cast<uint32_t>(pages.size() - read));
  } else if (failure == v1::FAILURE_UNSPECIFIED && detected.format == v1::FORMAT_PDF) {
    const double start = CpuSeconds();
    PdfPages pages(document);
    const int count = std::min(pages.count(), static_cast<int>(limits.pages));
    int read = 0;
    for (; read < count && CpuSeconds() - start < kDocumentSeconds - kPageSeconds; ++read) {
      const PageImage image = pages.Render(read + 1);
      v1::Page* page = response.add_pages();
      if (image.pix != nullptr) ReadPage(image, page);
    }
    if (pages.count() == 0) failure = v1::FAILURE_MALFORMED;
    if (read < pages.count())
      AddFinding(&response, v1::FINDING_KIND_PAGES_CUT,
                 static_cast<uint32_t>(pages.count() - read));
  } else if (failure == v1::FAILURE_UNSPECIFIED) {
    failure = v1::FAILURE_UNSUPPORTED;
  }
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
