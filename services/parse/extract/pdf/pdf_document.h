// SPDX-License-Identifier: GPL-3.0-or-later
//
// A PDF opened by poppler, behind plain values. The bytes must outlive the document. Not
// thread-safe; poppler keeps global state, so one document at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "services/parse/extract/limits.h"
#include "services/parse/extract/pdf/page_content.h"
#include "utvalg/extract/v1/extract.pb.h"

class Object;
class PDFDoc;
class Page;

namespace utvalg::extract {

class ContentBudget;
class PageRecorder;

struct PageLink {
  Box box;
  std::string uri;
};

class PdfDocument {
 public:
  // Loads poppler's tables, and what it loads at its first page. Once, before the sandbox closes.
  static void WarmUp();

  PdfDocument(std::string_view bytes, const Limits& limits);
  ~PdfDocument();

  // FAILURE_UNSPECIFIED when it could be opened; nothing else may be called otherwise.
  v1::Failure failure() const { return failure_; }
  int pages() const;
  bool encrypted() const;
  bool repaired() const { return repaired_; }
  bool has_active_content();
  int embedded_files();
  // The first attached Europass XML, or "".
  std::string EuropassXml();
  // YYYY-MM-DD or "".
  std::string modified();
  // number from 1.
  PageContent ReadPage(int number, std::vector<PageLink>* links);

 private:
  void Display(Page* page, Object* contents, PageRecorder* recorder);

  const Limits limits_;
  const std::unique_ptr<ContentBudget> budget_;
  std::unique_ptr<PDFDoc> doc_;
  v1::Failure failure_ = v1::FAILURE_UNSPECIFIED;
  bool repaired_ = false;
};

}  // namespace utvalg::extract
