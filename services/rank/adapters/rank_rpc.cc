// SPDX-License-Identifier: Apache-2.0
#include "services/rank/adapters/rank_rpc.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "common/rpc/rpc_status.h"
#include "services/rank/adapters/answer_propose_job.h"
#include "services/rank/core/weights.h"

namespace utvalg::rank {
namespace {

constexpr size_t kMaxSearchBytes = 4096;
constexpr absl::Duration kLongestWait = absl::Seconds(20);

}  // namespace

RankRpc::RankRpc(RankingState* state, const taxonomy::Taxonomy* taxonomy)
    : state_(state), taxonomy_(taxonomy) {}

void RankRpc::SetEmbedder(std::unique_ptr<embed::v1::EmbedService::Stub> embedder) {
  embedder_ = std::move(embedder);
}

void RankRpc::Weigh(grpc::ServerContext* context, job::v1::Job* job) {
  if (embedder_ == nullptr) return;
  embed::v1::EmbedTextsRequest texts;
  texts.set_role(embed::v1::TEXT_ROLE_QUERY);
  for (const auto& criterion : job->criteria()) texts.add_texts(criterion.text());
  embed::v1::EmbedTextsResponse vectors;
  grpc::ClientContext client;
  client.set_deadline(context->deadline());
  // Without vectors the criteria keep the weights their importance stands for.
  if (!embedder_->EmbedTexts(&client, texts, &vectors).ok()) return;
  AssignWeights(
      {reinterpret_cast<const int8_t*>(vectors.vectors().data()), vectors.vectors().size()},
      Calibration::Default(), job);
}

grpc::Status RankRpc::ProposeJob(grpc::ServerContext*, const v1::ProposeJobRequest* request,
                                 v1::ProposeJobResponse* response) {
  auto proposed = AnswerProposeJob(*request, *taxonomy_);
  if (!proposed.ok()) return ToGrpc(proposed.status());
  *response = *std::move(proposed);
  return grpc::Status::OK;
}

grpc::Status RankRpc::GetRanking(grpc::ServerContext*, const v1::GetRankingRequest* request,
                                 v1::GetRankingResponse* response) {
  auto ranking = state_->GetRanking(*request);
  if (!ranking.ok()) return ToGrpc(ranking.status());
  *response = *std::move(ranking);
  return grpc::Status::OK;
}

grpc::Status RankRpc::GetOutcome(grpc::ServerContext*, const v1::GetOutcomeRequest* request,
                                 v1::GetOutcomeResponse* response) {
  *response = state_->GetOutcome(request->application_id());
  return grpc::Status::OK;
}

grpc::Status RankRpc::ExplainApplication(grpc::ServerContext*,
                                         const v1::ExplainApplicationRequest* request,
                                         v1::ExplainApplicationResponse* response) {
  auto explained = state_->Explain(request->application_id());
  if (!explained.ok()) return ToGrpc(explained.status());
  *response = *std::move(explained);
  return grpc::Status::OK;
}

grpc::Status RankRpc::SearchCandidates(grpc::ServerContext* context,
                                       const v1::SearchCandidatesRequest* request,
                                       v1::SearchCandidatesResponse* response) {
  if (request->text().empty() || request->text().size() > kMaxSearchBytes) {
    return ToGrpc(absl::InvalidArgumentError("the search text must have 1 to 4096 bytes"));
  }
  if (embedder_ == nullptr) return ToGrpc(absl::UnavailableError("starting; try again"));
  embed::v1::EmbedTextsRequest texts;
  texts.add_texts(request->text());
  texts.set_role(embed::v1::TEXT_ROLE_QUERY);
  embed::v1::EmbedTextsResponse vectors;
  grpc::ClientContext client;
  client.set_deadline(context->deadline());
  if (grpc::Status status = embedder_->EmbedTexts(&client, texts, &vectors); !status.ok()) {
    return status;
  }
  auto hits = state_->Search(*request, {reinterpret_cast<const int8_t*>(vectors.vectors().data()),
                                        vectors.vectors().size()});
  if (!hits.ok()) return ToGrpc(hits.status());
  *response = *std::move(hits);
  return grpc::Status::OK;
}

grpc::Status RankRpc::GetProgress(grpc::ServerContext* context,
                                  const v1::GetProgressRequest* request,
                                  v1::GetProgressResponse* response) {
  if (request->wait_until_finished() > 0) {
    // Answer a little before the caller gives up, so that it learns how far things are.
    const absl::Time deadline = absl::FromChrono(context->deadline()) - absl::Milliseconds(200);
    state_->WaitForOutcomes(request->job_id(), request->wait_until_finished(),
                            std::min(deadline, absl::Now() + kLongestWait));
  }
  *response = state_->GetProgress(request->job_id());
  return grpc::Status::OK;
}

}  // namespace utvalg::rank
