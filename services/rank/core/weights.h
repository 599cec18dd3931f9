// SPDX-License-Identifier: Apache-2.0
//
// Default weights of criteria, in thousandths. Used by ProposeJob and, for criteria without a
// weight, by Scorer.
#pragma once

#include <cstdint>

#include "utvalg/job/v1/job.pb.h"

namespace utvalg::rank {

inline constexpr uint32_t kOccupationWeight = 3000;
inline constexpr uint32_t kMustWeight = 1000;
inline constexpr uint32_t kNiceWeight = 500;
inline constexpr uint32_t kTaskWeight = 500;

inline uint32_t WeightOf(const utvalg::job::v1::Criterion& criterion) {
  if (criterion.weight() > 0) return criterion.weight();
  return criterion.importance() == utvalg::job::v1::IMPORTANCE_MUST ? kMustWeight : kNiceWeight;
}

}  // namespace utvalg::rank
