// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/date_shape.h"

#include <algorithm>
#include <array>
#include <string>

#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

constexpr std::array<std::string_view, 104> kPeriodWords = {
    "jan",       "januar",    "january",   "feb",      "februar",   "february", "mar",
    "mars",      "march",     "apr",       "april",    "mai",       "may",      "jun",
    "juni",      "june",      "jul",       "juli",     "july",      "aug",      "august",
    "sep",       "sept",      "september", "okt",      "oktober",   "oct",      "october",
    "nov",       "november",  "des",       "desember", "dec",       "december", "til",
    "to",        "fra",       "frå",       "from",     "since",     "siden",    "sidan",
    "nå",        "no",        "now",       "dd",       "d",         "dags",     "dato",
    "pågående",  "pågåande",  "present",   "current",  "currently", "today",    "ongoing",
    "nåværende", "noverande", "nåverande", "i",        "dag",       "idag",     "vår",
    "våren",     "høst",      "høsten",    "haust",    "hausten",   "sommer",   "sommeren",
    "sommar",    "sommaren",  "vinter",    "vinteren", "vinteren",  "spring",   "summer",
    "autumn",    "fall",      "winter",    "h",        "v",         "until",    "and",
    "og",        "dato",      "date",      "till",     "year",      "years",    "yrs",
    "yr",        "months",    "month",     "mos",      "mnd",       "måneder",  "år",
    "mo",        "expected",  "forventet", "forventa", "graduated", "th"};

bool IsPeriodWord(std::string_view word) {
  return std::find(kPeriodWords.begin(), kPeriodWords.end(), word) != kPeriodWords.end();
}

constexpr size_t kLongestNow = 24;  // Bytes, with the signs around it.

bool IsNow(std::string_view folded) {
  return folded == "present" || folded == "current" || folded == "nå" || folded == "d d" ||
         folded == "dd" || folded == "i dag" || folded == "now" || folded == "today" ||
         folded == "pågående" || folded == "nåværende" || folded == "to present" ||
         folded == "til present" || folded == "ongoing";
}

}  // namespace

bool HasYear(std::string_view text) {
  for (size_t i = 0; i + 4 <= text.size(); ++i) {
    const auto digit = [&](size_t at) {
      return at < text.size() && text[at] >= '0' && text[at] <= '9';
    };
    if (!digit(i) || (i > 0 && digit(i - 1))) continue;
    if (!digit(i + 1) || !digit(i + 2) || !digit(i + 3) || digit(i + 4)) continue;
    const int year = (text[i] - '0') * 1000 + (text[i + 1] - '0') * 100 + (text[i + 2] - '0') * 10 +
                     (text[i + 3] - '0');
    if (year >= 1940 && year <= 2069) return true;
  }
  return false;
}

bool LooksLikeDates(std::string_view text) {
  if (text.size() > 60) return false;
  if (!HasYear(text)) return text.size() <= kLongestNow && IsNow(FoldWords(text));
  const std::string folded = FoldWords(text);
  std::string_view rest = folded;
  while (!rest.empty()) {
    const size_t space = rest.find(' ');
    const std::string_view word = rest.substr(0, space);
    const bool number =
        std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
    // "h2019" and the like: one letter before a year.
    const bool term = word.size() >= 3 && word.size() <= 5 && HasDigit(word);
    if (!number && !term && !IsPeriodWord(word)) return false;
    if (space == std::string_view::npos) break;
    rest.remove_prefix(space + 1);
  }
  return true;
}

}  // namespace utvalg::parse
