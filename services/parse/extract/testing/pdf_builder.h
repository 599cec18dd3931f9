// SPDX-License-Identifier: GPL-3.0-or-later
//
// Small PDFs written by hand, for tests: one font (F, Helvetica), pages from content streams, extra
// objects as text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace utvalg::extract {

class PdfBuilder {
 public:
  // A page of 600 x 800 points. content: operators, origin at the bottom left. resources: further
  // entries of the page's resource dictionary. page: further entries of the page itself.
  PdfBuilder& Page(std::string_view content, std::string_view resources = "",
                   std::string_view page = "");
  // An object of its own; returns its number.
  int Object(std::string_view body);
  // The same for a stream.
  int Stream(std::string_view dictionary, std::string_view data);
  // Further entries of the catalog.
  PdfBuilder& Catalog(std::string_view entries);
  std::string Build() const;

 private:
  std::vector<std::string> objects_ = std::vector<std::string>(3);  // Catalog, pages, font.
  std::vector<int> pages_;
  std::string catalog_;
};

// "BT /F size Tf x y Td (text) Tj ET".
std::string Show(std::string_view text, double x, double y, double size = 12);

}  // namespace utvalg::extract
