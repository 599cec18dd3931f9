// SPDX-License-Identifier: Apache-2.0
//
// What RankService answers of the pool as a whole: search, similar CVs, duplicates. Puts together
// what the replicas know of their partitions, as RankQuery does. Used by RankRpc. Thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/taxonomy/taxonomy.h"
#include "services/rank/adapters/pool_search.h"
#include "services/rank/adapters/scatter.h"
#include "services/rank/adapters/shard_peers.h"
#include "utvalg/rank/v1/rank_service.pb.h"

namespace utvalg::rank {

class PoolQuery {
 public:
  // None is owned; all must outlive this. peers null: there are no other replicas.
  PoolQuery(const PoolSearch* here, const Scatter* scatter, ShardPeers* peers,
            const taxonomy::Taxonomy* taxonomy)
      : here_(here), scatter_(scatter), peers_(peers), taxonomy_(taxonomy) {}

  // `query_vector` of the text; empty without one. NotFound: the job. InvalidArgument: the filter.
  absl::StatusOr<v1::SearchCandidatesResponse> Search(const v1::SearchCandidatesRequest& request,
                                                      std::span<const int8_t> query_vector,
                                                      absl::Time deadline);
  // An application with its passages. NotFound: there is none.
  absl::StatusOr<v1::ReadPassagesResponse> ReadPassages(const std::string& application_id,
                                                        absl::Time deadline);
  // `own`: what ReadPassages gave for the application.
  absl::StatusOr<v1::FindSimilarResponse> FindSimilar(const v1::FindSimilarRequest& request,
                                                      v1::ReadPassagesResponse own,
                                                      absl::Time deadline);
  absl::StatusOr<v1::FindDuplicatesResponse> FindDuplicates(
      const v1::FindDuplicatesRequest& request, absl::Time deadline);

 private:
  const PoolSearch* const here_;
  const Scatter* const scatter_;
  ShardPeers* const peers_;
  const taxonomy::Taxonomy* const taxonomy_;
};

}  // namespace utvalg::rank
