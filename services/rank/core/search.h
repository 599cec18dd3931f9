// SPDX-License-Identifier: Apache-2.0
//
// Free text and filters over the pool: nearest passages by meaning, joined with the words
// themselves, among those whose facts pass. Used by the rank service. Stateless, thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "services/rank/core/calibration.h"
#include "services/rank/core/search_filter.h"
#include "services/rank/core/vector_arena.h"
#include "utvalg/embedding/v1/embedding.pb.h"
#include "utvalg/rank/v1/rank_service.pb.h"
#include "utvalg/rank/v1/shard_service.pb.h"

namespace utvalg::rank {

struct SearchQuery {
  std::string text;
  std::vector<int8_t> vector;  // Of the text, with the model's query prefix. Empty: no text.
  uint32_t limit = 20;
  SearchFilter filter = {};
};

// Whether an application may be found at all (consent, job) and passes the filter; asked once each.
using IsWanted = absl::FunctionRef<bool(std::string_view application_id)>;
// The stored CV of an application, or null when it is gone.
using FindCv =
    std::function<const utvalg::embedding::v1::CvEmbedded*(std::string_view application_id)>;

// The two halves of Search, for a pool that lies in parts: what each part looks at, and what comes
// of all parts together, as if they were one.
std::vector<utvalg::rank::v1::NearPassage> LookNear(const SearchQuery& query,
                                                    const VectorArena& arena, IsWanted wanted,
                                                    const FindCv& find,
                                                    const Calibration& calibration);
// The same without a text: all that pass, as far as they are shown, in an order that says nothing.
std::vector<utvalg::rank::v1::NearPassage> LookAll(const SearchQuery& query,
                                                   std::vector<std::string> passing,
                                                   const FindCv& find);
std::vector<utvalg::rank::v1::SearchHit> MergeHits(std::vector<utvalg::rank::v1::NearPassage> near,
                                                   uint32_t limit);

// Looks at the `4 x limit` nearest wanted owners of the arena, scores each by its best passage and
// by the share of the query's words it holds, and quotes the passage. Best first, ties by
// application id.
std::vector<utvalg::rank::v1::SearchHit> Search(const SearchQuery& query, const VectorArena& arena,
                                                IsWanted wanted, const FindCv& find,
                                                const Calibration& calibration);

}  // namespace utvalg::rank
