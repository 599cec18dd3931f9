// SPDX-License-Identifier: Apache-2.0
//
// Signed tokens (RFC 7519, as RFC 8725 asks): made by us with EdDSA, verified from issuers whose
// key and algorithm are fixed beforehand; what the token's own header says of its algorithm must
// agree and decides nothing. Thread-safe.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/access/principal.h"
#include "common/crypto/signature.h"

namespace utvalg {

// Issuer -> its key.
using Issuers = std::map<std::string, VerifyingKey, std::less<>>;

// The payload (JSON) of a token that one of the issuers signed and that is valid now: iss, aud, exp
// and nbf hold, a minute either way. UNAUTHENTICATED otherwise, saying what is wrong.
absl::StatusOr<std::string> VerifyToken(std::string_view token, const Issuers& issuers,
                                        std::string_view audience, int64_t now_seconds);

// Claims: sub, tenant, roles (names without ROLE_, lower case), jobs, app, person.
// UNAUTHENTICATED: the tenant or the roles are missing.
absl::StatusOr<Principal> PrincipalFrom(const std::string& payload);

// The principal of "Bearer …", of which VerifyToken has let the token pass: nothing is verified
// here.
absl::StatusOr<Principal> PrincipalOfVerified(std::string_view authorization);

// A claim that is a text; "" when there is none.
std::string ClaimOf(const std::string& payload, const char* name);

// The claims of a principal, as PrincipalFrom reads them.
std::string ToPayload(const Principal& principal);

// A token of ours for `principal`, signed with EdDSA.
std::string MintToken(const SigningKey& key, std::string_view issuer, std::string_view audience,
                      const Principal& principal, int64_t expires_seconds);

}  // namespace utvalg
