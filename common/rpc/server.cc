// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/server.h"

#include <grpc/support/log.h>
#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>
#include <grpcpp/support/channel_arguments.h>

#include <mutex>
#include <utility>

#include "common/base/strings.h"
#include "common/rpc/access_interceptor.h"
#include "common/rpc/trace_interceptor.h"

namespace utvalg {
namespace {

void EnablePluginsOnce() {
  static std::once_flag once;
  std::call_once(once, [] {
    // What fails is said by our own statuses; gRPC's lines would stand between them.
    gpr_set_log_function([](gpr_log_func_args*) {});
    grpc::EnableDefaultHealthCheckService(true);
    grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  });
}

}  // namespace

RpcServer::RpcServer(std::unique_ptr<grpc::Server> server, int port)
    : server_(std::move(server)), port_(port) {}

RpcServer::~RpcServer() { Shutdown(std::chrono::milliseconds(0)); }

absl::StatusOr<std::unique_ptr<RpcServer>> RpcServer::Create(
    const Options& options, const std::vector<grpc::Service*>& services) {
  EnablePluginsOnce();
  grpc::ServerBuilder builder;
  grpc::ResourceQuota quota("utvalg");
  quota.SetMaxThreads(options.max_threads);
  builder.SetResourceQuota(quota);
  builder.SetMaxReceiveMessageSize(options.max_receive_bytes);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, 16 * 1024);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, 100);
  // Two servers on one port would share its connections by chance.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  if (options.tracer != nullptr) {
    std::vector<std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>> tracing;
    // The methods of a generic service run on other threads than what is seen of their calls.
    tracing.push_back(std::make_unique<ServerTracing>(options.tracer, options.generic == nullptr));
    builder.experimental().SetInterceptorCreators(std::move(tracing));
  }
  int port = 0;
  if (!options.address.empty()) {
    std::shared_ptr<grpc::ServerCredentials> credentials =
        options.credentials ? options.credentials : grpc::InsecureServerCredentials();
    if (!options.tls_key.empty()) {
      grpc::SslServerCredentialsOptions tls;
      tls.pem_key_cert_pairs.push_back({options.tls_key, options.tls_certificate});
      credentials = grpc::SslServerCredentials(tls);
    } else if (options.credentials == nullptr && options.authorizer != nullptr) {
      // Connections of this machine alone: a token must not travel over a network in the clear.
      credentials = grpc::experimental::LocalServerCredentials(LOCAL_TCP);
    }
    if (options.authorizer != nullptr) {
      credentials->SetAuthMetadataProcessor(
          std::make_shared<AccessInterceptor>(options.authorizer, options.peers_are_services));
    }
    builder.AddListeningPort(options.address, credentials, &port);
  }
  for (grpc::Service* service : services) builder.RegisterService(service);
  if (options.generic != nullptr) builder.RegisterCallbackGenericService(options.generic);
  std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (server == nullptr || (!options.address.empty() && port == 0)) {
    return absl::UnavailableError(
        Cat("cannot listen on ", options.address,
            ": the port is in use or the address is not ours; stop the other program or "
            "choose another with --listen"));
  }
  return std::unique_ptr<RpcServer>(new RpcServer(std::move(server), port));
}

void RpcServer::SetServing(bool serving) {
  if (auto* health = server_->GetHealthCheckService()) health->SetServingStatus(serving);
}

void RpcServer::SetLive(bool live) {
  if (auto* health = server_->GetHealthCheckService()) {
    health->SetServingStatus("liveness", live);
  }
}

std::shared_ptr<grpc::Channel> RpcServer::InProcessChannel() {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(-1);
  return server_->InProcessChannel(arguments);
}

void RpcServer::Shutdown(std::chrono::milliseconds grace) {
  if (stopped_) return;
  stopped_ = true;
  // The server itself stays: a stage that fails while the process drains still says so to its
  // health service.
  server_->Shutdown(std::chrono::system_clock::now() + grace);
  server_->Wait();
}

}  // namespace utvalg
