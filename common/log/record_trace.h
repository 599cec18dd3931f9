// SPDX-License-Identifier: Apache-2.0
//
// Spans of records: being sent (PRODUCER) and being processed (CONSUMER), named and described as
// OpenTelemetry's conventions for messaging have it. A record's traceparent names the span that
// sent it; what processes it is both its child, so that one trace tells the whole way, and linked
// to it. Ids, numbers and codes only: of a key the application's id, never the candidate's.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "common/log/in_flight.h"
#include "common/log/record.h"
#include "common/telemetry/tracer.h"

namespace utvalg {

// Spans of records while they are appended.
class SendSpans {
 public:
  // Begins one for each record with a traceparent, which from then on names the span. A null tracer
  // changes nothing.
  SendSpans(Tracer* tracer, std::vector<NewRecord>* records);
  void End(const absl::Status& status);

 private:
  Tracer* const tracer_;
  std::vector<Span> spans_;
};

// Nothing when the record has no traceparent, or one that is not sampled.
std::optional<Span> BeginProcessing(const std::string& group, const Record& record);

// What is done for the record belongs to this.
std::optional<TraceContext> TraceOf(const InFlight::Item& item);

}  // namespace utvalg
