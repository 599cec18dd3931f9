// SPDX-License-Identifier: Apache-2.0
//
// Asks a server's health service (grpc.health.v1). Used by the command `health`.
#pragma once

#include <chrono>
#include <string>

#include "absl/status/status.h"

namespace utvalg::cli {

// OK: it serves. `what`: "" = ready to take calls; "liveness" = its stages make progress.
// UNAVAILABLE: nobody answers there; FAILED_PRECONDITION: it says that it does not serve.
absl::Status CheckHealth(const std::string& server, const std::string& what,
                         std::chrono::milliseconds deadline);

}  // namespace utvalg::cli
