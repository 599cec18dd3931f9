// SPDX-License-Identifier: Apache-2.0
//
// The one place where calls from outside are let in or turned away: gRPC asks it before any method
// runs. What the token says goes on to the methods (caller.h). Thread-safe.
#pragma once

#include <grpcpp/security/auth_metadata_processor.h>

#include <memory>

#include "common/access/authorizer.h"

namespace utvalg {

class AccessInterceptor final : public grpc::AuthMetadataProcessor {
 public:
  struct Options {
    bool peers_are_services = false;  // As RpcServer::Options.
    bool forward_token = false;
  };
  AccessInterceptor(std::shared_ptr<const Authorizer> authorizer, Options options)
      : authorizer_(std::move(authorizer)), options_(options) {}

  bool IsBlocking() const override { return false; }
  grpc::Status Process(const InputMetadata& metadata, grpc::AuthContext* context,
                       OutputMetadata* consumed, OutputMetadata* response) override;

 private:
  const std::shared_ptr<const Authorizer> authorizer_;
  const Options options_;
};

}  // namespace utvalg
