// SPDX-License-Identifier: Apache-2.0
//
// What the fault tests hand in, and the client that does: whatever server lives now, every call
// with a deadline. Used by standalone_kill_test and fault-client.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>
#include <mutex>
#include <string>

#include "utvalg/job/v1/job.pb.h"
#include "utvalg/rank/v1/rank_service.grpc.pb.h"

namespace utvalg {

// CVs that differ in who wrote them and in what they can; their passages repeat, so that the model
// has little to do. `round` changes the document but nothing that is scored; at most three digits.
std::string MakeCv(int number, int round = 0);

job::v1::Job MakeJob();

// Whether the same call with the same idempotency key may be made again.
bool MayRetry(const grpc::Status& status);

// Thread-safe.
class ScreeningClient {
 public:
  // An empty token is not sent.
  void Reach(const std::string& address, const std::string& token);

  grpc::Status PutJob(const job::v1::Job& job, std::string* job_id);
  grpc::Status Submit(const std::string& job_id, const std::string& key, const std::string& cv,
                      std::string* application_id);
  grpc::Status GetRanking(const std::string& job_id, rank::v1::GetRankingResponse* response);

 private:
  void Prepare(grpc::ClientContext* context);
  std::shared_ptr<grpc::Channel> channel();

  std::mutex mutex_;
  std::shared_ptr<grpc::Channel> channel_;
  std::string token_;
};

}  // namespace utvalg
