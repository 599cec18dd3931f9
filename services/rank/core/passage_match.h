// SPDX-License-Identifier: Apache-2.0
//
// What a CV's passages say to one criterion. Used by Scorer. Stateless, thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "services/rank/core/cv_view.h"
#include "services/rank/core/quote.h"
#include "services/rank/core/semantic.h"
#include "utvalg/result/v1/result.pb.h"

namespace utvalg::rank {

struct PassageMatch {
  uint32_t score = 0;                                  // Millionths.
  std::vector<utvalg::result::v1::Evidence> evidence;  // Strongest first; of readable length.
};

// How near each passage of a CV comes to a criterion, computed once.
class PassageSimilarities {
 public:
  PassageSimilarities(const CalibratedQuery& query, const CvView& cv);

  const CalibratedQuery& query() const { return *query_; }
  int32_t operator[](size_t passage) const { return similarities_[passage]; }

  // Score of every passage by itself, in millionths; 0 for passages that are not read (repeated
  // ones, lone titles).
  std::vector<uint32_t> Scores(const CvView& cv) const;

 private:
  const CalibratedQuery* query_;
  std::vector<int32_t> similarities_;
};

// Mean of the two passages that come nearest. `wanted`: QuoteWords of the criterion.
PassageMatch MatchPassages(const PassageSimilarities& similarities, const CvView& cv,
                           const std::unordered_set<std::string>& wanted, LineFinder* lines);

// For an occupation, in equal parts: the two nearest passages, the nearest job title (or passage,
// where one comes nearer), and the course of the whole CV.
PassageMatch MatchCourse(const PassageSimilarities& similarities, const CvView& cv,
                         const std::unordered_set<std::string>& wanted, LineFinder* lines);

}  // namespace utvalg::rank
