// SPDX-License-Identifier: Apache-2.0
//
// Passes every call on to the service it is for, as bytes: no code per method. Used by
// utvalg-gateway. Thread-safe; calls run on gRPC's threads.
#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/impl/codegen/async_generic_service.h>

#include <map>
#include <memory>
#include <string>

namespace utvalg::gateway {

class Proxy final : public grpc::CallbackGenericService {
 public:
  // By package, "utvalg.ingest.v1": where its calls go. Others are UNIMPLEMENTED.
  explicit Proxy(const std::map<std::string, std::shared_ptr<grpc::Channel>>& upstreams);

 private:
  grpc::ServerGenericBidiReactor* CreateReactor(
      grpc::GenericCallbackServerContext* context) override;

  std::map<std::string, std::unique_ptr<grpc::GenericStub>> stubs_;
};

}  // namespace utvalg::gateway
