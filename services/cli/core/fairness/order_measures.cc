// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/fairness/order_measures.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace utvalg::cli {
namespace {

double Discount(size_t position) { return 1.0 / std::log2(static_cast<double>(position) + 1); }

double Dcg(const std::vector<double>& relevances, size_t length) {
  double sum = 0;
  for (size_t i = 0; i < std::min(length, relevances.size()); ++i) {
    sum += relevances[i] * Discount(i + 1);
  }
  return sum;
}

// Exact up to here, a double from here: for logarithms.
double ToDouble(const Rational& value) { return value.convert_to<double>(); }

Rational Part(uint64_t count, size_t k) { return {Integer(count), Integer(k)}; }

}  // namespace

Shares SharesOf(const std::vector<size_t>& order, size_t groups) {
  std::vector<uint64_t> counts(groups);
  for (const size_t group : order) ++counts[group];
  Shares shares;
  for (const uint64_t count : counts) {
    shares.push_back(order.empty() ? Rational(0) : Part(count, order.size()));
  }
  return shares;
}

std::vector<std::optional<double>> SkewAt(const std::vector<size_t>& order, const Shares& shares,
                                          size_t k) {
  std::vector<uint64_t> counts(shares.size());
  for (size_t i = 0; i < k; ++i) ++counts[order[i]];
  std::vector<std::optional<double>> skew(shares.size());
  for (size_t group = 0; group < shares.size(); ++group) {
    if (shares[group] == 0) continue;
    skew[group] = std::log(ToDouble(Rational(Part(counts[group], k) / shares[group])));
  }
  return skew;
}

double Ndkl(const std::vector<size_t>& order, const Shares& shares) {
  std::vector<uint64_t> counts(shares.size());
  double sum = 0, weights = 0;
  for (size_t i = 1; i <= order.size(); ++i) {
    ++counts[order[i - 1]];
    double divergence = 0;
    for (size_t group = 0; group < shares.size(); ++group) {
      if (counts[group] == 0) continue;
      const Rational part = Part(counts[group], i);
      divergence += ToDouble(part) * std::log(ToDouble(Rational(part / shares[group])));
    }
    sum += divergence * Discount(i);
    weights += Discount(i);
  }
  return weights == 0 ? 0 : sum / weights;
}

size_t InfeasibleIndex(const std::vector<size_t>& order, const Shares& shares) {
  std::vector<Integer> counts(shares.size());
  size_t infeasible = 0;
  for (size_t i = 1; i <= order.size(); ++i) {
    ++counts[order[i - 1]];
    for (size_t group = 0; group < shares.size(); ++group) {
      if (counts[group] < Floor(Rational(shares[group] * Rational(Integer(i))))) {
        ++infeasible;
        break;
      }
    }
  }
  return infeasible;
}

std::vector<std::optional<double>> Exposure(const std::vector<size_t>& order, size_t groups) {
  std::vector<double> sums(groups);
  std::vector<uint64_t> counts(groups);
  for (size_t i = 0; i < order.size(); ++i) {
    sums[order[i]] += Discount(i + 1);
    ++counts[order[i]];
  }
  std::vector<std::optional<double>> exposure(groups);
  for (size_t group = 0; group < groups; ++group) {
    if (counts[group] > 0) exposure[group] = sums[group] / static_cast<double>(counts[group]);
  }
  return exposure;
}

std::optional<double> Ndcg(const std::vector<double>& relevances, std::vector<double> pool) {
  std::sort(pool.begin(), pool.end(), std::greater<>());
  const double best = Dcg(pool, relevances.size());
  if (best == 0) return std::nullopt;
  return Dcg(relevances, relevances.size()) / best;
}

}  // namespace utvalg::cli
