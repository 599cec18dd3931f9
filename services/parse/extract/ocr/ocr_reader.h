// SPDX-License-Identifier: GPL-3.0-or-later
//
// Scans and pictures to pages of words, by tesseract. One reader for each process; not thread-safe.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "services/parse/extract/limits.h"
#include "utvalg/extract/v1/extract.pb.h"

namespace tesseract {
class TessBaseAPI;
}

namespace utvalg::extract {

class OcrReader {
 public:
  OcrReader();
  ~OcrReader();

  // Loads the models for Norwegian and English. data: their folder, "" = where Debian has them.
  // Before the sandbox closes. NotFound when they are missing.
  absl::Status Load(const std::string& data);

  // A PDF or a picture. FAILURE_NO_TEXT when nothing could be recognised.
  v1::ExtractResponse Read(std::string_view document, const Limits& limits);

 private:
  void ReadPage(const struct PageImage& image, v1::Page* page);
  // As many as there is time for; how many that was.
  size_t ReadPages(const std::vector<PageImage>& pages, v1::ExtractResponse* response);

  std::unique_ptr<tesseract::TessBaseAPI> api_;
};

}  // namespace utvalg::extract
