// SPDX-License-Identifier: Apache-2.0
//
// Single dates at one place of a text, before they are joined to periods. Used by dates.cc only.
// Pure, thread-safe.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "common/lexicon/dates.h"

namespace utvalg::lexicon {

struct DateAtom {
  Date first;
  Date last;  // Of a season or quarter its last month; else the same as first.
  size_t begin = 0;
  size_t end = 0;
  bool month_only = false;    // "Aug" in "Aug - Dec 2019".
  bool two_digits = false;    // The year is written "19": a date only beside another one.
  bool day_or_month = false;  // "06/01/2015": day first unless the other end tells.
  bool month_first = false;   // "08/30/2019".
  bool bare_year = false;
};

// The longest date that starts at `at` of lower-cased text. False when there is none. Looks at what
// stands around it, so that numbers of other kinds are refused; `second` says that a first date and
// "-" or "to" stand before it.
bool ReadDate(std::string_view lower, size_t at, bool second, DateAtom* atom);

// Every name of a month or season that ReadDate knows. The views live for ever.
std::vector<std::string_view> DateWords();

// A whole number at `at`: its digits; at most nine are read into *value.
size_t NumberAt(std::string_view text, size_t at, int* value);
bool IsYear(int value);

// Bytes of white space at `at` (spaces, no-break spaces; tabs and line breaks not).
size_t SpaceAt(std::string_view text, size_t at);

// A word at `at` that ends at a word border.
bool WordAt(std::string_view lower, size_t at, std::string_view word);

}  // namespace utvalg::lexicon
