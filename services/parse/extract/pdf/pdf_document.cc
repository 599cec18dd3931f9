// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/pdf/pdf_document.h"

#include <Annot.h>
#include <Catalog.h>
#include <Error.h>
#include <ErrorCodes.h>
#include <FileSpec.h>
#include <Gfx.h>
#include <GlobalParams.h>
#include <Link.h>
#include <PDFDoc.h>
#include <Page.h>
#include <Stream.h>
#include <XRef.h>

#include <algorithm>
#include <utility>

#include "common/base/strings.h"
#include "services/parse/extract/ascii.h"
#include "services/parse/extract/clean_text.h"
#include "services/parse/extract/pdf/colour_profiles.h"
#include "services/parse/extract/pdf/page_recorder.h"
#include "services/parse/extract/pdf/page_streams.h"

namespace utvalg::extract {
namespace {

constexpr int kMaxLinks = 500;
constexpr size_t kMaxUri = 2000;
constexpr size_t kMaxAttachment = 4u << 20;
constexpr int kMaxAttachments = 20;

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

// Colours are judged as on a screen, which knows no printer: without the profile of an output
// intent, which poppler would read again for every page, and which could say that black is white.
void DropOutputIntents(XRef* xref) {
  Object catalog = xref->getCatalog();
  if (!catalog.isDict() || catalog.dictLookupNF("OutputIntents").isNull()) return;
  catalog.dictRemove("OutputIntents");
  xref->setModifiedObject(&catalog, xref->getRoot());
}

// Of all documents that this process reads.
ColourProfiles& Profiles() {
  static auto* profiles = new ColourProfiles;
  return *profiles;
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

PdfDocument::PdfDocument(std::string_view bytes, const Limits& limits)
    : limits_(limits), budget_(std::make_unique<ContentBudget>(bytes.size(), limits)) {
  auto* stream =
      new MemStream(bytes.data(), 0, static_cast<Goffset>(bytes.size()), Object(objNull));
  doc_ = std::make_unique<PDFDoc>(stream, std::optional<GooString>(), std::optional<GooString>(),
                                  nullptr, [this] { repaired_ = true; });
  if (doc_->isOk() && doc_->getNumPages() > 0) {
    DropOutputIntents(doc_->getXRef());
    return;
  }
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

// As PDFDoc::displayPage does it, but from contents that are unpacked already.
void PdfDocument::Display(Page* page, Object* contents, PageRecorder* recorder) {
  const ColourProfiles::Named profiles = Profiles().Offer(page->getResourceDict(), recorder);
  const std::unique_ptr<Gfx> gfx(
      page->createGfx(recorder, 72, 72, 0, /*useMediaBox=*/false, /*crop=*/true, -1, -1, -1, -1,
                      /*printing=*/false, AbortWhenTooMuch, recorder, doc_->getXRef()));
  if (!contents->isNull()) {
    gfx->saveState();
    gfx->display(contents);
    gfx->restoreState();
  }
  for (Annot* annotation : page->getAnnots()->getAnnots())
    annotation->draw(gfx.get(), /*printing=*/false);
  Profiles().Learn(profiles, recorder);
}

PageContent PdfDocument::ReadPage(int number, std::vector<PageLink>* links) {
  Page* page = doc_->getPage(number);
  if (page == nullptr) return {};
  const bool turned = page->getRotate() % 180 != 0;
  const auto width = static_cast<float>(turned ? page->getCropHeight() : page->getCropWidth());
  const auto height = static_cast<float>(turned ? page->getCropWidth() : page->getCropHeight());
  PageStreams streams;  // Outlives what the recorder draws from.
  PageRecorder recorder(width, height, limits_.page_operations, budget_.get());
  if (!streams.Unpack(page->getContents(), doc_->getXRef(), budget_.get())) {
    PageContent refused = recorder.Take();
    refused.too_much = true;
    return refused;
  }
  Display(page, streams.contents(), &recorder);
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
