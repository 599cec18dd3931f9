// SPDX-License-Identifier: Apache-2.0
//
// RankService over gRPC: a thin skin over RankQuery and PoolQuery. Thread-safe as they are.
#pragma once

#include <memory>

#include "common/taxonomy/taxonomy.h"
#include "services/rank/adapters/pool_query.h"
#include "services/rank/adapters/rank_query.h"
#include "utvalg/embed/v1/embed_service.grpc.pb.h"
#include "utvalg/rank/v1/rank_service.grpc.pb.h"

namespace utvalg::rank {

class RankRpc final : public v1::RankService::Service {
 public:
  // None is owned; all must outlive this.
  RankRpc(RankQuery* query, PoolQuery* pool, const taxonomy::Taxonomy* taxonomy);

  // How search texts and proposed criteria get their vectors. Set before serving.
  void SetEmbedder(std::unique_ptr<embed::v1::EmbedService::Stub> embedder);

  grpc::Status ProposeJob(grpc::ServerContext* context, const v1::ProposeJobRequest* request,
                          v1::ProposeJobResponse* response) override;
  grpc::Status GetRanking(grpc::ServerContext* context, const v1::GetRankingRequest* request,
                          v1::GetRankingResponse* response) override;
  grpc::Status GetOutcome(grpc::ServerContext* context, const v1::GetOutcomeRequest* request,
                          v1::GetOutcomeResponse* response) override;
  grpc::Status ExplainApplication(grpc::ServerContext* context,
                                  const v1::ExplainApplicationRequest* request,
                                  v1::ExplainApplicationResponse* response) override;
  grpc::Status SearchCandidates(grpc::ServerContext* context,
                                const v1::SearchCandidatesRequest* request,
                                v1::SearchCandidatesResponse* response) override;
  grpc::Status FindSimilar(grpc::ServerContext* context, const v1::FindSimilarRequest* request,
                           v1::FindSimilarResponse* response) override;
  grpc::Status FindDuplicates(grpc::ServerContext* context,
                              const v1::FindDuplicatesRequest* request,
                              v1::FindDuplicatesResponse* response) override;
  grpc::Status GetProgress(grpc::ServerContext* context, const v1::GetProgressRequest* request,
                           v1::GetProgressResponse* response) override;

 private:
  // OK when the caller's token reaches the job. Services and the process itself reach all.
  absl::Status CheckJob(const grpc::ServerContext& context, const std::string& job_id) const;
  // Besides, that the caller may see the job's order: no pilot hides it.
  absl::Status CheckOrder(const grpc::ServerContext& context, const std::string& job_id) const;
  // Vectors from the embed service, within the caller's deadline.
  grpc::Status EmbedQueries(grpc::ServerContext* context, const embed::v1::EmbedTextsRequest& texts,
                            embed::v1::EmbedTextsResponse* vectors);

  RankQuery* const query_;
  PoolQuery* const pool_;
  const taxonomy::Taxonomy* const taxonomy_;
  std::unique_ptr<embed::v1::EmbedService::Stub> embedder_;
};

}  // namespace utvalg::rank
