// SPDX-License-Identifier: Apache-2.0
//
// One document, read: the sandboxed extractor, then the pure core. Used by the stage and by
// ParseRpc. Thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/telemetry/telemetry.h"
#include "services/parse/adapters/extractor.h"
#include "utvalg/parse/v1/parse_service.pb.h"

namespace utvalg::parse {

class DocumentReader {
 public:
  // Neither is owned; both must outlive this.
  DocumentReader(Extractor* extractor, Telemetry* telemetry);

  // Blind CV, identity and layout, or the reason why a person must look: all of it a verdict on the
  // content. An error (Unavailable, ResourceExhausted, Internal) is about this machine: try again.
  absl::StatusOr<v1::ParseDocumentResponse> Read(std::string_view document,
                                                 std::string_view file_name);

 private:
  Extractor* const extractor_;
  Telemetry* const telemetry_;
};

// Part of the generation and of cache keys: what the reading of a document depends on besides its
// bytes.
std::string ParserVersion();

}  // namespace utvalg::parse
