// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bytes of the code pages RTF and DOC name by number. Not thread-safe.
#pragma once

#include <map>
#include <string>
#include <string_view>

struct UConverter;

namespace utvalg::extract {

class CodePages {
 public:
  ~CodePages();
  // UTF-8. Unknown pages read as Windows-1252.
  std::string Decode(std::string_view bytes, int page);

 private:
  std::map<int, UConverter*> converters_;
};

// The code page of a font's \fcharset; 0 = the document's.
int PageOfCharset(int charset);

}  // namespace utvalg::extract
