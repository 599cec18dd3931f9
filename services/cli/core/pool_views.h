// SPDX-License-Identifier: Apache-2.0
//
// Answers about the pool, for people and as JSON (docs/schema): search hits, similar CVs, pairs
// that are alike. Stateless, thread-safe.
#pragma once

#include <string>

#include "services/cli/core/json.h"
#include "services/cli/core/service_views.h"
#include "services/cli/core/table.h"
#include "utvalg/rank/v1/rank_service.pb.h"

namespace utvalg::cli {

std::string SearchText(const utvalg::rank::v1::SearchCandidatesResponse& found,
                       const Revealed& files, const Canvas& canvas);
Json SearchJson(const utvalg::rank::v1::SearchCandidatesResponse& found, const Revealed& files);

std::string SimilarText(const utvalg::rank::v1::FindSimilarResponse& found, const Revealed& files,
                        const Canvas& canvas);
Json SimilarJson(const utvalg::rank::v1::FindSimilarResponse& found, const Revealed& files);

std::string DuplicatesText(const utvalg::rank::v1::FindDuplicatesResponse& found,
                           const Revealed& files, const Canvas& canvas);
Json DuplicatesJson(const utvalg::rank::v1::FindDuplicatesResponse& found, const Revealed& files);

}  // namespace utvalg::cli
