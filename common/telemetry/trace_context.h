// SPDX-License-Identifier: Apache-2.0
//
// W3C trace context (https://www.w3.org/TR/trace-context): which trace something belongs to, and
// which step of it caused it. It travels in the headers of records and in the metadata of calls.
// Plain values; the current context belongs to a thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace utvalg {

struct TraceContext {
  std::string trace_id;  // 32 hexadecimal digits, lower case.
  std::string span_id;   // 16.
  bool sampled = true;   // Whoever began the trace wants it recorded.
  bool operator==(const TraceContext&) const = default;
};

// Nothing when it is no traceparent of version 00, or an all-zero one.
std::optional<TraceContext> ParseTraceparent(std::string_view traceparent);
std::string ToTraceparent(const TraceContext& context);

// Random ids. Unguessable they are not, and need not be.
TraceContext NewTrace();
// The next step of the same trace.
TraceContext ChildOf(const TraceContext& parent);

// While it lives, what this thread does belongs to the context: log lines name its trace, calls go
// on with it. Scopes nest.
class TraceScope {
 public:
  explicit TraceScope(std::optional<TraceContext> context);
  ~TraceScope();
  TraceScope(const TraceScope&) = delete;
  TraceScope& operator=(const TraceScope&) = delete;

  // Of this thread; empty outside of any scope.
  static const std::optional<TraceContext>& Current();

 private:
  std::optional<TraceContext> outer_;
};

}  // namespace utvalg
