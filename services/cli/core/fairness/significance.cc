// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/fairness/significance.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace utvalg::cli {
namespace {

Integer Binomial(uint64_t n, uint64_t k) {
  if (k > n) return 0;
  k = std::min(k, n - k);
  Integer result = 1;
  for (uint64_t i = 1; i <= k; ++i) result = result * (n - k + i) / i;
  return result;
}

// C(marked, i) C(rest, drawn - i) for all i that can be, and the first such i.
struct Weights {
  uint64_t first = 0;
  std::vector<Integer> values;
};

Weights HypergeometricWeights(uint64_t marked, uint64_t rest, uint64_t drawn) {
  Weights weights;
  weights.first = drawn > rest ? drawn - rest : 0;
  const uint64_t last = std::min(drawn, marked);
  Integer weight = Binomial(marked, weights.first) * Binomial(rest, drawn - weights.first);
  for (uint64_t i = weights.first;; ++i) {
    weights.values.push_back(weight);
    if (i == last) return weights;
    weight = weight * (marked - i) * (drawn - i) / (Integer(i + 1) * (rest - drawn + i + 1));
  }
}

// P(at most / at least `found`) > tail, when `marked` of the population are marked.
bool Plausible(uint64_t population, uint64_t sampled, uint64_t found, uint64_t marked,
               const Rational& tail, bool at_most) {
  const Weights weights = HypergeometricWeights(marked, population - marked, sampled);
  Integer part = 0, all = 0;
  for (size_t i = 0; i < weights.values.size(); ++i) {
    const uint64_t drawn = weights.first + i;
    if (at_most ? drawn <= found : drawn >= found) part += weights.values[i];
    all += weights.values[i];
  }
  return Rational(part) > tail * Rational(all);
}

}  // namespace

std::optional<ZTest> TwoProportionZ(const CategoryCount& first, const CategoryCount& second) {
  if (first.applicants == 0 || second.applicants == 0) return std::nullopt;
  const Integer n1 = first.applicants, n2 = second.applicants;
  const Rational pooled(Integer(Integer(first.selected) + second.selected), Integer(n1 + n2));
  const Rational variance =
      pooled * (1 - pooled) * Rational(Rational(Integer(1), n1) + Rational(Integer(1), n2));
  if (variance == 0) return std::nullopt;
  const Rational difference =
      Rational(Integer(first.selected), n1) - Rational(Integer(second.selected), n2);
  const Rational squared = difference * difference / variance;
  ZTest test;
  test.significant = squared > Rational(196, 100) * Rational(196, 100);
  test.z = std::sqrt(Rounded(squared, 15));
  test.p = std::erfc(test.z / std::sqrt(2.0));
  if (difference < 0) test.z = -test.z;
  return test;
}

std::optional<Rational> FisherExact(const CategoryCount& first, const CategoryCount& second) {
  const uint64_t all = first.applicants + second.applicants;
  if (first.applicants == 0 || second.applicants == 0 || all > kMostFisher) return std::nullopt;
  const uint64_t selected = first.selected + second.selected;
  const Weights weights = HypergeometricWeights(first.applicants, second.applicants, selected);
  const Integer& observed = weights.values[first.selected - weights.first];
  Integer as_rare = 0, total = 0;
  for (const Integer& weight : weights.values) {
    if (weight <= observed) as_rare += weight;
    total += weight;
  }
  return Rational(as_rare, total);
}

CountInterval HypergeometricInterval(uint64_t population, uint64_t sampled, uint64_t found,
                                     const Rational& confidence) {
  const Rational tail = (1 - confidence) / 2;
  CountInterval interval{found, population - (sampled - found)};
  // P(at least found) grows with the number of marked, P(at most found) falls: bisect each.
  uint64_t low = interval.lowest, high = interval.highest;
  while (low < high) {
    const uint64_t middle = low + (high - low) / 2;
    if (Plausible(population, sampled, found, middle, tail, /*at_most=*/false)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  const uint64_t lowest = low;
  low = interval.lowest;
  high = interval.highest;
  while (low < high) {
    const uint64_t middle = low + (high - low + 1) / 2;
    if (Plausible(population, sampled, found, middle, tail, /*at_most=*/true)) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return {lowest, low};
}

}  // namespace utvalg::cli
