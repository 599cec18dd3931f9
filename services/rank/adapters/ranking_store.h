// SPDX-License-Identifier: Apache-2.0
//
// How rank's store is laid out: which family holds what, and where a sealed value says it lies.
// Used by RankingState, which writes it, and by ReplayStored, which only reads.
#pragma once

#include <string>
#include <string_view>

#include "common/base/strings.h"
#include "common/kv/kv_batch.h"

namespace utvalg::rank {

inline constexpr KvFamily kCandidates = 1;  // application -> CvEmbedded, sealed
inline constexpr KvFamily kStates = 2;      // application -> CandidateState, sealed

inline std::string SealedPlace(KvFamily family, std::string_view application_id) {
  return Cat("rank\n", family, "\n", application_id);
}

}  // namespace utvalg::rank
