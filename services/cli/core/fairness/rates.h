// SPDX-License-Identifier: Apache-2.0
//
// Selection and scoring rates with impact ratios as New York City's Local Law 144 asks for them
// (6 RCNY 5-300), and the bounds that missing data leaves. A scoring rate is a selection rate whose
// "selected" are those above the median. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "services/cli/core/fairness/rational.h"

namespace utvalg::cli {

struct CategoryCount {
  std::string category;
  uint64_t selected = 0;
  uint64_t applicants = 0;  // At least selected.
};

// What a rate or a ratio may be if those in no known category are counted all possible ways.
struct Range {
  Rational lowest;
  Rational highest;
};

struct CategoryRate {
  CategoryCount count;
  std::optional<Rational> rate;  // Absent: nobody applied.
  // Rate over the highest rate of the categories that are not small. Absent: small, nobody applied,
  // or the highest rate is 0 (0/0 is neither fair nor unfair).
  std::optional<Rational> impact_ratio;
  // The same with the unknown counted in. Absent with impact_ratio, and where no way of counting
  // them gives a ratio.
  std::optional<Range> impact_bounds;
  bool small = false;              // Below the share: left out of impact ratios, still shown.
  bool below_four_fifths = false;  // impact_ratio < 4/5, exactly.
};

struct RateTable {
  std::vector<CategoryRate> rates;  // In the order given.
  CategoryCount unknown;            // Left out of every rate; counted and shown.
};

// small_share: categories with a smaller share of the known applicants are left out of ratios.
RateTable ImpactRatios(const std::vector<CategoryCount>& counts, const CategoryCount& unknown,
                       const Rational& small_share = Rational(2, 100));

// nullopt for no values. The mean of the middle two for an even number of them.
std::optional<Rational> Median(std::vector<Rational> values);

}  // namespace utvalg::cli
