// SPDX-License-Identifier: Apache-2.0
//
// Free text over the pool: nearest passages by meaning, joined with the words themselves. Used by
// the rank service. Stateless, thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "services/rank/core/calibration.h"
#include "services/rank/core/vector_arena.h"
#include "utvalg/embedding/v1/embedding.pb.h"
#include "utvalg/rank/v1/rank_service.pb.h"
#include "utvalg/rank/v1/shard_service.pb.h"

namespace utvalg::rank {

struct SearchQuery {
  std::string text;
  std::vector<int8_t> vector;  // Of the text, with the model's query prefix.
  uint32_t limit = 20;
};

// The stored CV of an application, or null when it must not be shown (gone, other job, no consent).
using FindCv =
    std::function<const utvalg::embedding::v1::CvEmbedded*(std::string_view application_id)>;

// The two halves of Search, for a pool that lies in parts: what each part looks at, and what comes
// of all parts together, as if they were one.
std::vector<utvalg::rank::v1::NearPassage> LookNear(const SearchQuery& query,
                                                    const VectorArena& arena, const FindCv& find,
                                                    const Calibration& calibration);
std::vector<utvalg::rank::v1::SearchHit> MergeHits(std::vector<utvalg::rank::v1::NearPassage> near,
                                                   uint32_t limit);

// Looks at the `4 x limit` nearest owners of the arena, scores each by its best passage and by the
// share of the query's words it holds, and quotes the passage. Best first, ties by application id.
std::vector<utvalg::rank::v1::SearchHit> Search(const SearchQuery& query, const VectorArena& arena,
                                                const FindCv& find, const Calibration& calibration);

}  // namespace utvalg::rank
