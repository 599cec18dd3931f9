// SPDX-License-Identifier: Apache-2.0
//
// Calls to the services, over the network or in this process: with a deadline, again while the
// server cannot be reached, and with errors in the words of the command. Thread-safe.
#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "utvalg/ingest/v1/ingest_service.grpc.pb.h"
#include "utvalg/parse/v1/parse_service.grpc.pb.h"
#include "utvalg/rank/v1/rank_service.grpc.pb.h"

namespace utvalg::cli {

class Client {
 public:
  using Ingest = utvalg::ingest::v1::IngestService::Stub;
  using Parse = utvalg::parse::v1::ParseService::Stub;
  using Rank = utvalg::rank::v1::RankService::Stub;

  struct Options {
    std::chrono::milliseconds deadline{30000};  // Of one call.
    std::chrono::milliseconds patience{5000};  // How long a server that cannot be reached is tried.
    std::string token{};                       // Sent with every call; "" = none.
  };

  // server is named in errors; "" = in this process.
  Client(std::shared_ptr<grpc::Channel> channel, std::string server, Options options);
  // A channel to host:port, by TLS when $UTVALG_TLS says so, not connected yet.
  static std::shared_ptr<grpc::Channel> Dial(const std::string& server);

  // One unary call: Call(&Client::Ingest::GetJob, request). Retried on Unavailable.
  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (Ingest::*method)(grpc::ClientContext*, const Request&,
                                                               Response*),
                                const Request& request) {
    return Unary<Response>(*ingest_, method, request);
  }
  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (Parse::*method)(grpc::ClientContext*, const Request&,
                                                              Response*),
                                const Request& request) {
    return Unary<Response>(*parse_, method, request);
  }
  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (Rank::*method)(grpc::ClientContext*, const Request&,
                                                             Response*),
                                const Request& request) {
    return Unary<Response>(*rank_, method, request);
  }

  // Uploads one document. Safe to call again with the same header.
  absl::StatusOr<utvalg::ingest::v1::SubmitApplicationResponse> Submit(
      const utvalg::ingest::v1::SubmitApplicationRequest::Header& header,
      std::string_view document);

 private:
  using Attempt = std::function<grpc::Status(grpc::ClientContext*)>;

  template <typename Response, typename Stub, typename Method, typename Request>
  absl::StatusOr<Response> Unary(Stub& stub, Method method, const Request& request) {
    Response response;
    absl::Status status = Retry(
        [&](grpc::ClientContext* context) { return (stub.*method)(context, request, &response); });
    if (!status.ok()) return status;
    return response;
  }
  // Attempts until the answer is final or patience is at its end.
  absl::Status Retry(const Attempt& attempt);
  absl::Status Explain(const grpc::Status& status) const;

  const std::string server_;
  const Options options_;
  const std::unique_ptr<Ingest> ingest_;
  const std::unique_ptr<Parse> parse_;
  const std::unique_ptr<Rank> rank_;
};

}  // namespace utvalg::cli
