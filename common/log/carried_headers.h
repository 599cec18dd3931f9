// SPDX-License-Identifier: Apache-2.0
//
// What a record's headers say that goes on to whatever follows from it, stage by stage: the trace,
// and which job and revision the application is, so that it is known also where a value cannot be
// read any more. Ids and numbers, never a person's text.
#pragma once

#include <array>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/log/record.h"

namespace utvalg {

inline constexpr std::string_view kJobHeader = "utvalg.job_id";
inline constexpr std::string_view kRevisionHeader = "utvalg.revision";
// Set on what a filling parse emits beside a live one of another generation (ADR 24).
inline constexpr std::string_view kFillHeader = "utvalg.fill";
inline constexpr std::array kCarriedHeaders = {kTraceparentHeader, kJobHeader, kRevisionHeader,
                                               kFillHeader};

// What the headers say of an application whose value is lost; "" and 0 where they say nothing.
struct CarriedApplication {
  std::string job_id;
  uint32_t revision = 0;
};
inline CarriedApplication CarriedApplicationOf(const std::vector<RecordHeader>& headers) {
  CarriedApplication carried;
  carried.job_id = FindHeader(headers, kJobHeader).value_or("");
  const std::string_view number = FindHeader(headers, kRevisionHeader).value_or("");
  uint32_t revision = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), revision);
  if (error == std::errc() && end == number.data() + number.size()) carried.revision = revision;
  return carried;
}

}  // namespace utvalg
