// SPDX-License-Identifier: Apache-2.0
//
// How long a consent to be found by a search over the pool may hold. Used wherever one is given.
// Stateless, thread-safe.
#pragma once

#include <cstdint>

#include "absl/status/statusor.h"

namespace utvalg::ingest {

inline constexpr int64_t kDayMs = 24LL * 60 * 60 * 1000;
inline constexpr int64_t kConsentDays = 180;         // When no date is given.
inline constexpr int64_t kLongestConsentDays = 730;  // Nobody agrees for ever.

// Milliseconds since 1970 until which the consent holds. `asked_ms` 0: kConsentDays from now.
// INVALID_ARGUMENT: the date is past, or more than kLongestConsentDays ahead.
absl::StatusOr<int64_t> ConsentUntil(int64_t asked_ms, int64_t now_ms);

}  // namespace utvalg::ingest
