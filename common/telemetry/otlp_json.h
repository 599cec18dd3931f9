// SPDX-License-Identifier: Apache-2.0
//
// ExportTraceServiceRequest in the JSON encoding of OTLP: ids hexadecimal, enums as numbers, 64-bit
// numbers as strings (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding). Used by
// Tracer. Stateless.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/telemetry/tracer.h"

namespace utvalg {

std::string ToOtlpJson(std::string_view service, std::string_view instance,
                       const std::vector<Span>& spans);

// How many spans of a request the collector says it did not take (partial_success); 0 when it says
// nothing.
uint64_t RejectedSpans(std::string_view response);

}  // namespace utvalg
