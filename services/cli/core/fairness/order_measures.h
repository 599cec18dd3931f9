// SPDX-License-Identifier: Apache-2.0
//
// How groups lie in an order: skew@k, NDKL and infeasible prefixes (Geyik, Ambler, Kenthapadi, KDD
// 2019), exposure (Singh, Joachims, KDD 2018), nDCG with linear gain. Bounds are compared exactly;
// logarithms are doubles. An order is a list of group numbers, best first. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "services/cli/core/fairness/rational.h"

namespace utvalg::cli {

// For each group the share it is compared with; they add up to 1.
using Shares = std::vector<Rational>;

// Each group's share of an order of `groups` groups.
Shares SharesOf(const std::vector<size_t>& order, size_t groups);

// ln((count in the first k / k) / share), by group. Minus infinity for a group with none in the
// first k; nullopt for a group whose share is 0. k at least 1 and at most order.size().
std::vector<std::optional<double>> SkewAt(const std::vector<size_t>& order, const Shares& shares,
                                          size_t k);

// Divergence of every prefix from the shares, weighted by 1/log2(i + 1). 0 = every prefix has the
// shares. A group with share 0 must not occur.
double Ndkl(const std::vector<size_t>& order, const Shares& shares);

// Prefixes in which some group has fewer than floor(share x k).
size_t InfeasibleIndex(const std::vector<size_t>& order, const Shares& shares);

// Mean of 1/log2(1 + position) by group; nullopt for a group that does not occur.
std::vector<std::optional<double>> Exposure(const std::vector<size_t>& order, size_t groups);

// DCG of the relevances in this order over that of the best order of `pool`, cut at the order's
// length. Linear gain. nullopt when the best is 0.
std::optional<double> Ndcg(const std::vector<double>& relevances, std::vector<double> pool);

}  // namespace utvalg::cli
