// SPDX-License-Identifier: Apache-2.0
//
// What a CV's passages say to one criterion. Used by Scorer. Stateless, thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "services/rank/core/criterion_query.h"
#include "services/rank/core/cv_view.h"
#include "services/rank/core/quote.h"
#include "utvalg/result/v1/result.pb.h"

namespace utvalg::rank {

struct PassageMatch {
  uint32_t score = 0;                                  // Millionths.
  std::vector<utvalg::result::v1::Evidence> evidence;  // Strongest first; of readable length.
};

// How near each passage of a CV comes to a criterion, computed once.
class PassageSimilarities {
 public:
  PassageSimilarities(const CriterionQuery& query, const CvView& cv);

  const CriterionQuery& query() const { return *query_; }
  // Cosines in the space of occupations, in millionths.
  const std::vector<int32_t>& in_occupations() const { return similarities_; }
  // CriterionQuery::WordsHeld and Deviation.
  const std::vector<int32_t>& words_held() const { return words_held_; }
  const std::vector<int32_t>& deviations() const { return deviations_; }

  // Score of every passage by itself, in millionths; 0 for passages that are not read (repeated
  // ones, lone titles).
  std::vector<uint32_t> Scores(const CvView& cv) const;

 private:
  const CriterionQuery* query_;
  std::vector<int32_t> similarities_;
  std::vector<int32_t> words_held_;
  std::vector<int32_t> deviations_;
};

// Mean of the two passages that come nearest. `wanted`: QuoteWords of the criterion.
PassageMatch MatchPassages(const PassageSimilarities& similarities, const CvView& cv,
                           const std::unordered_set<std::string>& wanted, LineFinder* lines);

// The first passage that holds every word of the criterion's own, of the given strength; none:
// empty.
std::vector<utvalg::result::v1::Evidence> MatchWords(const PassageSimilarities& similarities,
                                                     const CvView& cv,
                                                     const std::unordered_set<std::string>& wanted,
                                                     uint32_t strength, LineFinder* lines);

// For an occupation, in equal parts: the two nearest passages, the nearest job title (or passage,
// where one comes nearer), and the course of the whole CV.
PassageMatch MatchCourse(const PassageSimilarities& similarities, const CvView& cv,
                         const std::unordered_set<std::string>& wanted, LineFinder* lines);

}  // namespace utvalg::rank
