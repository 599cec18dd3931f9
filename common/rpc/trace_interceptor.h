// SPDX-License-Identifier: Apache-2.0
//
// Spans of calls: gRPC runs these for every call of a server (RpcServer) or of a channel
// (DialService). The caller's traceparent is the cause; what the method sees in the metadata is
// its own span's, so that whatever it passes on follows from it. Thread-safe.
#pragma once

#include <grpcpp/support/client_interceptor.h>
#include <grpcpp/support/server_interceptor.h>

#include "common/telemetry/tracer.h"

namespace utvalg {

class ServerTracing final : public grpc::experimental::ServerInterceptorFactoryInterface {
 public:
  // `scoped`: methods run on the thread that receives their call, which is then of its trace.
  ServerTracing(Tracer* tracer, bool scoped) : tracer_(tracer), scoped_(scoped) {}
  grpc::experimental::Interceptor* CreateServerInterceptor(
      grpc::experimental::ServerRpcInfo* info) override;

 private:
  Tracer* const tracer_;
  const bool scoped_;
};

class ClientTracing final : public grpc::experimental::ClientInterceptorFactoryInterface {
 public:
  explicit ClientTracing(Tracer* tracer) : tracer_(tracer) {}
  grpc::experimental::Interceptor* CreateClientInterceptor(
      grpc::experimental::ClientRpcInfo* info) override;

 private:
  Tracer* const tracer_;
};

}  // namespace utvalg
