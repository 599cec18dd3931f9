// SPDX-License-Identifier: Apache-2.0
//
// A score with its quotes. A lookup: every word quoted is cut from the blind text at the span the
// score record names. Stateless, thread-safe.
#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "utvalg/embedding/v1/embedding.pb.h"
#include "utvalg/rank/v1/rank_service.pb.h"
#include "utvalg/result/v1/result.pb.h"

namespace utvalg::rank {

// FailedPrecondition: the CV was not read, or the record is not of this CV and job (a span outside
// the text, another number of criteria).
absl::StatusOr<utvalg::rank::v1::ExplainApplicationResponse> Explain(
    std::string_view application_id, const utvalg::embedding::v1::CvEmbedded& cv,
    const utvalg::embedding::v1::JobEmbedded& job, const utvalg::result::v1::ScoreRecord& record);

}  // namespace utvalg::rank
