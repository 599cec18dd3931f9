// SPDX-License-Identifier: Apache-2.0
#include "common/telemetry/trace_context.h"

#include <algorithm>
#include <cstdint>
#include <random>
#include <utility>

#include "common/base/strings.h"

namespace utvalg {
namespace {

constexpr size_t kTraceparentSize = 55;  // 00-<32>-<16>-<2>
constexpr size_t kTraceAt = 3;
constexpr size_t kTraceDigits = 32;
constexpr size_t kSpanAt = 36;
constexpr size_t kSpanDigits = 16;
constexpr size_t kFlagsAt = 53;

bool IsHex(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool IsZero(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c == '0'; });
}

std::string RandomHex(size_t digits) {
  thread_local std::mt19937_64 generator = [] {
    std::random_device device;
    std::seed_seq seed{device(), device(), device(), device()};
    return std::mt19937_64(seed);
  }();
  std::string hex;
  while (hex.size() < digits) {
    for (uint64_t bits = generator(), i = 0; i < 16 && hex.size() < digits; ++i, bits >>= 4) {
      hex.push_back("0123456789abcdef"[bits & 15]);
    }
  }
  if (IsZero(hex)) hex.back() = '1';
  return hex;
}

std::optional<TraceContext>& CurrentOfThread() {
  thread_local std::optional<TraceContext> current;
  return current;
}

}  // namespace

std::optional<TraceContext> ParseTraceparent(std::string_view text) {
  if (text.size() != kTraceparentSize || !text.starts_with("00-") || text[kSpanAt - 1] != '-' ||
      text[kFlagsAt - 1] != '-') {
    return std::nullopt;
  }
  const std::string_view trace = text.substr(kTraceAt, kTraceDigits);
  const std::string_view span = text.substr(kSpanAt, kSpanDigits);
  const std::string_view flags = text.substr(kFlagsAt);
  if (!IsHex(trace) || !IsHex(span) || !IsHex(flags) || IsZero(trace) || IsZero(span)) {
    return std::nullopt;
  }
  const bool sampled = std::string_view("13579bdf").find(flags[1]) != std::string_view::npos;
  return TraceContext{std::string(trace), std::string(span), sampled};
}

std::string ToTraceparent(const TraceContext& context) {
  return Cat("00-", context.trace_id, "-", context.span_id, context.sampled ? "-01" : "-00");
}

TraceContext NewTrace() { return {RandomHex(kTraceDigits), RandomHex(kSpanDigits), true}; }

TraceContext ChildOf(const TraceContext& parent) {
  return {parent.trace_id, RandomHex(kSpanDigits), parent.sampled};
}

TraceScope::TraceScope(std::optional<TraceContext> context)
    : outer_(std::exchange(CurrentOfThread(), std::move(context))) {}

TraceScope::~TraceScope() { CurrentOfThread() = std::move(outer_); }

const std::optional<TraceContext>& TraceScope::Current() { return CurrentOfThread(); }

}  // namespace utvalg
