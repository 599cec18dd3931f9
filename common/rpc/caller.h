// SPDX-License-Identifier: Apache-2.0
//
// Who makes a call, for the services behind the interceptor (access_interceptor.h), which let its
// token pass. Thread-safe.
#pragma once

#include <grpcpp/server_context.h>

#include "absl/status/statusor.h"
#include "common/access/principal.h"

namespace utvalg {

// The verified caller. A call inside the process is the process's own: the local operator, a
// person. Of a server without the interceptor: a service, no person.
Principal CallerOf(const grpc::ServerContext& context);

// A call of our own: inside this process, or of another of our services.
bool IsOwnCall(const grpc::ServerContext& context);

}  // namespace utvalg
