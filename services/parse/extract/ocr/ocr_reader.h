// SPDX-License-Identifier: GPL-3.0-or-later
//
// Scans and pictures to pages of words, by tesseract. One reader for each process; not thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "services/parse/extract/limits.h"
#include "services/parse/extract/ocr/recogniser.h"
#include "services/parse/extract/ocr/small_marks.h"
#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::extract {

class OcrReader {
 public:
  // Loads the models for Norwegian and English. data: their folder, "" = where Debian has them.
  // Before the sandbox closes. NotFound when they are missing.
  absl::Status Load(const std::string& data);

  // A PDF or a picture. FAILURE_NO_TEXT when nothing could be recognised.
  v1::ExtractResponse Read(std::string_view document, const Limits& limits);

 private:
  // What is known of a page beside its words.
  struct PageNotes {
    std::vector<SmallMark> marks;
    std::vector<float> strokes;  // Of each word, in points.
    float scale = 1;             // Points a pixel.
  };

  // Adds a page; false when there is no time left for it.
  bool ReadPage(const PageImage& image, v1::ExtractResponse* response);
  // What can be told once all pages are read.
  void Finish(v1::ExtractResponse* response);
  v1::Failure ReadPicture(std::string_view document, v1::ExtractResponse* response);
  v1::Failure ReadPdf(std::string_view document, const Limits& limits,
                      v1::ExtractResponse* response);

  Recogniser norwegian_;  // Reads every page; English as well.
  Recogniser english_;    // Looks again at words the first is unsure of.
  double start_ = 0;      // Of the document, in CPU seconds.
  std::vector<PageNotes> notes_;
};

}  // namespace utvalg::extract
