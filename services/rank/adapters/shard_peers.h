// SPDX-License-Identifier: Apache-2.0
//
// The other replicas of rank, as callers see them: a stub per address. Thread-safe.
#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/rank/adapters/pool_reader.h"
#include "utvalg/rank/v1/shard_service.grpc.pb.h"

namespace utvalg::rank {

class ShardPeers {
 public:
  using Dial = std::function<std::shared_ptr<grpc::Channel>(const std::string& address)>;

  explicit ShardPeers(Dial dial) : dial_(std::move(dial)) {}

  absl::StatusOr<JobPart> ReadJob(const std::string& address, const v1::ReadJobRequest& request,
                                  absl::Time deadline);
  absl::StatusOr<v1::CountOutcomesResponse> CountOutcomes(const std::string& address,
                                                          const v1::CountOutcomesRequest& request,
                                                          absl::Time deadline);
  absl::StatusOr<v1::FindApplicationResponse> FindApplication(
      const std::string& address, const v1::FindApplicationRequest& request, absl::Time deadline);
  absl::StatusOr<v1::SearchPassagesResponse> SearchPassages(
      const std::string& address, const v1::SearchPassagesRequest& request, absl::Time deadline);
  absl::StatusOr<v1::ReadPassagesResponse> ReadPassages(const std::string& address,
                                                        const v1::ReadPassagesRequest& request,
                                                        absl::Time deadline);
  absl::StatusOr<v1::FindSimilarPassagesResponse> FindSimilarPassages(
      const std::string& address, const v1::FindSimilarPassagesRequest& request,
      absl::Time deadline);
  absl::StatusOr<v1::ReadSketchesResponse> ReadSketches(const std::string& address,
                                                        const v1::ReadSketchesRequest& request,
                                                        absl::Time deadline);
  absl::StatusOr<v1::GetHeldRankingResponse> GetHeldRanking(
      const std::string& address, const v1::GetHeldRankingRequest& request, absl::Time deadline);

 private:
  v1::ShardService::Stub* To(const std::string& address);

  const Dial dial_;
  absl::Mutex mutex_;
  std::map<std::string, std::unique_ptr<v1::ShardService::Stub>> stubs_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace utvalg::rank
