// SPDX-License-Identifier: Apache-2.0
//
// Who may call a server: the tokens of the configured issuers. On one machine without an issuer the
// local operator's token, which is made here; in a cluster, besides, services with a certificate of
// the common authority. And the status links of candidates, which we sign ourselves.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/access/jwt.h"
#include "common/base/clock.h"
#include "common/rpc/server.h"
#include "common/rpc/tls.h"
#include "utvalg/config/v1/config.pb.h"

namespace utvalg {

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

// Fills authorizer and credentials of a service of a cluster, when an issuer is configured.
// `signing_key`: of the process that signs status links, else null. With mutual TLS of its own
// (`tls` not empty) a caller with a certificate and without a token is a service; at the gateway
// (`tls` empty) everybody needs a token, which goes on to the services. InvalidArgument: neither
// TLS nor an address on loopback; keys as ReadIssuers.
absl::Status GuardService(const config::v1::Access& access, const std::string& tenant,
                          const SigningKey* signing_key, const TlsFiles& tls, const Clock* clock,
                          RpcServer::Options* server);

}  // namespace utvalg
