// SPDX-License-Identifier: Apache-2.0
//
// ShardService over gRPC: a thin skin over PoolReader, PoolSearch and HeldRankings, for the other
// replicas. Thread-safe as they are.
#pragma once

#include "services/rank/adapters/held_rankings.h"
#include "services/rank/adapters/pool_reader.h"
#include "services/rank/adapters/pool_search.h"
#include "utvalg/rank/v1/shard_service.grpc.pb.h"

namespace utvalg::rank {

class ShardRpc final : public v1::ShardService::Service {
 public:
  // Not owned; all must outlive this.
  ShardRpc(const PoolReader* pool, const PoolSearch* search, const HeldRankings* held)
      : pool_(pool), search_(search), held_(held) {}

  grpc::Status ReadJob(grpc::ServerContext* context, const v1::ReadJobRequest* request,
                       grpc::ServerWriter<v1::ReadJobResponse>* writer) override;
  grpc::Status CountOutcomes(grpc::ServerContext* context, const v1::CountOutcomesRequest* request,
                             v1::CountOutcomesResponse* response) override;
  grpc::Status FindApplication(grpc::ServerContext* context,
                               const v1::FindApplicationRequest* request,
                               v1::FindApplicationResponse* response) override;
  grpc::Status SearchPassages(grpc::ServerContext* context,
                              const v1::SearchPassagesRequest* request,
                              v1::SearchPassagesResponse* response) override;
  grpc::Status ReadPassages(grpc::ServerContext* context, const v1::ReadPassagesRequest* request,
                            v1::ReadPassagesResponse* response) override;
  grpc::Status FindSimilarPassages(grpc::ServerContext* context,
                                   const v1::FindSimilarPassagesRequest* request,
                                   v1::FindSimilarPassagesResponse* response) override;
  grpc::Status ReadSketches(grpc::ServerContext* context, const v1::ReadSketchesRequest* request,
                            v1::ReadSketchesResponse* response) override;
  grpc::Status GetHeldRanking(grpc::ServerContext* context,
                              const v1::GetHeldRankingRequest* request,
                              v1::GetHeldRankingResponse* response) override;

 private:
  const PoolReader* const pool_;
  const PoolSearch* const search_;
  const HeldRankings* const held_;
};

}  // namespace utvalg::rank
