// SPDX-License-Identifier: Apache-2.0
#include "services/parse/adapters/document_reader.h"

#include <chrono>
#include <utility>

#include "common/base/status_macros.h"
#include "services/parse/core/parse_cv.h"

namespace utvalg::parse {

DocumentReader::DocumentReader(Extractor* extractor, Telemetry* telemetry)
    : extractor_(extractor), telemetry_(telemetry) {}

absl::StatusOr<v1::ParseDocumentResponse> DocumentReader::Read(std::string_view document,
                                                               std::string_view file_name) {
  const auto start = std::chrono::steady_clock::now();
  UTVALG_ASSIGN_OR_RETURN(const extract::v1::ExtractResponse extracted,
                          extractor_->Extract(document));
  const auto extracted_at = std::chrono::steady_clock::now();
  ParseOptions options;
  options.file_name = std::string(file_name);
  ParsedDocument parsed = ParseCv(extracted, options);
  const auto end = std::chrono::steady_clock::now();
  telemetry_->ObserveSeconds("parse_extract",
                             std::chrono::duration<double>(extracted_at - start).count());
  telemetry_->ObserveSeconds("parse_read",
                             std::chrono::duration<double>(end - extracted_at).count());

  v1::ParseDocumentResponse response;
  response.set_format(extracted.format());
  *response.mutable_parsed() = std::move(parsed.parsed);
  *response.mutable_identity() = std::move(parsed.identity);
  *response.mutable_layout() = std::move(parsed.layout);
  return response;
}

std::string ParserVersion() { return std::string(kParserVersion); }

}  // namespace utvalg::parse
