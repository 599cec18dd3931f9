// SPDX-License-Identifier: Apache-2.0
//
// The matchers of work and skills; see match.h.
#pragma once

#include "services/rank/core/match.h"

namespace utvalg::rank {

FactMatch MatchOccupation(const utvalg::job::v1::Criterion& criterion, const CvView& cv,
                          const taxonomy::Taxonomy& taxonomy);
FactMatch MatchExperience(const utvalg::job::v1::Criterion& criterion, const CvView& cv,
                          const std::vector<uint32_t>& passage_scores,
                          const taxonomy::Taxonomy& taxonomy);
FactMatch MatchSkill(const utvalg::job::v1::Criterion& criterion, const CvView& cv,
                     const std::vector<uint32_t>& passage_scores,
                     const taxonomy::Taxonomy& taxonomy);

}  // namespace utvalg::rank
