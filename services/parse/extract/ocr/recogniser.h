// SPDX-License-Identifier: GPL-3.0-or-later
//
// One model of tesseract over pictures of pages. Tesseract stays in the .cc. Not thread-safe.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "services/parse/extract/ocr/page_image.h"

namespace tesseract {
class TessBaseAPI;
}

namespace utvalg::extract {

// CPU seconds this process has used: what deadlines are measured in.
double CpuSeconds();

// A word of a page; pixels.
struct Recognised {
  std::string text;      // Clean, no white space.
  float confidence = 0;  // Of 100.
  int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  float baseline = 0;
  float height = 0;  // Of its line.
};

class Recogniser {
 public:
  Recogniser();
  ~Recogniser();

  // False when folder has no such model. Before the sandbox closes.
  bool Load(const std::string& folder, const std::string& language);

  // The words of a page, line by line; those read until the deadline.
  std::vector<Recognised> ReadPage(const PageImage& image, double deadline);

  // Reads words of another model again that model is unsure of, or that look like mail addresses
  // without an "@", and takes what it is surer of. A letter that only the other model knows stays.
  void LookAgain(const PageImage& image, double deadline, std::vector<Recognised>* words);

 private:
  // One line of text in the box of `part`.
  std::string ReadPart(const PageImage& image, const Recognised& part, double deadline,
                       float* confidence);

  std::unique_ptr<tesseract::TessBaseAPI> api_;
};

}  // namespace utvalg::extract
