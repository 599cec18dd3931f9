// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/core/search_consent.h"

#include "gtest/gtest.h"

namespace utvalg::ingest {
namespace {

constexpr int64_t kNow = 1'800'000'000'000;

TEST(SearchConsentTest, HoldsHalfAYearWhenNoDateIsGiven) {
  EXPECT_EQ(*ConsentUntil(0, kNow), kNow + 180 * kDayMs);
}

TEST(SearchConsentTest, HoldsUntilTheDateThatIsGiven) {
  EXPECT_EQ(*ConsentUntil(kNow + 1, kNow), kNow + 1);
}

TEST(SearchConsentTest, APastDateIsRefused) {
  EXPECT_EQ(ConsentUntil(kNow, kNow).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ConsentUntil(-5, kNow).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(SearchConsentTest, NobodyAgreesForEver) {
  EXPECT_TRUE(ConsentUntil(kNow + 730 * kDayMs, kNow).ok());
  EXPECT_EQ(ConsentUntil(kNow + 731 * kDayMs, kNow).status().code(),
            absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace utvalg::ingest
