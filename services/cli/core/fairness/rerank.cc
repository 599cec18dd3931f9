// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/fairness/rerank.h"

#include <algorithm>
#include <utility>

namespace utvalg::cli {
namespace {

// Each group's candidates, best first, and how many of them were taken.
class Pools {
 public:
  Pools(const std::vector<GroupedCandidate>& candidates, size_t groups)
      : candidates_(candidates), members_(groups), taken_(groups) {
    for (size_t i = 0; i < candidates.size(); ++i) members_[candidates[i].group].push_back(i);
    for (std::vector<size_t>& members : members_) {
      std::stable_sort(members.begin(), members.end(),
                       [&](size_t a, size_t b) { return Better(a, b); });
    }
  }

  size_t groups() const { return members_.size(); }
  bool Left(size_t group) const { return taken_[group] < members_[group].size(); }
  Integer Taken(size_t group) const { return taken_[group]; }
  size_t Next(size_t group) const { return members_[group][taken_[group]]; }
  size_t Take(size_t group) { return members_[group][taken_[group]++]; }
  bool Better(size_t a, size_t b) const { return candidates_[a].score > candidates_[b].score; }
  // Whose next candidate goes first: by score, then as given.
  bool NextIsBetter(size_t a, size_t b) const {
    return Better(Next(a), Next(b)) || (!Better(Next(b), Next(a)) && Next(a) < Next(b));
  }

 private:
  const std::vector<GroupedCandidate>& candidates_;
  std::vector<std::vector<size_t>> members_;
  std::vector<size_t> taken_;
};

Rational Target(const Shares& shares, size_t group, size_t k) {
  return shares[group] * Rational(Integer(k));
}

// When the bound of a group becomes binding: ceil(p k) / p, in whole places for DetRelaxed.
Rational BindingAt(Reranking method, const Shares& shares, size_t group, size_t k) {
  const Rational at = Rational(Ceil(Target(shares, group, k))) / shares[group];
  return method == Reranking::kDetRelaxed ? Rational(Ceil(at)) : at;
}

// Which of the groups that may come next does. Groups with share 0 never become binding.
size_t ChooseAllowed(Reranking method, const Pools& pools, const Shares& shares, size_t k,
                     const std::vector<size_t>& allowed) {
  return *std::min_element(allowed.begin(), allowed.end(), [&](size_t a, size_t b) {
    if (method != Reranking::kDetGreedy) {
      if ((shares[a] == 0) != (shares[b] == 0)) return shares[b] == 0;
      if (shares[a] != 0) {
        const Rational at_a = BindingAt(method, shares, a, k);
        const Rational at_b = BindingAt(method, shares, b, k);
        if (at_a != at_b) return at_a < at_b;
      }
    }
    return pools.NextIsBetter(a, b);
  });
}

size_t ChooseGroup(Reranking method, const Pools& pools, const Shares& shares, size_t k) {
  std::vector<size_t> below, allowed, left;
  for (size_t group = 0; group < pools.groups(); ++group) {
    if (!pools.Left(group)) continue;
    left.push_back(group);
    const Rational target = Target(shares, group, k);
    if (pools.Taken(group) < Floor(target)) below.push_back(group);
    if (pools.Taken(group) < Ceil(target)) allowed.push_back(group);
  }
  if (!below.empty()) {
    return ChooseAllowed(Reranking::kDetGreedy, pools, shares, k, below);  // The best next one.
  }
  if (!allowed.empty()) return ChooseAllowed(method, pools, shares, k, allowed);
  // Those whose turn it is have nobody left.
  return ChooseAllowed(Reranking::kDetGreedy, pools, shares, k, left);
}

struct Placed {
  size_t candidate;
  size_t latest;  // The last place, from 1, at which the group's floor is still kept.
};

// Appends, then moves up past those of a lower score that may stand one place further down.
void Insert(const Pools& pools, Placed placed, std::vector<Placed>* order) {
  order->push_back(placed);
  for (size_t i = order->size() - 1; i > 0; --i) {
    Placed& above = (*order)[i - 1];
    // At index i the upper one would stand on place i + 1.
    if (above.latest < i + 1 || !pools.Better((*order)[i].candidate, above.candidate)) return;
    std::swap(above, (*order)[i]);
  }
}

std::vector<size_t> ConstSort(Pools pools, const Shares& shares, size_t length) {
  std::vector<Placed> order;
  std::vector<Integer> floors(shares.size());
  for (size_t k = 1; order.size() < length; ++k) {
    std::vector<size_t> risen, promised;
    for (size_t group = 0; group < shares.size(); ++group) {
      const Integer floor = Floor(Target(shares, group, k));
      if (pools.Left(group) && shares[group] > 0) promised.push_back(group);
      if (floor > floors[group] && pools.Left(group)) risen.push_back(group);
      floors[group] = floor;
    }
    if (promised.empty()) break;
    std::sort(risen.begin(), risen.end(),
              [&](size_t a, size_t b) { return pools.NextIsBetter(a, b); });
    for (const size_t group : risen) Insert(pools, {pools.Take(group), k}, &order);
  }
  std::vector<size_t> indices;
  for (const Placed& placed : order) indices.push_back(placed.candidate);
  // Whoever belongs to a group that was promised no place comes last.
  for (size_t k = indices.size() + 1; indices.size() < length; ++k) {
    indices.push_back(pools.Take(ChooseGroup(Reranking::kDetGreedy, pools, shares, k)));
  }
  indices.resize(length);
  return indices;
}

}  // namespace

std::vector<size_t> Rerank(Reranking method, const std::vector<GroupedCandidate>& candidates,
                           const Shares& shares, size_t length) {
  length = std::min(length, candidates.size());
  Pools pools(candidates, shares.size());
  if (method == Reranking::kDetConstSort) return ConstSort(std::move(pools), shares, length);
  std::vector<size_t> order;
  for (size_t k = 1; k <= length; ++k) {
    order.push_back(pools.Take(ChooseGroup(method, pools, shares, k)));
  }
  return order;
}

}  // namespace utvalg::cli
