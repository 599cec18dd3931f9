// SPDX-License-Identifier: Apache-2.0
//
// Dates and periods as people write them in CVs and advertisements, in Bokmål, Nynorsk and English:
// "aug. 2019 – d.d.", "08/2019–", "01.08.2019 - 31.12.2020", "2015-18", "H2019/V2020", "Since
// 2019", "Expected May 2026". Telephone numbers, postcodes, standards, percentages and version
// numbers are no dates.
//
// Used by parse (fields, redaction) and rank. Stateless, thread-safe; never fails.
#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace utvalg::lexicon {

// A date as far as it is written. 0 = not given; day only with month, month only with year.
struct Date {
  int year = 0;
  int month = 0;
  int day = 0;
  auto operator<=>(const Date&) const = default;
  explicit operator bool() const { return year != 0; }
};

// One period or single date. [begin_byte, end_byte) of the text given, without white space around.
struct Period {
  Date start = {};  // Unset for "until 2019" and for a lone "Expected May 2026" (then end is set).
  Date end = {};    // Unset when current, and for a single date other than a season ("Summer 2018":
                    // June to August).
  bool current = false;  // An open end: "d.d.", "Present", "2019 –", "Since 2019".
  bool single =
      false;  // One date, no period: "2019", "May 2014", "Summer 2018", "Expected May 2026".
  bool expected = false;  // The end lies ahead: "Expected", "forventet".
  size_t begin_byte = 0;
  size_t end_byte = 0;
};

// All periods and single dates of text, from left to right, none overlapping.
std::vector<Period> FindPeriods(std::string_view text);

// The period when text is nothing but one (brackets, a label such as "Periode:" and punctuation
// around it allowed).
std::optional<Period> ParsePeriod(std::string_view text);

// Whole months from start to end, both counted. Where a month is not given, the middle of the year
// stands for it, so that "2015-2018" is 36 months and "2019-2019" six. 0 when a year is missing or
// end lies before start.
int MonthsBetween(const Date& start, const Date& end);

// Month 1..12 of a name or abbreviation in the three languages ("sept.", "Oktober", "May"), 0 when
// it is none.
int MonthNumber(std::string_view word);

}  // namespace utvalg::lexicon
