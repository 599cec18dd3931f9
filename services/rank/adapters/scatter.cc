// SPDX-License-Identifier: Apache-2.0
#include "services/rank/adapters/scatter.h"

namespace utvalg::rank {

Scatter::PlanByAddress Scatter::Plan(const Partitions& wanted, const Partitions& served_here,
                                     const ShardDirectory::View& view) const {
  PlanByAddress plan;
  for (const uint32_t partition : wanted) {
    if (served_here.contains(partition)) {
      plan[""].insert(partition);
      continue;
    }
    const auto known = view.addresses.find(partition);
    // An entry that names us is of before we gave the partition up, or have it again.
    if (known == view.addresses.end() || known->second == directory_->own_address()) continue;
    plan[known->second].insert(partition);
  }
  return plan;
}

}  // namespace utvalg::rank
