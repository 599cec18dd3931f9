// SPDX-License-Identifier: Apache-2.0
//
// How far a CV meets a job: per criterion what the facts say (structured) and what the passages say
// (semantic), joined, with the places in the blind text that speak for it; then the weighted total.
// From int8 vectors and facts to the score all arithmetic is on integers, so the same inputs give
// the same bits on every machine. The formula, with its reasons: docs/scoring.md.
//
// Used by the rank service for every application and by replay. A Scorer is immutable and
// thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/rank/core/calibration.h"
#include "utvalg/embedding/v1/embedding.pb.h"
#include "utvalg/result/v1/result.pb.h"

namespace utvalg::taxonomy {
class Taxonomy;
}

namespace utvalg::rank {

// Goes into Provenance.scorer. Change it with every change of a score.
inline constexpr std::string_view kScorerVersion = "6";
inline constexpr uint32_t kScoreOne = 1'000'000;

// One job, made ready: its criteria calibrated once, then used for every CV.
class Scorer {
 public:
  // Keeps references to calibration and taxonomy: both must outlive it. InvalidArgument: vectors
  // that do not fit the criteria; FailedPrecondition: the calibration is of another model.
  static absl::StatusOr<Scorer> Create(const utvalg::embedding::v1::JobEmbedded& job,
                                       const Calibration& calibration,
                                       const taxonomy::Taxonomy& taxonomy);
  Scorer(Scorer&&) noexcept;
  Scorer& operator=(Scorer&&) noexcept;
  ~Scorer();

  // FailedPrecondition: the CV was not read, or its vectors are of another model; InvalidArgument:
  // vectors that do not fit the passages, or a span outside the blind text.
  absl::StatusOr<utvalg::result::v1::ScoreRecord> Score(
      const utvalg::embedding::v1::CvEmbedded& cv) const;

 private:
  struct State;
  explicit Scorer(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

// Scorer::Create and Score in one, for a single CV.
absl::StatusOr<utvalg::result::v1::ScoreRecord> Score(const utvalg::embedding::v1::CvEmbedded& cv,
                                                      const utvalg::embedding::v1::JobEmbedded& job,
                                                      const Calibration& calibration,
                                                      const taxonomy::Taxonomy& taxonomy);

}  // namespace utvalg::rank
