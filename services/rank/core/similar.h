// SPDX-License-Identifier: Apache-2.0
//
// "Similar to this one": how near two CVs stand, by the passages that tell something (jobs,
// educations, projects, summary), and which pairs of passages say so. On integers. Used by the rank
// service. Stateless, thread-safe.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "services/rank/core/calibration.h"
#include "utvalg/embedding/v1/embedding.pb.h"
#include "utvalg/rank/v1/rank_service.pb.h"
#include "utvalg/rank/v1/shard_service.pb.h"

namespace utvalg::rank {

// Fills quotes and vectors; nothing when the document was not read. InvalidArgument: vectors that
// do not fit the passages.
absl::Status ReadTold(const utvalg::embedding::v1::CvEmbedded& cv, const Calibration& calibration,
                      v1::ReadPassagesResponse* told);

// Passages of one CV, made ready once for comparing with many.
class ToldPassages {
 public:
  ToldPassages(const v1::ReadPassagesResponse& told, const Calibration& calibration);

  // Nearness: the mean over the passages of each CV of how near the nearest of the other comes.
  // InvalidArgument as above.
  absl::StatusOr<v1::SimilarHit> Compare(const utvalg::embedding::v1::CvEmbedded& other) const;

 private:
  const v1::ReadPassagesResponse& told_;  // Must outlive it.
  const Calibration& calibration_;
  std::vector<Direction> directions_;
};

// Nearest first, ties by application id.
void SortHits(std::vector<v1::SimilarHit>* hits, size_t limit);

}  // namespace utvalg::rank
