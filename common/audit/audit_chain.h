// SPDX-License-Identifier: Apache-2.0
//
// The audit events of a tenant as a chain, and what an auditor looks for in it. A chain alone shows
// an edit; the signed checkpoints, of which copies lie elsewhere, show that it was cut off and
// regrown, or made anew as a whole. Pure.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "utvalg/audit/v1/audit.pb.h"

namespace utvalg {

// The link behind `previous` (a hash; "" = the first link).
audit::v1::AuditLink MakeLink(uint64_t sequence, std::string_view previous, std::string event);

using VerifySignature = std::function<bool(std::string_view public_key, std::string_view message,
                                           std::string_view signature)>;

// What is wrong, one sentence each; empty = all is well. `checkpoints`: those kept beside the chain
// and the copies from elsewhere, in any order. `trusted_key`: "" = any one key, but the same for
// all.
std::vector<std::string> VerifyChain(const std::vector<audit::v1::AuditLink>& links,
                                     const std::vector<audit::v1::SignedCheckpoint>& checkpoints,
                                     std::string_view trusted_key, const VerifySignature& verify);

}  // namespace utvalg
