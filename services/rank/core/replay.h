// SPDX-License-Identifier: Apache-2.0
//
// Proof that a score is what its stored inputs give: recomputes it and compares bit for bit.
// Stateless, thread-safe.
#pragma once

#include <string>
#include <vector>

#include "services/rank/core/calibration.h"
#include "utvalg/embedding/v1/embedding.pb.h"
#include "utvalg/result/v1/result.pb.h"

namespace utvalg::taxonomy {
class Taxonomy;
}

namespace utvalg::rank {

struct ReplayReport {
  bool exact = false;
  // When not exact: what differs, each "<what>: recorded <value>, now <value>"; inputs first, then
  // criteria and score.
  std::vector<std::string> differences;
};

ReplayReport Replay(const utvalg::result::v1::ScoreRecord& recorded,
                    const utvalg::embedding::v1::CvEmbedded& cv,
                    const utvalg::embedding::v1::JobEmbedded& job, const Calibration& calibration,
                    const taxonomy::Taxonomy& taxonomy);

}  // namespace utvalg::rank
