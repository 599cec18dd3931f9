// SPDX-License-Identifier: Apache-2.0
//
// The four re-rankings of Geyik, Ambler and Kenthapadi (KDD 2019, arxiv.org/abs/1905.01989), as a
// measurement of what a proportional order would cost in score. Putting people in order by
// protected group may be unlawful where it is applied; nothing in Utvalg ranks by it, and the
// fairness report shows it only when asked. A group without candidates left is passed over. Pure,
// thread-safe.
#pragma once

#include <cstddef>
#include <vector>

#include "services/cli/core/fairness/order_measures.h"
#include "services/cli/core/fairness/rational.h"

namespace utvalg::cli {

struct GroupedCandidate {
  size_t group = 0;
  Rational score;
};

enum class Reranking { kDetGreedy, kDetCons, kDetRelaxed, kDetConstSort };

// The first `length` places (fewer when there are fewer candidates) as indices into `candidates`.
// Equal scores keep the order they were given in.
std::vector<size_t> Rerank(Reranking method, const std::vector<GroupedCandidate>& candidates,
                           const Shares& shares, size_t length);

}  // namespace utvalg::cli
