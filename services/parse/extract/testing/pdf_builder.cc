// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/testing/pdf_builder.h"

#include "common/base/strings.h"

namespace utvalg::extract {

PdfBuilder& PdfBuilder::Page(std::string_view content, std::string_view resources,
                             std::string_view page) {
  const int stream = Stream("", content);
  pages_.push_back(Object(Cat("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents ", stream,
                              " 0 R/Resources<</Font<</F 3 0 R>>", resources, ">>", page, ">>")));
  return *this;
}

int PdfBuilder::Object(std::string_view body) {
  objects_.emplace_back(body);
  return static_cast<int>(objects_.size());
}

int PdfBuilder::Stream(std::string_view dictionary, std::string_view data) {
  return Object(Cat("<<", dictionary, "/Length ", data.size(), ">>stream\n", data, "\nendstream"));
}

PdfBuilder& PdfBuilder::Catalog(std::string_view entries) {
  catalog_ += entries;
  return *this;
}

std::string PdfBuilder::Build() const {
  std::vector<std::string> objects = objects_;
  objects[0] = Cat("<</Type/Catalog/Pages 2 0 R", catalog_, ">>");
  std::string kids;
  for (const int page : pages_) kids += Cat(page, " 0 R ");
  objects[1] = Cat("<</Type/Pages/Count ", pages_.size(), "/Kids[", kids, "]>>");
  objects[2] = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
  std::string pdf = "%PDF-1.7\n", table = "0000000000 65535 f \n";
  for (size_t i = 0; i < objects.size(); ++i) {
    std::string offset = Cat(pdf.size());
    table += Cat(std::string(10 - offset.size(), '0'), offset, " 00000 n \n");
    pdf += Cat(i + 1, " 0 obj\n", objects[i], "\nendobj\n");
  }
  const size_t start = pdf.size();
  pdf += Cat("xref\n0 ", objects.size() + 1, "\n", table, "trailer<</Size ", objects.size() + 1,
             "/Root 1 0 R>>\nstartxref\n", start, "\n%%EOF\n");
  return pdf;
}

std::string Show(std::string_view text, double x, double y, double size) {
  return Cat("BT /F ", std::to_string(size), " Tf ", std::to_string(x), " ", std::to_string(y),
             " Td (", text, ") Tj ET\n");
}

}  // namespace utvalg::extract
