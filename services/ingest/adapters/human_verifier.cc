// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/adapters/human_verifier.h"

#include <chrono>

#include "common/base/digest.h"
#include "common/base/strings.h"

namespace utvalg::ingest {
namespace {

constexpr char kAudience[] = "utvalg-decision";

}  // namespace

absl::StatusOr<HumanAction> HumanVerifier::Verify(const Principal& caller,
                                                  const std::string& assertion,
                                                  const std::string& digest) const {
  if (caller.person && assertion.empty()) return HumanAction(caller.subject, "token", "");
  if (assertion.empty()) {
    return absl::PermissionDeniedError(
        "a decision needs a person: their own token, or their signed assertion beside the API key");
  }
  const int64_t now =
      std::chrono::duration_cast<std::chrono::seconds>(clock_->WallNow().time_since_epoch())
          .count();
  const auto payload = VerifyToken(assertion, *issuers_, kAudience, now);
  if (!payload.ok()) {
    return absl::PermissionDeniedError(
        Cat("the person's assertion: ", std::string(payload.status().message())));
  }
  const std::string person = ClaimOf(*payload, "sub");
  if (person.empty() || ClaimOf(*payload, "decision") != digest) {
    return absl::PermissionDeniedError("the person's assertion is about something else");
  }
  return HumanAction(person, caller.subject, Sha256(assertion));
}

}  // namespace utvalg::ingest
