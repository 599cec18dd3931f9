// SPDX-License-Identifier: Apache-2.0
//
// What a CV's passages say to one criterion. Used by Scorer. Stateless, thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "services/rank/core/cv_view.h"
#include "services/rank/core/semantic.h"
#include "utvalg/result/v1/result.pb.h"

namespace utvalg::rank {

struct PassageMatch {
  uint32_t score = 0;                                  // Millionths.
  std::vector<utvalg::result::v1::Evidence> evidence;  // Strongest first; of readable length.
};

// Score of every passage by itself, in millionths; 0 for passages that are not read (repeated ones,
// lone titles).
std::vector<uint32_t> PassageScores(const CalibratedQuery& query, const CvView& cv);

// Mean of the two passages that come nearest. `wanted`: QuoteWords of the criterion.
PassageMatch MatchPassages(const CalibratedQuery& query, const CvView& cv,
                           const std::unordered_set<std::string>& wanted);

// For an occupation, in equal parts: the two nearest passages, the nearest job title (or passage,
// where one comes nearer), and the course of the whole CV.
PassageMatch MatchCourse(const CalibratedQuery& query, const CvView& cv,
                         const std::unordered_set<std::string>& wanted);

}  // namespace utvalg::rank
