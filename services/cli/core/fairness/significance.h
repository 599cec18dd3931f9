// SPDX-License-Identifier: Apache-2.0
//
// Whether two rates may differ by chance: the two-proportion z test and Fisher's exact test, always
// side by side because they can disagree; and how many of a finite list have a property that a
// sample of it showed. Decisions (|z| > 1.96, P <= P observed) are exact. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <optional>

#include "services/cli/core/fairness/rates.h"

namespace utvalg::cli {

struct ZTest {
  double z = 0;              // Negative: the first rate is the lower one.
  double p = 0;              // Two-sided.
  bool significant = false;  // |z| > 1.96.
};

// nullopt: a group is empty, or everybody or nobody is selected.
std::optional<ZTest> TwoProportionZ(const CategoryCount& first, const CategoryCount& second);

// Two-sided p. nullopt: a group is empty, or more than kMostFisher applicants together.
inline constexpr uint64_t kMostFisher = 20000;
std::optional<Rational> FisherExact(const CategoryCount& first, const CategoryCount& second);

struct CountInterval {
  uint64_t lowest = 0;
  uint64_t highest = 0;
};

// How many of `population` have the property when `found` of a simple random sample of `sampled`
// do: the exact interval of the hypergeometric distribution (each tail at most (1 - confidence)/2).
// found <= sampled <= population <= 100,000; nothing sampled says nothing: 0 to population.
CountInterval HypergeometricInterval(uint64_t population, uint64_t sampled, uint64_t found,
                                     const Rational& confidence = Rational(95, 100));

}  // namespace utvalg::cli
