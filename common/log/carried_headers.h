// SPDX-License-Identifier: Apache-2.0
//
// What a record's headers say that goes on to whatever follows from it, stage by stage: the trace,
// and which job and revision the application is, so that it is known also where a value cannot be
// read any more. Ids and numbers, never a person's text.
#pragma once

#include <array>
#include <string_view>

#include "common/log/record.h"

namespace utvalg {

inline constexpr std::string_view kJobHeader = "utvalg.job_id";
inline constexpr std::string_view kRevisionHeader = "utvalg.revision";
inline constexpr std::array kCarriedHeaders = {kTraceparentHeader, kJobHeader, kRevisionHeader};

}  // namespace utvalg
