// SPDX-License-Identifier: Apache-2.0
//
// What happens where no collector is. That a real one understands what is sent is for
// tests/e2e/cluster_test.py.
#include "common/telemetry/tracer.h"

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/telemetry/otlp_json.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace utvalg {
namespace {

using testing::HasSubstr;
using testing::Not;

Tracer::Options Unreachable() {
  Tracer::Options options;
  options.endpoint = "http://127.0.0.1:1/v1/traces";  // Nobody listens there.
  options.service = "test";
  options.between_batches = std::chrono::milliseconds(1);
  options.first_backoff = std::chrono::milliseconds(1);
  options.timeout = std::chrono::milliseconds(500);
  options.max_attempts = 2;
  return options;
}

TEST(TracerTest, WhatCannotBeSentIsDroppedAndCounted) {
  auto tracer = *Tracer::Create(Unreachable());
  for (int i = 0; i < 3; ++i) {
    tracer->End(Tracer::Begin("step", SpanKind::kInternal, std::nullopt));
  }
  const absl::Time give_up = absl::Now() + absl::Seconds(30);
  while (tracer->counters().dropped_unsent < 3 && absl::Now() < give_up) {
    absl::SleepFor(absl::Milliseconds(1));
  }
  EXPECT_EQ(tracer->counters().dropped_unsent, 3u);
  EXPECT_EQ(tracer->counters().exported, 0u);
}

TEST(TracerTest, AFullQueueDropsAndNobodyWaits) {
  Tracer::Options options = Unreachable();
  options.max_queue = 10;
  options.max_batch = 1000;
  options.between_batches = std::chrono::hours(1);
  auto tracer = *Tracer::Create(std::move(options));
  for (int i = 0; i < 25; ++i) {
    tracer->End(Tracer::Begin("step", SpanKind::kInternal, std::nullopt));
  }
  EXPECT_EQ(tracer->counters().dropped_full, 15u);
  const absl::Time begin = absl::Now();
  tracer.reset();  // Tries for the last time, and no longer than `timeout`.
  EXPECT_LT(absl::Now() - begin, absl::Seconds(20));
}

TEST(TracerTest, WhatIsNotSampledIsNotKept) {
  Tracer::Options options = Unreachable();
  options.max_queue = 0;
  auto tracer = *Tracer::Create(std::move(options));
  TraceContext cause = NewTrace();
  cause.sampled = false;
  tracer->End(Tracer::Begin("step", SpanKind::kInternal, cause));
  EXPECT_EQ(tracer->counters().dropped_full, 0u);
}

TEST(TracerTest, AnEndpointIsAUrl) {
  Tracer::Options options = Unreachable();
  options.endpoint = "collector:4317";
  EXPECT_TRUE(absl::IsInvalidArgument(Tracer::Create(std::move(options)).status()));
}

TEST(OtlpJsonTest, APersonsTextHasNoWayIntoASpan) {
  Span span = Tracer::Begin("step", SpanKind::kConsumer, NewTrace());
  span.attributes.push_back(IdField("utvalg.application_id", "Kari Nordmann <kari@example.no>"));
  span.attributes.push_back(NumberField("messaging.kafka.offset", 7));
  const std::string json = ToOtlpJson("utvalg-parse", "parse-0", {span});
  EXPECT_THAT(json, Not(HasSubstr("Kari")));
  EXPECT_THAT(json, HasSubstr(R"("stringValue":"invalid")"));
  EXPECT_THAT(json, HasSubstr(R"("intValue":"7")"));
  EXPECT_THAT(json, HasSubstr(R"("kind":5)"));
}

TEST(OtlpJsonTest, ACollectorMaySayThatItTookOnlySome) {
  EXPECT_EQ(RejectedSpans(""), 0u);
  EXPECT_EQ(RejectedSpans("{}"), 0u);
  EXPECT_EQ(RejectedSpans(R"({"partialSuccess":{"rejectedSpans":"3"}})"), 3u);
  EXPECT_EQ(RejectedSpans(R"({"partialSuccess":{"rejectedSpans":2}})"), 2u);
}

}  // namespace
}  // namespace utvalg
