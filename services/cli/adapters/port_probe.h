// SPDX-License-Identifier: Apache-2.0
//
// Whether an address can be listened on, asked of the system without serving there. Thread-safe.
#pragma once

#include <string>

#include "absl/status/status.h"

namespace utvalg::cli {

// address is HOST:PORT with a numeric host or a name. InvalidArgument: it is neither; Unavailable:
// taken or not ours.
absl::Status ProbePort(const std::string& address);

}  // namespace utvalg::cli
