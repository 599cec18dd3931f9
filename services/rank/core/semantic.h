// SPDX-License-Identifier: Apache-2.0
//
// What the passages of a CV say to one criterion, on integers throughout: cosines in the space of
// occupations, read against the background of the calibration. Immutable, thread-safe.
#pragma once

#include <cstdint>
#include <vector>

#include "services/rank/core/calibration.h"

namespace utvalg::rank {

// A query with its place among the background.
class CalibratedQuery {
 public:
  CalibratedQuery(Direction query, const std::vector<Direction>& background);

  const Direction& direction() const { return query_; }
  int32_t Similarity(const Direction& passage) const { return Cosine(query_, passage); }
  // How many thousandths of the background's spread a similarity (millionths) stands above its
  // mean.
  int32_t Deviation(int32_t similarity) const;

 private:
  Direction query_;
  int32_t mean_ = 0;
  int32_t spread_ = 1;
};

// Deviation in thousandths -> millionths. Strictly increasing from -1 to 8 spreads, so that order
// is kept; a passage that has nothing to do with the criterion stays below a tenth.
uint32_t SemanticScore(int32_t deviation);

// How far a title names an occupation that is known at all, in thousandths (250..1000): by the
// nearest of the background, which covers all occupations. "Technical lead" comes near nothing.
uint32_t Recognition(const Direction& occupation, const std::vector<Direction>& background);

// How far a criterion is about the occupation itself rather than something every job asks for, in
// thousandths (100..1000).
uint32_t Specificity(const Direction& criterion, const Direction& occupation);

}  // namespace utvalg::rank
