// SPDX-License-Identifier: Apache-2.0
//
// Places where a process is to die under test: between an effect and what makes it known. The fault
// suite names one in the environment, and the process ends there as by kill -9. Otherwise a look at
// a flag that is false. docs/adr/0018 has the reasons.
//
//   CrashPoint(stage, "after-emit");   // UTVALG_CRASH_AT=parse.after-emit:3 dies here, the third
//   time
#pragma once

#include <string_view>

namespace utvalg {

namespace crash_point_internal {
extern const bool kArmed;  // UTVALG_CRASH_AT is set. Read once, before main.
void Pass(std::string_view owner, std::string_view place);
}  // namespace crash_point_internal

// `owner`.`place` is the point's name. Thread-safe.
inline void CrashPoint(std::string_view owner, std::string_view place) {
  if (crash_point_internal::kArmed) crash_point_internal::Pass(owner, place);
}

}  // namespace utvalg
