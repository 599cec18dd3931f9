// SPDX-License-Identifier: Apache-2.0
//
// The one place where a call becomes a person's action: by their own token, or, for an API key, by
// an assertion the person signed over exactly this decision. Thread-safe.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/access/jwt.h"
#include "common/access/principal.h"
#include "common/base/clock.h"
#include "services/ingest/core/human_action.h"

namespace utvalg::ingest {

class HumanVerifier {
 public:
  // `issuers`: whose assertions are taken. Neither is owned; both must outlive this.
  HumanVerifier(const Issuers* issuers, const Clock* clock) : issuers_(issuers), clock_(clock) {}

  // `digest`: AssertedDigest of what is decided. PERMISSION_DENIED: no person stands behind it.
  absl::StatusOr<HumanAction> Verify(const Principal& caller, const std::string& assertion,
                                     const std::string& digest) const;

 private:
  const Issuers* const issuers_;
  const Clock* const clock_;
};

}  // namespace utvalg::ingest
