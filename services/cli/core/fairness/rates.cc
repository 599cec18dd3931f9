// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/fairness/rates.h"

#include <algorithm>
#include <utility>

namespace utvalg::cli {
namespace {

Rational RateOf(const CategoryCount& count) {
  return {Integer(count.selected), Integer(count.applicants)};
}

// The highest rate of the categories that count, but for `except`. 0 when there is none.
Rational Highest(const std::vector<CategoryRate>& rates, const CategoryRate* except = nullptr) {
  Rational highest = 0;
  for (const CategoryRate& rate : rates) {
    if (&rate != except && !rate.small && rate.rate) highest = std::max(highest, *rate.rate);
  }
  return highest;
}

// All who were not selected in the category itself, all selected in the one other category that
// this lifts highest.
std::optional<Rational> LowestRatio(const std::vector<CategoryRate>& rates, const CategoryRate& of,
                                    const CategoryCount& unknown) {
  CategoryCount self = of.count;
  self.applicants += unknown.applicants - unknown.selected;
  Rational highest = RateOf(self);
  for (const CategoryRate& other : rates) {
    if (&other == &of || other.small || !other.rate) continue;
    CategoryCount lifted = other.count;
    lifted.selected += unknown.selected;
    lifted.applicants += unknown.selected;
    highest = std::max(highest, RateOf(lifted));
  }
  if (highest == 0) return std::nullopt;
  return Rational(RateOf(self) / highest);
}

// All selected in the category itself; those not selected one by one where the rate is highest
// among the others, which makes that maximum as low as it can be.
std::optional<Rational> HighestRatio(const std::vector<CategoryRate>& rates, const CategoryRate& of,
                                     const CategoryCount& unknown) {
  CategoryCount self = of.count;
  self.selected += unknown.selected;
  self.applicants += unknown.selected;
  std::vector<CategoryCount> others;
  for (const CategoryRate& other : rates) {
    if (&other != &of && !other.small && other.rate) others.push_back(other.count);
  }
  const auto lower = [](const CategoryCount& a, const CategoryCount& b) {
    return Integer(a.selected) * b.applicants < Integer(b.selected) * a.applicants;
  };
  Rational highest = 0;
  if (!others.empty()) {
    for (uint64_t left = unknown.applicants - unknown.selected; left > 0; --left) {
      ++std::max_element(others.begin(), others.end(), lower)->applicants;
    }
    highest = RateOf(*std::max_element(others.begin(), others.end(), lower));
  }
  highest = std::max(highest, RateOf(self));
  if (highest == 0) return std::nullopt;
  return Rational(RateOf(self) / highest);
}

}  // namespace

RateTable ImpactRatios(const std::vector<CategoryCount>& counts, const CategoryCount& unknown,
                       const Rational& small_share) {
  RateTable table;
  table.unknown = unknown;
  Integer known = 0;
  for (const CategoryCount& count : counts) known += count.applicants;
  for (const CategoryCount& count : counts) {
    CategoryRate rate;
    rate.count = count;
    if (count.applicants > 0) rate.rate = RateOf(count);
    rate.small = Rational(Integer(count.applicants)) < small_share * Rational(known);
    table.rates.push_back(std::move(rate));
  }
  const Rational highest = Highest(table.rates);
  for (CategoryRate& rate : table.rates) {
    if (rate.small || !rate.rate || highest == 0) continue;
    rate.impact_ratio = Rational(*rate.rate / highest);
    rate.below_four_fifths = *rate.impact_ratio < Rational(4, 5);
    const auto lowest = LowestRatio(table.rates, rate, unknown);
    const auto best = HighestRatio(table.rates, rate, unknown);
    if (lowest && best) rate.impact_bounds = Range{*lowest, *best};
  }
  return table;
}

std::optional<Rational> Median(std::vector<Rational> values) {
  if (values.empty()) return std::nullopt;
  std::sort(values.begin(), values.end());
  const size_t middle = values.size() / 2;
  if (values.size() % 2 == 1) return values[middle];
  return Rational((values[middle - 1] + values[middle]) / 2);
}

}  // namespace utvalg::cli
