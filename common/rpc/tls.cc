// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/tls.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_credentials_options.h>
#include <grpcpp/support/channel_arguments.h>

#include <fstream>
#include <utility>
#include <vector>

#include "common/base/strings.h"
#include "common/rpc/trace_interceptor.h"

namespace utvalg {
namespace {

constexpr unsigned kReadAgainSeconds = 60;
constexpr char kServiceConfig[] = R"({
  "loadBalancingConfig": [{"round_robin": {}}],
  "methodConfig": [{
    "name": [{}],
    "retryPolicy": {
      "maxAttempts": 5, "initialBackoff": "0.1s", "maxBackoff": "2s", "backoffMultiplier": 2,
      "retryableStatusCodes": ["UNAVAILABLE"]}}],
  "retryThrottling": {"maxTokens": 10, "tokenRatio": 0.1}})";

template <typename Options>
void Fill(const TlsFiles& files, Options* options) {
  options->set_certificate_provider(
      std::make_shared<grpc::experimental::FileWatcherCertificateProvider>(
          files.key, files.certificate, files.authority, kReadAgainSeconds));
  options->watch_root_certs();
  options->watch_identity_key_cert_pairs();
}

}  // namespace

absl::Status CheckTlsFiles(const TlsFiles& files) {
  if (files.empty()) return absl::OkStatus();
  for (const std::string& path : {files.certificate, files.key, files.authority}) {
    if (path.empty()) {
      return absl::InvalidArgumentError("tls needs all of certificate, key and authority");
    }
    if (!std::ifstream(path)) return absl::NotFoundError(Cat("tls: cannot read ", path));
  }
  return absl::OkStatus();
}

std::shared_ptr<grpc::ServerCredentials> ListenCredentials(const TlsFiles& files) {
  if (files.empty()) return grpc::InsecureServerCredentials();
  grpc::experimental::TlsServerCredentialsOptions options(nullptr);
  Fill(files, &options);
  options.set_cert_request_type(GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  return grpc::experimental::TlsServerCredentials(options);
}

std::shared_ptr<grpc::Channel> DialService(const std::string& target, const TlsFiles& files,
                                           Tracer* tracer) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(-1);
  arguments.SetServiceConfigJSON(kServiceConfig);
  // Whoever restarts is found again soon.
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 100);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1000);
  std::shared_ptr<grpc::ChannelCredentials> credentials = grpc::InsecureChannelCredentials();
  if (!files.empty()) {
    grpc::experimental::TlsChannelCredentialsOptions options;
    Fill(files, &options);
    credentials = grpc::experimental::TlsCredentials(options);
  }
  std::vector<std::unique_ptr<grpc::experimental::ClientInterceptorFactoryInterface>> tracing;
  if (tracer != nullptr) tracing.push_back(std::make_unique<ClientTracing>(tracer));
  return grpc::experimental::CreateCustomChannelWithInterceptors(target, credentials, arguments,
                                                                 std::move(tracing));
}

}  // namespace utvalg
