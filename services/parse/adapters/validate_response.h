// SPDX-License-Identifier: Apache-2.0
//
// Checks everything a child answered before anything believes it. Pure.
#pragma once

#include <cstdint>

#include "absl/status/status.h"
#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::parse {

struct ResponseLimits {
  uint32_t pages = 100;  // With words; twice as many in all.
  uint32_t characters = 1'000'000;
};

// InvalidArgument names the first thing that is wrong: enum values out of range, text that is not
// clean UTF-8, numbers that are not finite or not on any page, indices that point nowhere, more
// than the limits allow.
absl::Status ValidateResponse(const extract::v1::ExtractResponse& response,
                              const ResponseLimits& limits);

}  // namespace utvalg::parse
