// SPDX-License-Identifier: Apache-2.0
//
// What RankService.ProposeJob answers: needs neither state nor model, so that a job can be checked
// before anything is started. Used by RankRpc and by standalone. Stateless, thread-safe.
#pragma once

#include "absl/status/statusor.h"
#include "common/taxonomy/taxonomy.h"
#include "utvalg/rank/v1/rank_service.pb.h"

namespace utvalg::rank {

// InvalidArgument: an empty or too long advertisement, or every fault of a job file on a line of
// its own.
absl::StatusOr<v1::ProposeJobResponse> AnswerProposeJob(const v1::ProposeJobRequest& request,
                                                        const taxonomy::Taxonomy& taxonomy);

}  // namespace utvalg::rank
