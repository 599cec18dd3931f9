// SPDX-License-Identifier: Apache-2.0
#include "common/telemetry/telemetry.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace utvalg {
namespace {

using testing::HasSubstr;
using testing::Not;

std::unique_ptr<Telemetry> MakeTelemetry() {
  return *Telemetry::Create({.log = true, .metrics_address = ""});
}

TEST(TelemetryTest, OneEmitIsOneLineAndOneCount) {
  auto telemetry = MakeTelemetry();
  testing::internal::CaptureStderr();
  telemetry->Emit(ApplicationAccepted("abc123", 17));
  const std::string log = testing::internal::GetCapturedStderr();
  EXPECT_THAT(log, HasSubstr(R"("event":"applications_accepted")"));
  EXPECT_THAT(log, HasSubstr(R"("application_id":"abc123","bytes":17)"));
  EXPECT_EQ(telemetry->Count("applications_accepted"), 1u);
}

TEST(TelemetryTest, APersonsTextCannotTravelInAnId) {
  auto telemetry = MakeTelemetry();
  testing::internal::CaptureStderr();
  telemetry->Emit(DocumentUnreadable("Kari Nordmann <kari@example.no>", "empty"));
  const std::string log = testing::internal::GetCapturedStderr();
  EXPECT_THAT(log, Not(HasSubstr("Kari")));
  EXPECT_THAT(log, HasSubstr("invalid"));
}

TEST(TelemetryTest, AnAddressThatCannotBeBoundIsAnError) {
  EXPECT_EQ(Telemetry::Create({.log = false, .metrics_address = "256.0.0.1:1"}).status().code(),
            absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace utvalg
