// SPDX-License-Identifier: Apache-2.0
//
// What RankService answers: puts together what the replicas know of their partitions, each taken
// once, as one process would answer that has them all. Used by RankRpc. Thread-safe.
//
// When a partition is served by nobody (its replica died a moment ago), an answer waits for it,
// at most the patience of Scatter; then orders, counts and searches are given without it and say so
// (partial), and a question about one application is UNAVAILABLE.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/rank/adapters/held_rankings.h"
#include "services/rank/adapters/pool_reader.h"
#include "services/rank/adapters/scatter.h"
#include "services/rank/adapters/shard_peers.h"
#include "utvalg/rank/v1/rank_service.pb.h"

namespace utvalg::rank {

class RankQuery {
 public:
  // None is owned; all must outlive this. peers null: there are no other replicas.
  RankQuery(std::string tenant, const PoolReader* pool, const Scatter* scatter, ShardPeers* peers,
            HeldRankings* held);

  bool IsOrderHidden(const std::string& job_id) const { return pool_->IsOrderHidden(job_id); }
  // NotFound: no such job. FailedPrecondition: the ranking asked for is not held any more.
  absl::StatusOr<v1::GetRankingResponse> GetRanking(const v1::GetRankingRequest& request,
                                                    absl::Time deadline);
  absl::StatusOr<v1::GetOutcomeResponse> GetOutcome(const std::string& application_id,
                                                    absl::Time deadline);
  absl::StatusOr<v1::ExplainApplicationResponse> Explain(const std::string& application_id,
                                                         absl::Time deadline);
  // Waits, until the deadline at most, for as many outcomes as the request says.
  v1::GetProgressResponse GetProgress(const v1::GetProgressRequest& request, absl::Time deadline);

 private:
  struct WholeJob {
    JobPart job;
    bool partial = false;
  };
  WholeJob ReadJob(const std::string& job_id, const std::string& generation, absl::Time deadline);
  absl::StatusOr<v1::GetRankingResponse> FindHeld(const v1::GetRankingRequest& request,
                                                  absl::Time deadline);
  absl::StatusOr<v1::FindApplicationResponse> Find(const std::string& application_id, bool explain,
                                                   absl::Time deadline);
  v1::GetProgressResponse Count(const std::string& job_id, absl::Time deadline);

  const std::string tenant_;
  const PoolReader* const pool_;
  const Scatter* const scatter_;
  ShardPeers* const peers_;
  HeldRankings* const held_;
};

}  // namespace utvalg::rank
