// SPDX-License-Identifier: Apache-2.0
//
// Days as people type and read them: 2026-11-30, in UTC. Stateless, thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace utvalg::cli {

// The last millisecond of the day since 1970; nothing when it is no day.
std::optional<int64_t> EndOfDayMs(const std::string& day);
std::string DayOf(int64_t ms);

}  // namespace utvalg::cli
