// SPDX-License-Identifier: Apache-2.0
//
// The one place where calls from outside are let in or turned away: gRPC asks it before any method
// runs. The token stays with the call, where caller.h reads it. Thread-safe.
#pragma once

#include <grpcpp/security/auth_metadata_processor.h>

#include <memory>

#include "common/access/authorizer.h"

namespace utvalg {

class AccessInterceptor final : public grpc::AuthMetadataProcessor {
 public:
  // `peers_are_services`: as RpcServer::Options.
  AccessInterceptor(std::shared_ptr<const Authorizer> authorizer, bool peers_are_services)
      : authorizer_(std::move(authorizer)), peers_are_services_(peers_are_services) {}

  bool IsBlocking() const override { return false; }
  grpc::Status Process(const InputMetadata& metadata, grpc::AuthContext* context,
                       OutputMetadata* consumed, OutputMetadata* response) override;

 private:
  const std::shared_ptr<const Authorizer> authorizer_;
  const bool peers_are_services_;
};

}  // namespace utvalg
