// SPDX-License-Identifier: Apache-2.0
#include "common/telemetry/otlp_json.h"

#include <nlohmann/json.hpp>
#include <variant>

#include "absl/strings/numbers.h"

namespace utvalg {
namespace {

using nlohmann::json;

constexpr int kStatusError = 2;
constexpr int kSampledFlag = 1;

std::string ToNanoseconds(std::chrono::system_clock::time_point time) {
  return std::to_string(
      std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count());
}

json TextAttribute(std::string_view name, std::string_view value) {
  return {{"key", name}, {"value", {{"stringValue", value}}}};
}

json ToJson(const EventField& field) {
  if (const auto* number = std::get_if<uint64_t>(&field.value)) {
    return {{"key", field.name}, {"value", {{"intValue", std::to_string(*number)}}}};
  }
  return TextAttribute(field.name, std::get<SafeId>(field.value).value());
}

json ToJson(const Span& span) {
  json out = {{"traceId", span.context.trace_id},
              {"spanId", span.context.span_id},
              {"flags", kSampledFlag},
              {"name", span.name},
              {"kind", static_cast<int>(span.kind)},
              {"startTimeUnixNano", ToNanoseconds(span.start)},
              {"endTimeUnixNano", ToNanoseconds(span.end)}};
  if (!span.parent_span_id.empty()) out["parentSpanId"] = span.parent_span_id;
  for (const EventField& field : span.attributes) out["attributes"].push_back(ToJson(field));
  for (const TraceContext& link : span.links) {
    out["links"].push_back({{"traceId", link.trace_id}, {"spanId", link.span_id}});
  }
  if (!span.error.empty()) {
    out["attributes"].push_back(TextAttribute("error.type", span.error));
    out["status"] = {{"code", kStatusError}};
  }
  return out;
}

}  // namespace

std::string ToOtlpJson(std::string_view service, std::string_view instance,
                       const std::vector<Span>& spans) {
  json resource = {{"attributes", {TextAttribute("service.name", service)}}};
  if (!instance.empty()) {
    resource["attributes"].push_back(TextAttribute("service.instance.id", instance));
  }
  json list = json::array();
  for (const Span& span : spans) list.push_back(ToJson(span));
  const json scope = {{"scope", {{"name", "utvalg"}}}, {"spans", std::move(list)}};
  const json whole = {
      {"resourceSpans", {{{"resource", std::move(resource)}, {"scopeSpans", {scope}}}}}};
  return whole.dump(-1, ' ', false, json::error_handler_t::replace);
}

uint64_t RejectedSpans(std::string_view response) {
  const json answer = json::parse(response, nullptr, false);
  if (!answer.is_object()) return 0;
  const auto partial = answer.find("partialSuccess");
  if (partial == answer.end() || !partial->is_object()) return 0;
  const auto rejected = partial->find("rejectedSpans");
  if (rejected == partial->end()) return 0;
  uint64_t count = 0;
  if (rejected->is_number_unsigned()) return rejected->get<uint64_t>();
  if (rejected->is_string() && absl::SimpleAtoi(rejected->get<std::string>(), &count)) return count;
  return 0;
}

}  // namespace utvalg
