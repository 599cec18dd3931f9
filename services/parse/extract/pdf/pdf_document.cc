// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/pdf/pdf_document.h"

#include <Catalog.h>
#include <Error.h>
#include <ErrorCodes.h>
#include <FileSpec.h>
#include <GlobalParams.h>
#include <Link.h>
#include <PDFDoc.h>
#include <Page.h>
#include <Stream.h>

#include <algorithm>
#include <utility>

#include "common/base/strings.h"
#include "services/parse/extract/ascii.h"
#include "services/parse/extract/clean_text.h"
#include "services/parse/extract/pdf/page_recorder.h"

namespace utvalg::extract {
namespace {

constexpr int kMaxLinks = 500;
constexpr size_t kMaxUri = 2000;
constexpr size_t kMaxAttachment = 4u << 20;
constexpr int kMaxAttachments = 20;
constexpr int kFlateRatio = 1032;  // No deflate stream unpacks to more.

// A page that makes poppler load what it loads lazily.
constexpr std::string_view kWarmUpPdf =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count "
    "1>>"
    "endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 "
    "R/Resources<</Font<</F "
    "5 0 R>>>>>>endobj 4 0 obj<</Length 52>>stream\nBT /F 12 Tf 1 0 0 rg 9 9 Td (warm up) Tj ET 0 "
    "0 9 9 re f\n"
    "endstream endobj 5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    "trailer<</Root 1 0 R>>";

void Quiet(ErrorCategory, Goffset, const char*) {}

bool AbortWhenTooMuch(void* recorder) { return static_cast<PageRecorder*>(recorder)->too_much(); }

// "D:20240131120000+01'00'" to "2024-01-31".
std::string DayOf(const GooString* text) {
  if (text == nullptr) return "";
  std::string digits;
  for (const char c : text->toStr()) {
    if (IsAsciiDigit(c)) digits.push_back(c);
    if (digits.size() == 8) break;
  }
  if (digits.size() < 8) return "";
  const int month = (digits[4] - '0') * 10 + digits[5] - '0';
  const int day = (digits[6] - '0') * 10 + digits[7] - '0';
  if (month < 1 || month > 12 || day < 1 || day > 31) return "";
  return Cat(digits.substr(0, 4), "-", digits.substr(4, 2), "-", digits.substr(6, 2));
}

bool IsActive(const Object& action) {
  if (!action.isDict()) return false;
  const Object kind = action.dictLookup("S");
  return kind.isName("JavaScript") || kind.isName("Launch") || kind.isName("ImportData") ||
         kind.isName("SubmitForm");
}

std::string ReadStream(Stream* stream, size_t limit) {
  std::string bytes;
  stream->reset();
  for (int c = stream->getChar(); c != EOF && bytes.size() < limit; c = stream->getChar())
    bytes.push_back(static_cast<char>(c));
  stream->close();
  return bytes;
}

// Whether a stream may be larger than limit once unpacked; only then it is worth unpacking to see.
bool MayExceed(Stream* stream, size_t limit) {
  const Object filter = stream->getDict()->lookup("Filter");
  if (filter.isArray() && filter.arrayGetLength() > 1) return true;
  if (filter.isNull()) return false;  // The whole document is smaller.
  const Object length = stream->getDict()->lookup("Length");
  const auto packed = length.isInt() ? static_cast<size_t>(std::max(0, length.getInt())) : limit;
  return packed * kFlateRatio > limit;
}

bool StreamWithinLimit(Stream* stream, size_t limit) {
  if (!MayExceed(stream, limit)) return true;
  size_t size = 0;
  unsigned char buffer[4096];
  stream->reset();
  while (size <= limit) {
    const int got = stream->doGetChars(sizeof(buffer), buffer);
    if (got <= 0) break;
    size += static_cast<size_t>(got);
  }
  stream->close();
  return size <= limit;
}

}  // namespace

void PdfDocument::WarmUp() {
  globalParams = std::make_unique<GlobalParams>();
  globalParams->setErrQuiet(true);
  setErrorCallback(Quiet);
  PdfDocument document(kWarmUpPdf, {});
  std::vector<PageLink> links;
  if (document.failure() == v1::FAILURE_UNSPECIFIED) document.ReadPage(1, &links);
}

PdfDocument::PdfDocument(std::string_view bytes, const Limits& limits) : limits_(limits) {
  auto* stream =
      new MemStream(bytes.data(), 0, static_cast<Goffset>(bytes.size()), Object(objNull));
  doc_ = std::make_unique<PDFDoc>(stream, std::optional<GooString>(), std::optional<GooString>(),
                                  nullptr, [this] { repaired_ = true; });
  if (doc_->isOk() && doc_->getNumPages() > 0) return;
  failure_ = doc_->getErrorCode() == errEncrypted ? v1::FAILURE_ENCRYPTED : v1::FAILURE_MALFORMED;
}

PdfDocument::~PdfDocument() = default;

int PdfDocument::pages() const { return doc_->getNumPages(); }
bool PdfDocument::encrypted() const { return doc_->isEncrypted(); }

bool PdfDocument::has_active_content() {
  Catalog* catalog = doc_->getCatalog();
  if (catalog->numJS() > 0) return true;
  const Object root = doc_->getXRef()->getCatalog();
  if (!root.isDict()) return false;
  return IsActive(root.dictLookup("OpenAction")) || root.dictLookup("AA").isDict();
}

int PdfDocument::embedded_files() { return doc_->getCatalog()->numEmbeddedFiles(); }

std::string PdfDocument::EuropassXml() {
  const int count = std::min(embedded_files(), kMaxAttachments);
  for (int i = 0; i < count; ++i) {
    const std::unique_ptr<FileSpec> spec = doc_->getCatalog()->embeddedFile(i);
    EmbFile* file = spec != nullptr && spec->isOk() ? spec->getEmbeddedFile() : nullptr;
    if (file == nullptr || !file->isOk()) continue;
    std::string xml = ReadStream(file->stream(), kMaxAttachment);
    const std::string_view head = std::string_view(xml).substr(0, 4096);
    if (Contains(head, "SkillsPassport") || Contains(head, "europass") ||
        Contains(head, "hr-xml.org"))
      return xml;
  }
  return "";
}

std::string PdfDocument::modified() {
  for (const char* key : {"ModDate", "CreationDate"}) {
    const std::unique_ptr<GooString> value = doc_->getDocInfoStringEntry(key);
    if (std::string day = DayOf(value.get()); !day.empty()) return day;
  }
  return "";
}

bool PdfDocument::StreamsWithinLimit(int number) {
  Page* page = doc_->getPage(number);
  Object contents = page->getContents();
  if (contents.isStream()) return StreamWithinLimit(contents.getStream(), limits_.stream_bytes);
  if (!contents.isArray()) return true;
  for (int i = 0; i < contents.arrayGetLength(); ++i) {
    Object part = contents.arrayGet(i);
    if (part.isStream() && !StreamWithinLimit(part.getStream(), limits_.stream_bytes)) return false;
  }
  return true;
}

PageContent PdfDocument::ReadPage(int number, std::vector<PageLink>* links) {
  Page* page = doc_->getPage(number);
  if (page == nullptr) return {};
  const bool turned = page->getRotate() % 180 != 0;
  const auto width = static_cast<float>(turned ? page->getCropHeight() : page->getCropWidth());
  const auto height = static_cast<float>(turned ? page->getCropWidth() : page->getCropHeight());
  PageRecorder recorder(width, height, limits_.page_operations);
  if (!StreamsWithinLimit(number)) {
    PageContent refused = recorder.Take();
    refused.too_much = true;
    return refused;
  }
  doc_->displayPage(&recorder, number, 72, 72, 0, /*useMediaBox=*/false, /*crop=*/true,
                    /*printing=*/false, AbortWhenTooMuch, &recorder);
  const double* m = recorder.page_matrix();
  const std::unique_ptr<Links> annotations = page->getLinks();
  for (AnnotLink* link : annotations->getLinks()) {
    if (static_cast<int>(links->size()) >= kMaxLinks) break;
    if (link->getAction() == nullptr || link->getAction()->getKind() != actionURI) continue;
    const auto* uri = static_cast<LinkURI*>(link->getAction());
    double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    link->getRect(&x0, &y0, &x1, &y1);
    const auto device = [m](double x, double y) {
      return Point{static_cast<float>(m[0] * x + m[2] * y + m[4]),
                   static_cast<float>(m[1] * x + m[3] * y + m[5])};
    };
    Box box = Box::Around(device(x0, y0));
    box.Add(device(x1, y1));
    links->push_back({box, Clean(uri->getURI().substr(0, kMaxUri), false).text});
  }
  return recorder.Take();
}

}  // namespace utvalg::extract
