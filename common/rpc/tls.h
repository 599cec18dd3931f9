// SPDX-License-Identifier: Apache-2.0
//
// Credentials for listening and calling: mutual TLS from PEM files, or plain text. Files are read
// again every minute, so that certificates can be renewed without a restart. Stateless.
#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/security/server_credentials.h>

#include <memory>
#include <string>

#include "absl/status/status.h"

namespace utvalg {

class Tracer;

// All three, or none: plain text.
struct TlsFiles {
  std::string certificate;
  std::string key;
  std::string authority;

  bool empty() const { return certificate.empty() && key.empty() && authority.empty(); }
};

// InvalidArgument: only some of them are named; NotFound: one is not there.
absl::Status CheckTlsFiles(const TlsFiles& files);

std::shared_ptr<grpc::ServerCredentials> ListenCredentials(const TlsFiles& files);

// A channel to a gRPC target, not connected yet. Calls are spread over its addresses, and made
// again up to four times while the server is unavailable, as it asks for (grpc-retry-pushback-ms).
// A call made within a TraceScope goes on with its trace, and gets a span when there is a tracer,
// which must outlive the channel.
std::shared_ptr<grpc::Channel> DialService(const std::string& target, const TlsFiles& files,
                                           Tracer* tracer = nullptr);

}  // namespace utvalg
