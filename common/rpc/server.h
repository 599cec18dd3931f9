// SPDX-License-Identifier: Apache-2.0
//
// A gRPC server with what every server of ours has: health, reflection, limits, in-process channel,
// drain. Made by app.cc; services are owned by the caller and must outlive it. Thread-safe.
#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/impl/codegen/async_generic_service.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/access/authorizer.h"
#include "common/telemetry/tracer.h"

namespace utvalg {

class RpcServer {
 public:
  struct Options {
    std::string address;                       // host:port; "" = in-process only. Port 0 = any.
    int max_receive_bytes = 16 * 1024 * 1024;  // A document and its frame.
    int max_threads = 32;
    std::shared_ptr<grpc::ServerCredentials> credentials;  // Null = plain text.
    grpc::CallbackGenericService* generic = nullptr;       // Takes the calls of all other services.
    // Who may call over the address; null = everybody. Needs TLS, or an address on loopback.
    std::shared_ptr<const Authorizer> authorizer;
    // With client certificates: who shows one and no token is a service of ours, no person.
    bool peers_are_services = false;
    Tracer* tracer = nullptr;     // Gets a span for each call; null = none. Outlives the server.
    std::string tls_certificate;  // PEM, not paths; both or none.
    std::string tls_key;
  };

  // Unavailable when the address is in use or cannot be bound.
  static absl::StatusOr<std::unique_ptr<RpcServer>> Create(
      const Options& options, const std::vector<grpc::Service*>& services);
  ~RpcServer();

  // What the health service answers for "" (readiness).
  void SetServing(bool serving);
  // What it answers for "liveness": whether the process should go on.
  void SetLive(bool live);
  // A channel that needs no port.
  std::shared_ptr<grpc::Channel> InProcessChannel();
  int port() const { return port_; }
  // Refuses new calls, lets running ones finish until the grace is over. May be called twice.
  void Shutdown(std::chrono::milliseconds grace);

 private:
  RpcServer(std::unique_ptr<grpc::Server> server, int port);

  std::unique_ptr<grpc::Server> server_;
  bool stopped_ = false;
  int port_;
};

}  // namespace utvalg
