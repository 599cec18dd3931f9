// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/day.h"

#include <chrono>
#include <cstdio>

namespace utvalg::cli {
namespace {

using std::chrono::milliseconds;
using std::chrono::sys_days;

}  // namespace

std::optional<int64_t> EndOfDayMs(const std::string& day) {
  int year = 0;
  unsigned month = 0;
  unsigned of_month = 0;
  int read = 0;
  if (std::sscanf(day.c_str(), "%4d-%2u-%2u%n", &year, &month, &of_month, &read) != 3 ||
      static_cast<size_t>(read) != day.size()) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(of_month)};
  if (!date.ok()) return std::nullopt;
  const sys_days next = sys_days(date) + std::chrono::days(1);
  return std::chrono::duration_cast<milliseconds>(next.time_since_epoch()).count() - 1;
}

std::string DayOf(int64_t ms) {
  const std::chrono::year_month_day date(
      std::chrono::floor<std::chrono::days>(std::chrono::sys_time<milliseconds>(milliseconds(ms))));
  char text[32];
  std::snprintf(text, sizeof(text), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text;
}

}  // namespace utvalg::cli
