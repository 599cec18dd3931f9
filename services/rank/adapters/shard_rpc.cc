// SPDX-License-Identifier: Apache-2.0
#include "services/rank/adapters/shard_rpc.h"

#include <optional>
#include <utility>

#include "common/rpc/rpc_status.h"
#include "google/protobuf/repeated_field.h"

namespace utvalg::rank {
namespace {

constexpr int kApplicationsPerPiece = 256;

Partitions Asked(const google::protobuf::RepeatedField<uint32_t>& partitions) {
  return Partitions(partitions.begin(), partitions.end());
}

template <typename Response>
grpc::Status Answer(absl::StatusOr<Response> answer, Response* response) {
  if (!answer.ok()) return ToGrpc(answer.status());
  *response = *std::move(answer);
  return grpc::Status::OK;
}

}  // namespace

grpc::Status ShardRpc::ReadJob(grpc::ServerContext*, const v1::ReadJobRequest* request,
                               grpc::ServerWriter<v1::ReadJobResponse>* writer) {
  JobPart part =
      pool_->ReadJob(request->job_id(), Asked(request->partitions()), request->generation());
  v1::ReadJobResponse piece;
  piece.mutable_served()->Add(part.served.begin(), part.served.end());
  piece.set_known(part.known);
  piece.set_job_revision(part.job_revision);
  piece.set_generation(part.generation);
  for (v1::ShardApplication& application : part.applications) {
    if (piece.applications_size() == kApplicationsPerPiece) {
      if (!writer->Write(piece)) return grpc::Status::CANCELLED;
      piece.Clear();
    }
    *piece.add_applications() = std::move(application);
  }
  return writer->Write(piece) ? grpc::Status::OK : grpc::Status::CANCELLED;
}

grpc::Status ShardRpc::CountOutcomes(grpc::ServerContext*, const v1::CountOutcomesRequest* request,
                                     v1::CountOutcomesResponse* response) {
  *response = pool_->CountOutcomes(request->job_id(), Asked(request->partitions()));
  return grpc::Status::OK;
}

grpc::Status ShardRpc::FindApplication(grpc::ServerContext*,
                                       const v1::FindApplicationRequest* request,
                                       v1::FindApplicationResponse* response) {
  *response =
      pool_->Find(request->application_id(), request->explain(), Asked(request->partitions()));
  return grpc::Status::OK;
}

grpc::Status ShardRpc::SearchPassages(grpc::ServerContext*,
                                      const v1::SearchPassagesRequest* request,
                                      v1::SearchPassagesResponse* response) {
  return Answer(search_->Search(*request), response);
}

grpc::Status ShardRpc::ReadPassages(grpc::ServerContext*, const v1::ReadPassagesRequest* request,
                                    v1::ReadPassagesResponse* response) {
  return Answer(search_->ReadPassages(*request), response);
}

grpc::Status ShardRpc::FindSimilarPassages(grpc::ServerContext*,
                                           const v1::FindSimilarPassagesRequest* request,
                                           v1::FindSimilarPassagesResponse* response) {
  return Answer(search_->FindSimilar(*request), response);
}

grpc::Status ShardRpc::ReadSketches(grpc::ServerContext*, const v1::ReadSketchesRequest* request,
                                    v1::ReadSketchesResponse* response) {
  *response = search_->ReadSketches(*request);
  return grpc::Status::OK;
}

grpc::Status ShardRpc::GetHeldRanking(grpc::ServerContext*,
                                      const v1::GetHeldRankingRequest* request,
                                      v1::GetHeldRankingResponse* response) {
  std::optional<v1::GetRankingResponse> page = held_->Page(request->request());
  if (!page) return grpc::Status(grpc::StatusCode::NOT_FOUND, "this replica does not hold it");
  *response->mutable_ranking() = *std::move(page);
  return grpc::Status::OK;
}

}  // namespace utvalg::rank
