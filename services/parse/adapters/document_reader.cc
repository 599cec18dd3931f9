// SPDX-License-Identifier: Apache-2.0
#include "services/parse/adapters/document_reader.h"

#include <chrono>
#include <utility>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "common/base/digest.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/taxonomy/imported_labels.h"
#include "services/parse/core/verdict.h"
#include "services/parse/core/version.h"

namespace utvalg::parse {

ExtractingDocumentReader::ExtractingDocumentReader(Extractor* extractor, Telemetry* telemetry)
    : extractor_(extractor), telemetry_(telemetry) {}

absl::StatusOr<v1::ParseDocumentResponse> ExtractingDocumentReader::Read(
    std::string_view document, const ParseOptions& options, const ReadOptions& how) {
  const auto start = std::chrono::steady_clock::now();
  UTVALG_ASSIGN_OR_RETURN(const extract::v1::ExtractResponse extracted,
                          extractor_->Extract(document, how));
  const auto extracted_at = std::chrono::steady_clock::now();
  v1::ParseDocumentResponse response;
  response.set_format(extracted.format());
  if (!how.recognise && extractor_->MayRecognise(extracted)) {
    response.set_recognition_waiting(true);
    return response;
  }
  cv::v1::NeedsPersonReason reason = ReasonFor(extracted.failure());
  if (reason == cv::v1::NEEDS_PERSON_REASON_UNSPECIFIED) {
    ParsedDocument parsed = ParseCv(extracted, options);
    reason = ReasonFor(parsed.cv);
    *response.mutable_parsed()->mutable_read() = std::move(parsed.cv);
    *response.mutable_identity() = std::move(parsed.identity);
    *response.mutable_layout() = std::move(parsed.layout);
  }
  // Identity and layout of an unreadable document stay: they help the person who looks at it.
  if (reason != cv::v1::NEEDS_PERSON_REASON_UNSPECIFIED) {
    response.mutable_parsed()->set_unreadable(reason);
  }
  const auto end = std::chrono::steady_clock::now();
  telemetry_->ObserveSeconds("parse_extract",
                             std::chrono::duration<double>(extracted_at - start).count());
  telemetry_->ObserveSeconds("parse_read",
                             std::chrono::duration<double>(end - extracted_at).count());
  return response;
}

lexicon::Date MonthOf(int64_t unix_ms) {
  if (unix_ms == 0) return {};
  const absl::CivilMonth month =
      absl::ToCivilMonth(absl::FromUnixMillis(unix_ms), absl::UTCTimeZone());
  return {static_cast<int>(month.year()), month.month(), 0};
}

std::string ParserVersion() {
  const std::string imported = taxonomy::ImportedVersion();
  return imported.empty() ? std::string(kParserVersion) : Cat(kParserVersion, "+", imported);
}

std::string ReadingOf(const ExtractorOptions& options) {
  const ExtractorOptions usual;
  std::string reading = ParserVersion();
  if (options.ocr_children == 0) reading += " no-ocr";
  if (options.max_pages != usual.max_pages) reading += Cat(" pages=", options.max_pages);
  if (options.max_characters != usual.max_characters) {
    reading += Cat(" characters=", options.max_characters);
  }
  return reading;
}

std::string GenerationOf(std::string_view reading, std::string_view model_digest,
                         std::string_view passages) {
  return Sha256Hex(Cat(reading, "\n", model_digest, "\n", passages)).substr(0, 16);
}

}  // namespace utvalg::parse
