// SPDX-License-Identifier: Apache-2.0
#include "common/log/record_trace.h"

#include <string_view>

#include "common/base/strings.h"
#include "common/log/topics.h"

namespace utvalg {
namespace {

std::optional<TraceContext> ContextOf(const std::vector<RecordHeader>& headers) {
  const auto traceparent = FindHeader(headers, kTraceparentHeader);
  return traceparent.has_value() ? ParseTraceparent(*traceparent) : std::nullopt;
}

std::vector<EventField> Describe(const char* operation, std::string_view topic,
                                 std::string_view key) {
  std::vector<EventField> attributes = {
      IdField("messaging.system", "kafka"), IdField("messaging.operation.name", operation),
      IdField("messaging.operation.type", operation), IdField("messaging.destination.name", topic)};
  const auto person = ParsePersonKey(key);
  if (person.ok() && !person->application.empty()) {
    attributes.push_back(IdField("utvalg.application_id", person->application));
  }
  return attributes;
}

}  // namespace

SendSpans::SendSpans(Tracer* tracer, std::vector<NewRecord>* records) : tracer_(tracer) {
  if (tracer == nullptr) return;
  for (NewRecord& record : *records) {
    const auto cause = ContextOf(record.headers);
    if (!cause.has_value() || !cause->sampled) continue;
    Span span = Tracer::Begin(Cat("send ", record.topic), SpanKind::kProducer, cause);
    span.attributes = Describe("send", record.topic, record.key);
    for (RecordHeader& header : record.headers) {
      if (header.name == kTraceparentHeader) header.value = ToTraceparent(span.context);
    }
    spans_.push_back(std::move(span));
  }
}

void SendSpans::End(const absl::Status& status) {
  for (Span& span : spans_) {
    span.error = ErrorOf(status);
    tracer_->End(std::move(span));
  }
  spans_.clear();
}

std::optional<Span> BeginProcessing(const std::string& group, const Record& record) {
  const auto cause = ContextOf(record.headers);
  if (!cause.has_value() || !cause->sampled) return std::nullopt;
  Span span = Tracer::Begin(Cat("process ", record.at.topic), SpanKind::kConsumer, cause);
  span.links.push_back(*cause);
  span.attributes = Describe("process", record.at.topic, record.key);
  span.attributes.push_back(IdField("messaging.consumer.group.name", group));
  span.attributes.push_back(
      IdField("messaging.destination.partition.id", Cat(record.at.partition)));
  span.attributes.push_back(NumberField("messaging.kafka.offset", record.offset));
  return span;
}

std::optional<TraceContext> TraceOf(const InFlight::Item& item) {
  if (item.span.has_value()) return item.span->context;
  return ContextOf(item.record.headers);
}

}  // namespace utvalg
