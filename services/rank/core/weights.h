// SPDX-License-Identifier: Apache-2.0
//
// Weights of criteria, in thousandths. Used by whoever proposes a job and, for criteria without a
// weight, by Scorer. Stateless, thread-safe.
#pragma once

#include <cstdint>
#include <span>

#include "services/rank/core/calibration.h"
#include "utvalg/job/v1/job.pb.h"

namespace utvalg::rank {

// The weight of a criterion, or what its kind and importance stand for when it has none.
uint32_t WeightOf(const utvalg::job::v1::Criterion& criterion);

// Gives a proposed job's criteria the weights that are still missing: each by its importance and by
// how near it stands to the occupation (every advertisement asks for "good communication skills",
// and for its own language), the occupation itself two thirds of all. Where the title names no
// occupation that is known ("technical lead"), it weighs less, and nearness to it says less of the
// others. `criterion_vectors`: one row per criterion, query role. Without an occupation or with
// vectors that do not fit it leaves the defaults.
void AssignWeights(std::span<const int8_t> criterion_vectors, const Calibration& calibration,
                   utvalg::job::v1::Job* job);

}  // namespace utvalg::rank
