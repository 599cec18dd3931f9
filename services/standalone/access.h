// SPDX-License-Identifier: Apache-2.0
//
// Who may call a server on one machine: the tokens of the configured issuers, or, without one, the
// local operator's token, which is made here. And the status links of candidates, which we sign
// ourselves.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/access/jwt.h"
#include "common/base/clock.h"
#include "common/rpc/server.h"
#include "utvalg/config/v1/config.pb.h"

namespace utvalg::standalone {

// InvalidArgument or NotFound: a key cannot be read or does not fit its algorithm.
absl::StatusOr<Issuers> ReadIssuers(const config::v1::Access& access,
                                    const std::string& own_public_key);

// The link of a receipt: opens the answers about this application to whoever holds it, for a year.
std::string MintStatusToken(const config::v1::Access& access, const std::string& tenant,
                            const SigningKey& signing_key, const Clock& clock,
                            const std::string& application_id);

// Fills authorizer and TLS of the server; writes <keys>/operator.token (0600) where no issuer is
// configured, and removes it where one is.
absl::Status ConfigureAccess(const config::v1::Access& access, const std::string& tenant,
                             const SigningKey& signing_key, const std::string& keys_directory,
                             const Clock* clock, RpcServer::Options* server);

}  // namespace utvalg::standalone
