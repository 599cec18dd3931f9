// SPDX-License-Identifier: Apache-2.0
//
// Spans: the steps of an application's way, sent to a collector by OTLP over HTTP
// (https://opentelemetry.io/docs/specs/otlp, JSON encoding). One per process, made by whoever wires
// it; null where no collector is configured. Thread-safe.
//
// Recording never waits: spans go into a bounded queue, a thread of its own sends them in batches,
// and what does not fit or cannot be sent is dropped and counted. Attributes are ids, numbers and
// codes (SafeId), as everywhere in telemetry.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/telemetry/events.h"
#include "common/telemetry/trace_context.h"

namespace utvalg {

// The numbers are OTLP's.
enum class SpanKind { kInternal = 1, kServer = 2, kClient = 3, kProducer = 4, kConsumer = 5 };

struct Span {
  std::string name;  // Of constants, topics and methods.
  SpanKind kind = SpanKind::kInternal;
  TraceContext context;
  std::string parent_span_id;       // "" = begins the trace.
  std::vector<TraceContext> links;  // What else caused it.
  std::chrono::system_clock::time_point start;
  std::chrono::system_clock::time_point end;
  std::vector<EventField> attributes;
  std::string error;  // A status code; "" = it went well.
};

class Tracer {
 public:
  struct Options {
    std::string endpoint;       // http://host:4318/v1/traces
    std::string authorization;  // Value of that header; "" = none.
    std::string authority;  // PEM file that signs the collector's certificate; "" = the system's.
    std::string service;    // service.name: utvalg-parse
    std::string instance;   // service.instance.id: parse-0
    size_t max_queue = 8192;
    size_t max_batch = 512;
    std::chrono::milliseconds between_batches{1000};
    std::chrono::milliseconds timeout{5000};  // Of one request, and of the last ones at the end.
    // Another try when the collector says so or cannot be reached: doubles up to 16 times this.
    std::chrono::milliseconds first_backoff{500};
    int max_attempts = 6;
  };
  // What became of the spans. Plain counters for whoever exports metrics.
  struct Counters {
    uint64_t exported = 0;
    uint64_t dropped_full = 0;      // The queue was full.
    uint64_t dropped_unsent = 0;    // The collector could not be reached, or it was too late.
    uint64_t dropped_rejected = 0;  // The collector did not take them.
  };

  // InvalidArgument: the endpoint is no URL of http or https.
  static absl::StatusOr<std::unique_ptr<Tracer>> Create(Options options);
  // Sends what is left, for at most `timeout`.
  ~Tracer();

  // A step that `cause` led to, begun now. Without a cause it begins a trace.
  static Span Begin(std::string name, SpanKind kind, const std::optional<TraceContext>& cause);
  // It is over now. Kept only when its trace is sampled.
  void End(Span span);

  Counters counters() const;

 private:
  class Impl;
  explicit Tracer(std::unique_ptr<Impl> impl);

  std::unique_ptr<Impl> impl_;
};

// The code's name, "" for OK: what Span::error takes.
std::string ErrorOf(const absl::Status& status);

}  // namespace utvalg
