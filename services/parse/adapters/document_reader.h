// SPDX-License-Identifier: Apache-2.0
//
// One document, read. Used by the stage and by ParseRpc. Implemented by ExtractingDocumentReader;
// the simulation has one that reads every document once. Thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/telemetry/telemetry.h"
#include "services/parse/adapters/extractor.h"
#include "services/parse/core/parse_cv.h"
#include "utvalg/parse/v1/parse_service.pb.h"

namespace utvalg::parse {

class DocumentReader {
 public:
  virtual ~DocumentReader() = default;

  // Blind CV, identity and layout, or the reason why a person must look: all of it a verdict on the
  // content. An error (Unavailable, ResourceExhausted, Internal) is about this machine: try again.
  virtual absl::StatusOr<v1::ParseDocumentResponse> Read(std::string_view document,
                                                         const ParseOptions& options,
                                                         const ReadOptions& how) = 0;
};

// The sandboxed extractor, then the pure core.
class ExtractingDocumentReader final : public DocumentReader {
 public:
  // Neither is owned; both must outlive this.
  ExtractingDocumentReader(Extractor* extractor, Telemetry* telemetry);

  absl::StatusOr<v1::ParseDocumentResponse> Read(std::string_view document,
                                                 const ParseOptions& options,
                                                 const ReadOptions& how) override;

 private:
  Extractor* const extractor_;
  Telemetry* const telemetry_;
};

// The month (UTC) of a time in milliseconds since 1970, for ParseOptions::received; unset for 0.
lexicon::Date MonthOf(int64_t unix_ms);

// Part of the generation and of cache keys: what the reading of a document depends on besides its
// bytes. The parser's version, and what is configured otherwise than by default.
std::string ReadingOf(const ExtractorOptions& options);

// What is read so, for vectors of this model over passages of this version.
std::string GenerationOf(std::string_view reading, std::string_view model_digest,
                         std::string_view passages);

}  // namespace utvalg::parse
