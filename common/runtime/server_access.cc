// SPDX-License-Identifier: Apache-2.0
#include "common/runtime/server_access.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/crypto/secret_file.h"

namespace utvalg {
namespace {

constexpr char kLocalIssuer[] = "utvalg-local";
constexpr char kStatusIssuer[] = "utvalg-status";
constexpr int64_t kTokenSeconds = 365LL * 24 * 60 * 60;

absl::StatusOr<std::string> ReadPem(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::InvalidArgumentError(Cat("access: cannot read ", path));
  return std::string((std::istreambuf_iterator<char>(file)), {});
}

bool IsLoopback(const std::string& address) {
  return address.starts_with("127.") || address.starts_with("localhost:") ||
         address.starts_with("[::1]:");
}

std::string AudienceOf(const config::v1::Access& access) {
  return access.audience().empty() ? "utvalg" : access.audience();
}

// The server's own key and certificate, where they are configured.
absl::Status ReadTls(const config::v1::Access& access, RpcServer::Options* server) {
  if (access.tls_key().empty()) return absl::OkStatus();
  UTVALG_ASSIGN_OR_RETURN(server->tls_key, ReadPem(access.tls_key()));
  UTVALG_ASSIGN_OR_RETURN(server->tls_certificate, ReadPem(access.tls_certificate()));
  return absl::OkStatus();
}

int64_t NowSeconds(const Clock& clock) {
  return std::chrono::duration_cast<std::chrono::seconds>(clock.WallNow().time_since_epoch())
      .count();
}

}  // namespace

absl::StatusOr<Issuers> ReadIssuers(const config::v1::Access& access,
                                    const std::string& own_public_key) {
  Issuers issuers;
  for (const config::v1::Issuer& issuer : access.issuers()) {
    if (issuer.algorithm() != "EdDSA" && issuer.algorithm() != "ES256") {
      return absl::InvalidArgumentError(
          Cat("access: the algorithm of ", issuer.name(), " must be EdDSA or ES256"));
    }
    UTVALG_ASSIGN_OR_RETURN(const std::string pem, ReadPem(issuer.public_key()));
    UTVALG_ASSIGN_OR_RETURN(
        VerifyingKey key,
        VerifyingKey::FromPem(pem, issuer.algorithm() == "EdDSA" ? SignatureAlgorithm::kEdDsa
                                                                 : SignatureAlgorithm::kEs256));
    issuers.insert_or_assign(issuer.name(), std::move(key));
  }
  if (issuers.empty()) {
    issuers.insert_or_assign(kLocalIssuer, VerifyingKey::FromEd25519(own_public_key));
  }
  return issuers;
}

std::string MintStatusToken(const config::v1::Access& access, const std::string& tenant,
                            const SigningKey& signing_key, const Clock& clock,
                            const std::string& application_id) {
  Principal principal;
  principal.subject = application_id;
  principal.tenant = tenant;
  principal.roles = {access::v1::ROLE_CANDIDATE};
  principal.application = application_id;
  return MintToken(signing_key, kStatusIssuer, AudienceOf(access), principal,
                   NowSeconds(clock) + kTokenSeconds);
}

absl::Status ConfigureAccess(const config::v1::Access& access, const std::string& tenant,
                             const SigningKey& signing_key, const std::string& keys_directory,
                             const Clock* clock, RpcServer::Options* server) {
  UTVALG_ASSIGN_OR_RETURN(Issuers issuers, ReadIssuers(access, signing_key.public_key()));
  const std::string audience = AudienceOf(access);
  const std::string path = Cat(keys_directory, "/operator.token");
  issuers.insert_or_assign(kStatusIssuer, VerifyingKey::FromEd25519(signing_key.public_key()));
  if (access.issuers().empty()) {
    Principal principal;
    principal.subject = "local operator";
    principal.tenant = tenant;
    principal.roles = {access::v1::ROLE_OPERATOR};
    principal.person = true;
    UTVALG_RETURN_IF_ERROR(
        WriteSecretFile(path, MintToken(signing_key, kLocalIssuer, audience, principal,
                                        NowSeconds(*clock) + kTokenSeconds)));
  } else {
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
  }
  server->authorizer = std::make_shared<Authorizer>(std::move(issuers), audience, tenant, clock);
  return ReadTls(access, server);
}

absl::Status GuardService(const config::v1::Access& access, const std::string& tenant,
                          const SigningKey* signing_key, const TlsFiles& tls, const Clock* clock,
                          RpcServer::Options* server) {
  if (access.issuers().empty()) return absl::OkStatus();
  UTVALG_ASSIGN_OR_RETURN(Issuers issuers, ReadIssuers(access, ""));
  if (signing_key != nullptr) {
    issuers.insert_or_assign(kStatusIssuer, VerifyingKey::FromEd25519(signing_key->public_key()));
  }
  server->authorizer =
      std::make_shared<Authorizer>(std::move(issuers), AudienceOf(access), tenant, clock);
  if (!tls.empty()) {
    server->peers_are_services = true;
    return absl::OkStatus();
  }
  if (server->generic == nullptr) {
    return absl::InvalidArgumentError(
        "access: a service tells other services from callers by their certificates; configure "
        "service.tls");
  }
  server->credentials = nullptr;
  UTVALG_RETURN_IF_ERROR(ReadTls(access, server));
  if (!server->tls_key.empty() || IsLoopback(server->address)) return absl::OkStatus();
  return absl::InvalidArgumentError(
      "access: tokens must not travel in the clear; configure TLS or listen on loopback");
}

}  // namespace utvalg
