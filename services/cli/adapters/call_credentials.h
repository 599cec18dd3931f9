// SPDX-License-Identifier: Apache-2.0
//
// How servers are called: in the clear, or by TLS with what lies in a folder ($UTVALG_TLS), by the
// names a Kubernetes secret of type kubernetes.io/tls has. Used by Client::Dial and, to say early
// what is wrong, by the program's start. Stateless, thread-safe.
//
//   ca.crt            whom to trust; without it the authorities this machine trusts
//   tls.crt, tls.key  who calls, for servers that ask (mutual TLS); both or neither
#pragma once

#include <grpcpp/security/credentials.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace utvalg::cli {

// "" = in the clear. A Failure (configuration) when the folder is none, a file cannot be read, or
// one of certificate and key is missing.
absl::StatusOr<std::shared_ptr<grpc::ChannelCredentials>> CallCredentials(
    const std::string& folder);

}  // namespace utvalg::cli
