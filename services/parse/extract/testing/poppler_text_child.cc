// SPDX-License-Identifier: GPL-3.0-or-later
//
// The yardstick of tests/bench/extract_bench: a child like utvalg-extract that does nothing but
// poppler-cpp's page text, behind the same sandbox and the same protocol.
#include <iconv.h>
#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>

#include <memory>
#include <string>
#include <string_view>

#include "services/parse/extract/child_main.h"
#include "services/parse/extract/clean_text.h"
#include "services/parse/extract/pdf/pdf_document.h"

namespace {

namespace v1 = utvalg::extract::v1;

v1::ExtractResponse PageText(std::string_view document, const utvalg::extract::Limits& /*limits*/) {
  v1::ExtractResponse response;
  response.set_format(v1::FORMAT_PDF);
  const std::unique_ptr<poppler::document> pdf(
      poppler::document::load_from_raw_data(document.data(), static_cast<int>(document.size())));
  if (pdf == nullptr || pdf->is_locked()) {
    response.set_failure(v1::FAILURE_MALFORMED);
    return response;
  }
  for (int i = 0; i < pdf->pages(); ++i) {
    const std::unique_ptr<poppler::page> page(pdf->create_page(i));
    if (page == nullptr) continue;
    const poppler::byte_array text = page->text().to_utf8();
    // The parent believes clean text only.
    response.add_blocks()->add_spans()->set_text(
        utvalg::extract::Clean(std::string_view(text.data(), text.size()), true).text);
  }
  return response;
}

}  // namespace

int main(int argc, char** argv) {
  utvalg::extract::ChildProgram program;
  program.warm_up = [](const std::string&) {
    utvalg::extract::PdfDocument::WarmUp();
    // Never closed, so that the modules stay: loading them is forbidden later.
    const bool converts = iconv_open("UTF-8", "UTF-16") != reinterpret_cast<iconv_t>(-1) &&
                          iconv_open("UTF-16", "UTF-8") != reinterpret_cast<iconv_t>(-1);
    poppler::ustring::from_utf8("warm").to_utf8();
    return converts ? absl::OkStatus() : absl::UnavailableError("no character conversion");
  };
  program.extract = PageText;
  program.readable = {"/usr/share/poppler"};
  return utvalg::extract::RunChild(argc, argv, program);
}
