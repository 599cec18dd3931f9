// SPDX-License-Identifier: Apache-2.0
#include "services/rank/adapters/rank_rpc.h"

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/rpc/caller.h"
#include "common/rpc/rpc_status.h"
#include "services/rank/adapters/answer_propose_job.h"
#include "services/rank/core/weights.h"

namespace utvalg::rank {
namespace {

constexpr size_t kMaxSearchBytes = 4096;
constexpr absl::Duration kLongestWait = absl::Seconds(20);

// A little before the caller gives up, so that it still gets the answer.
absl::Time DeadlineOf(const grpc::ServerContext& context) {
  const absl::Time asked = absl::FromChrono(context.deadline()) - absl::Milliseconds(200);
  return std::min(asked, absl::Now() + kLongestWait);
}

std::span<const int8_t> Rows(const embed::v1::EmbedTextsResponse& vectors) {
  return {reinterpret_cast<const int8_t*>(vectors.vectors().data()), vectors.vectors().size()};
}

}  // namespace

RankRpc::RankRpc(RankQuery* query, PoolQuery* pool, const taxonomy::Taxonomy* taxonomy)
    : query_(query), pool_(pool), taxonomy_(taxonomy) {}

void RankRpc::SetEmbedder(std::unique_ptr<embed::v1::EmbedService::Stub> embedder) {
  embedder_ = std::move(embedder);
}

absl::Status RankRpc::CheckJob(const grpc::ServerContext& context,
                               const std::string& job_id) const {
  if (IsOwnCall(context) || CallerOf(context).MaySeeJob(job_id)) return absl::OkStatus();
  return absl::PermissionDeniedError("this token may not do that");
}

absl::Status RankRpc::CheckOrder(const grpc::ServerContext& context,
                                 const std::string& job_id) const {
  UTVALG_RETURN_IF_ERROR(CheckJob(context, job_id));
  if (IsOwnCall(context) || !query_->IsOrderHidden(job_id)) return absl::OkStatus();
  return absl::FailedPreconditionError(
      Cat("job \"", job_id, "\" is a pilot: its order is hidden until people have decided; ",
          "`utvalg pilot read ", job_id, "` shows whom to read"));
}

grpc::Status RankRpc::EmbedQueries(grpc::ServerContext* context,
                                   const embed::v1::EmbedTextsRequest& texts,
                                   embed::v1::EmbedTextsResponse* vectors) {
  if (embedder_ == nullptr) return ToGrpc(absl::UnavailableError("starting; try again"));
  grpc::ClientContext client;
  client.set_deadline(context->deadline());
  return embedder_->EmbedTexts(&client, texts, vectors);
}

grpc::Status RankRpc::ProposeJob(grpc::ServerContext* context, const v1::ProposeJobRequest* request,
                                 v1::ProposeJobResponse* response) {
  auto proposed = AnswerProposeJob(*request, *taxonomy_);
  if (!proposed.ok()) return ToGrpc(proposed.status());
  *response = *std::move(proposed);
  embed::v1::EmbedTextsRequest texts;
  texts.set_role(embed::v1::TEXT_ROLE_QUERY);
  for (const auto& criterion : response->job().criteria()) texts.add_texts(criterion.text());
  embed::v1::EmbedTextsResponse vectors;
  // Weights decide the order: without vectors there is no answer, rather than another one.
  if (grpc::Status status = EmbedQueries(context, texts, &vectors); !status.ok()) return status;
  AssignWeights(Rows(vectors), Calibration::Default(), response->mutable_job());
  return grpc::Status::OK;
}

grpc::Status RankRpc::GetRanking(grpc::ServerContext* context, const v1::GetRankingRequest* request,
                                 v1::GetRankingResponse* response) {
  if (absl::Status may = CheckOrder(*context, request->job_id()); !may.ok()) return ToGrpc(may);
  auto ranking = query_->GetRanking(*request, DeadlineOf(*context));
  if (!ranking.ok()) return ToGrpc(ranking.status());
  *response = *std::move(ranking);
  return grpc::Status::OK;
}

grpc::Status RankRpc::GetOutcome(grpc::ServerContext* context, const v1::GetOutcomeRequest* request,
                                 v1::GetOutcomeResponse* response) {
  auto outcome = query_->GetOutcome(request->application_id(), DeadlineOf(*context));
  if (!outcome.ok()) return ToGrpc(outcome.status());
  if (!outcome->pending()) {
    const std::string& job_id = outcome->result().job_id();
    if (absl::Status may = CheckJob(*context, job_id); !may.ok()) return ToGrpc(may);
    if (outcome->result().has_ranked() && !IsOwnCall(*context) && query_->IsOrderHidden(job_id)) {
      outcome->mutable_result()->mutable_ranked()->Clear();
      outcome->set_score_hidden(true);
    }
  }
  *response = *std::move(outcome);
  return grpc::Status::OK;
}

grpc::Status RankRpc::ExplainApplication(grpc::ServerContext* context,
                                         const v1::ExplainApplicationRequest* request,
                                         v1::ExplainApplicationResponse* response) {
  const auto outcome = query_->GetOutcome(request->application_id(), DeadlineOf(*context));
  if (!outcome.ok()) return ToGrpc(outcome.status());
  if (!outcome->pending()) {
    absl::Status may = CheckOrder(*context, outcome->result().job_id());
    if (!may.ok()) return ToGrpc(may);
  }
  auto explained = query_->Explain(request->application_id(), DeadlineOf(*context));
  if (!explained.ok()) return ToGrpc(explained.status());
  *response = *std::move(explained);
  return grpc::Status::OK;
}

grpc::Status RankRpc::SearchCandidates(grpc::ServerContext* context,
                                       const v1::SearchCandidatesRequest* request,
                                       v1::SearchCandidatesResponse* response) {
  if (request->text().size() > kMaxSearchBytes) {
    return ToGrpc(absl::InvalidArgumentError("the search text must have at most 4096 bytes"));
  }
  if (request->text().empty() && request->filter().ByteSizeLong() == 0) {
    return ToGrpc(absl::InvalidArgumentError("give a text to search for, or a filter"));
  }
  if (absl::Status may = CheckJob(*context, request->job_id()); !may.ok()) return ToGrpc(may);
  embed::v1::EmbedTextsResponse vectors;
  if (!request->text().empty()) {
    embed::v1::EmbedTextsRequest texts;
    texts.add_texts(request->text());
    texts.set_role(embed::v1::TEXT_ROLE_QUERY);
    if (grpc::Status status = EmbedQueries(context, texts, &vectors); !status.ok()) return status;
  }
  auto hits = pool_->Search(*request, Rows(vectors), DeadlineOf(*context));
  if (!hits.ok()) return ToGrpc(hits.status());
  *response = *std::move(hits);
  return grpc::Status::OK;
}

grpc::Status RankRpc::FindSimilar(grpc::ServerContext* context,
                                  const v1::FindSimilarRequest* request,
                                  v1::FindSimilarResponse* response) {
  const absl::Time deadline = DeadlineOf(*context);
  auto own = pool_->ReadPassages(request->application_id(), deadline);
  if (!own.ok()) return ToGrpc(own.status());
  // Whoever asks must reach both the one they ask about and those they look among.
  absl::Status may = CheckJob(*context, own->job_id());
  if (may.ok()) may = CheckJob(*context, request->job_id());
  if (!may.ok()) return ToGrpc(may);
  auto similar = pool_->FindSimilar(*request, *std::move(own), deadline);
  if (!similar.ok()) return ToGrpc(similar.status());
  *response = *std::move(similar);
  return grpc::Status::OK;
}

grpc::Status RankRpc::FindDuplicates(grpc::ServerContext* context,
                                     const v1::FindDuplicatesRequest* request,
                                     v1::FindDuplicatesResponse* response) {
  if (absl::Status may = CheckJob(*context, request->job_id()); !may.ok()) return ToGrpc(may);
  auto found = pool_->FindDuplicates(*request, DeadlineOf(*context));
  if (!found.ok()) return ToGrpc(found.status());
  *response = *std::move(found);
  return grpc::Status::OK;
}

grpc::Status RankRpc::GetProgress(grpc::ServerContext* context,
                                  const v1::GetProgressRequest* request,
                                  v1::GetProgressResponse* response) {
  if (absl::Status may = CheckJob(*context, request->job_id()); !may.ok()) return ToGrpc(may);
  *response = query_->GetProgress(*request, DeadlineOf(*context));
  return grpc::Status::OK;
}

}  // namespace utvalg::rank
