// SPDX-License-Identifier: GPL-3.0-or-later
//
// utvalg-ocr: the same as utvalg-extract for documents without text. A program of its own, because
// it needs libraries, memory and time that no other document should pay for.
#include <unistd.h>

#include <cstdlib>

#include "services/parse/extract/child_main.h"
#include "services/parse/extract/ocr/ocr_reader.h"
#include "services/parse/extract/pdf/pdf_document.h"

int main(int argc, char** argv) {
  // Tesseract asks OpenMP for four threads, and threads are forbidden in the sandbox. OpenMP reads
  // its limit only as it is loaded, so whoever started this without the limit starts it again.
  if (std::getenv("OMP_THREAD_LIMIT") == nullptr) {
    setenv("OMP_THREAD_LIMIT", "1", 1);
    execv("/proc/self/exe", argv);
  }
  utvalg::extract::OcrReader reader;
  utvalg::extract::ChildProgram program;
  program.warm_up = [&reader](const std::string& data) {
    utvalg::extract::PdfDocument::WarmUp();
    return reader.Load(data);
  };
  program.extract = [&reader](std::string_view document, const utvalg::extract::Limits& limits) {
    return reader.Read(document, limits);
  };
  program.memory_bytes = size_t{1536} << 20;
  program.cpu_seconds = 60;
  return utvalg::extract::RunChild(argc, argv, program);
}
