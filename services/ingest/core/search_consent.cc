// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/core/search_consent.h"

#include "absl/status/status.h"
#include "common/base/strings.h"

namespace utvalg::ingest {

absl::StatusOr<int64_t> ConsentUntil(int64_t asked_ms, int64_t now_ms) {
  if (asked_ms == 0) return now_ms + kConsentDays * kDayMs;
  if (asked_ms <= now_ms) {
    return absl::InvalidArgumentError("the consent would have run out already; give a later date");
  }
  if (asked_ms > now_ms + kLongestConsentDays * kDayMs) {
    return absl::InvalidArgumentError(Cat("a consent to be found holds at most ",
                                          kLongestConsentDays, " days; it can be renewed"));
  }
  return asked_ms;
}

}  // namespace utvalg::ingest
