// SPDX-License-Identifier: Apache-2.0
//
// Documents to text through a pool of sandboxed utvalg-extract children. A document is hostile
// until proven otherwise: the children do the reading, their answers are validated, and a child's
// death is an answer too.
//
//   UTVALG_ASSIGN_OR_RETURN(std::unique_ptr<Extractor> extractor, Extractor::Create({.children =
//   2})); UTVALG_ASSIGN_OR_RETURN(extract::v1::ExtractResponse response,
//   extractor->Extract(bytes));
//
// Thread-safe: as many documents are read at once as there are children, other callers wait; those
// with somebody waiting for them come first.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/parse/adapters/child_pool.h"
#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::parse {

struct ExtractorOptions {
  std::string path;  // Of utvalg-extract; "" = beside this program.
  int children = 0;  // 0 = one for each processor.
  int kept = 0;      // Besides, for documents that somebody waits for.
  // Scans and pictures are read by children of their own, with limits of their own. 0 = they stay
  // FAILURE_NO_TEXT.
  int ocr_children = 0;
  std::string ocr_path;  // Of utvalg-ocr; "" = beside this program.
  std::string ocr_data;  // Folder of tesseract's models; "" = Debian's.
  bool insecure_no_sandbox = false;
  uint32_t max_pages = 100;
  uint32_t max_characters = 1'000'000;
  int documents_per_child = 200;
  size_t max_resident_bytes = 256u << 20;  // A child that has grown beyond is replaced.
  size_t ocr_max_resident_bytes = 768u << 20;
  int cpu_seconds = 10;  // For one document. OCR has 10 a page and 60 a document.
  // How long a caller waits for one attempt. Never a verdict on the document.
  std::chrono::milliseconds wall_limit = std::chrono::seconds(60);
  std::chrono::milliseconds ocr_wall_limit = std::chrono::seconds(240);
};

struct ReadOptions {
  bool somebody_waits = false;  // Passes what is queued.
  bool recognise = true;        // Scans and pictures by OCR; else they stay FAILURE_NO_TEXT.
};

class Extractor {
 public:
  // FailedPrecondition when the kernel cannot provide the sandbox, NotFound when the program is
  // missing.
  static absl::StatusOr<std::unique_ptr<Extractor>> Create(const ExtractorOptions& options);

  // The answer's failure tells why a document cannot be read. A document two children died of is
  // FAILURE_CRASH, FAILURE_MEMORY, FAILURE_CPU_TIME or FAILURE_SANDBOX. InvalidArgument when it is
  // larger than kMaxDocumentBytes; Unavailable when the machine is too slow or out of processes:
  // try again later.
  absl::StatusOr<extract::v1::ExtractResponse> Extract(std::string_view document,
                                                       const ReadOptions& options = {});

  // Whether recognition may read what was answered without it.
  bool MayRecognise(const extract::v1::ExtractResponse& response) const;

  // Children that died or were killed since the start; for metrics and tests.
  uint64_t deaths() const;

 private:
  Extractor(const ExtractorOptions& options, std::unique_ptr<ChildPool> pool,
            std::unique_ptr<ChildPool> ocr_pool);
  absl::StatusOr<extract::v1::ExtractResponse> ReadWith(ChildPool* pool, const std::string& request,
                                                        std::chrono::milliseconds wall_limit,
                                                        bool first);

  const ExtractorOptions options_;
  std::unique_ptr<ChildPool> pool_;
  std::unique_ptr<ChildPool> ocr_pool_;  // Null when OCR is off.
};

}  // namespace utvalg::parse
