// SPDX-License-Identifier: Apache-2.0
//
// What a CV's facts say to one criterion, by its kind: relations of ESCO and ISCO-08, months and
// recency, the lattices of education, language and licence. Pure and integer. Used by Scorer.
// Stateless, thread-safe.
#pragma once

#include <cstdint>
#include <vector>

#include "common/taxonomy/taxonomy.h"
#include "services/rank/core/cv_view.h"
#include "utvalg/job/v1/job.pb.h"
#include "utvalg/result/v1/result.pb.h"

namespace utvalg::rank {

struct FactMatch {
  bool applies =
      false;  // Whether facts can answer this criterion at all; else only the passages count.
  uint32_t score = 0;         // Millionths.
  bool contradicted = false;  // The CV states a level below what is asked.
  std::vector<utvalg::result::v1::Evidence>
      evidence;  // Of score > 0, strongest first; spans of readable length.
};

// `passage_scores`: the semantic score of each passage for this criterion, in millionths.
FactMatch MatchFacts(const utvalg::job::v1::Criterion& criterion, const CvView& cv,
                     const std::vector<uint32_t>& passage_scores,
                     const taxonomy::Taxonomy& taxonomy);

}  // namespace utvalg::rank
