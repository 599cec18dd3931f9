// SPDX-License-Identifier: Apache-2.0
#include "services/rank/adapters/shard_peers.h"

#include <utility>

#include "common/rpc/rpc_status.h"

namespace utvalg::rank {
namespace {

template <typename Response, typename Method, typename Request>
absl::StatusOr<Response> Unary(v1::ShardService::Stub* stub, Method method, const Request& request,
                               absl::Time deadline) {
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(deadline));
  Response response;
  const grpc::Status status = (stub->*method)(&context, request, &response);
  if (!status.ok()) return FromGrpc(status);
  return response;
}

}  // namespace

v1::ShardService::Stub* ShardPeers::To(const std::string& address) {
  absl::MutexLock lock(&mutex_);
  std::unique_ptr<v1::ShardService::Stub>& stub = stubs_[address];
  if (stub == nullptr) stub = v1::ShardService::NewStub(dial_(address));
  return stub.get();
}

absl::StatusOr<JobPart> ShardPeers::ReadJob(const std::string& address,
                                            const v1::ReadJobRequest& request,
                                            absl::Time deadline) {
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(deadline));
  const auto reader = To(address)->ReadJob(&context, request);
  JobPart part;
  v1::ReadJobResponse piece;
  for (bool first = true; reader->Read(&piece); first = false) {
    if (first) {
      part.served.insert(piece.served().begin(), piece.served().end());
      part.known = piece.known();
      part.job_revision = piece.job_revision();
      part.generation = piece.generation();
    }
    for (v1::ShardApplication& application : *piece.mutable_applications()) {
      part.applications.push_back(std::move(application));
    }
  }
  const grpc::Status status = reader->Finish();
  if (!status.ok()) return FromGrpc(status);
  return part;
}

absl::StatusOr<v1::CountOutcomesResponse> ShardPeers::CountOutcomes(
    const std::string& address, const v1::CountOutcomesRequest& request, absl::Time deadline) {
  return Unary<v1::CountOutcomesResponse>(To(address), &v1::ShardService::Stub::CountOutcomes,
                                          request, deadline);
}

absl::StatusOr<v1::FindApplicationResponse> ShardPeers::FindApplication(
    const std::string& address, const v1::FindApplicationRequest& request, absl::Time deadline) {
  return Unary<v1::FindApplicationResponse>(To(address), &v1::ShardService::Stub::FindApplication,
                                            request, deadline);
}

absl::StatusOr<v1::SearchPassagesResponse> ShardPeers::SearchPassages(
    const std::string& address, const v1::SearchPassagesRequest& request, absl::Time deadline) {
  return Unary<v1::SearchPassagesResponse>(To(address), &v1::ShardService::Stub::SearchPassages,
                                           request, deadline);
}

absl::StatusOr<v1::ReadPassagesResponse> ShardPeers::ReadPassages(
    const std::string& address, const v1::ReadPassagesRequest& request, absl::Time deadline) {
  return Unary<v1::ReadPassagesResponse>(To(address), &v1::ShardService::Stub::ReadPassages,
                                         request, deadline);
}

absl::StatusOr<v1::FindSimilarPassagesResponse> ShardPeers::FindSimilarPassages(
    const std::string& address, const v1::FindSimilarPassagesRequest& request,
    absl::Time deadline) {
  return Unary<v1::FindSimilarPassagesResponse>(
      To(address), &v1::ShardService::Stub::FindSimilarPassages, request, deadline);
}

absl::StatusOr<v1::ReadSketchesResponse> ShardPeers::ReadSketches(
    const std::string& address, const v1::ReadSketchesRequest& request, absl::Time deadline) {
  return Unary<v1::ReadSketchesResponse>(To(address), &v1::ShardService::Stub::ReadSketches,
                                         request, deadline);
}

absl::StatusOr<v1::GetHeldRankingResponse> ShardPeers::GetHeldRanking(
    const std::string& address, const v1::GetHeldRankingRequest& request, absl::Time deadline) {
  return Unary<v1::GetHeldRankingResponse>(To(address), &v1::ShardService::Stub::GetHeldRanking,
                                           request, deadline);
}

}  // namespace utvalg::rank
