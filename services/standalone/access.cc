// SPDX-License-Identifier: Apache-2.0
#include "services/standalone/access.h"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/crypto/secret_file.h"
#include "services/standalone/app.h"

namespace utvalg::standalone {
namespace {

constexpr char kLocalIssuer[] = "utvalg-local";
constexpr char kStatusIssuer[] = "utvalg-status";
constexpr int64_t kTokenSeconds = 365LL * 24 * 60 * 60;

absl::StatusOr<std::string> ReadPem(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::InvalidArgumentError(Cat("access: cannot read ", path));
  return std::string((std::istreambuf_iterator<char>(file)), {});
}

int64_t NowSeconds(const Clock& clock) {
  return std::chrono::duration_cast<std::chrono::seconds>(clock.WallNow().time_since_epoch())
      .count();
}

}  // namespace

std::string TokenFile(const std::string& server) {
  std::string name = server;
  for (char& c : name) {
    if (c == '/' || c == ':') c = '_';
  }
  const char* const runtime = std::getenv("XDG_RUNTIME_DIR");
  const char* const home = std::getenv("HOME");
  const std::string base =
      runtime != nullptr ? runtime : Cat(home == nullptr ? "" : home, "/.cache");
  return Cat(base, "/utvalg/tokens/", name);
}

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
  return MintToken(signing_key, kStatusIssuer,
                   access.audience().empty() ? "utvalg" : access.audience(), principal,
                   NowSeconds(clock) + kTokenSeconds);
}

absl::Status ConfigureAccess(const config::v1::Access& access, const std::string& tenant,
                             const SigningKey& signing_key, const std::string& keys_directory,
                             const Clock* clock, RpcServer::Options* server) {
  UTVALG_ASSIGN_OR_RETURN(Issuers issuers, ReadIssuers(access, signing_key.public_key()));
  const std::string audience = access.audience().empty() ? "utvalg" : access.audience();
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
  if (!access.tls_key().empty()) {
    UTVALG_ASSIGN_OR_RETURN(server->tls_key, ReadPem(access.tls_key()));
    UTVALG_ASSIGN_OR_RETURN(server->tls_certificate, ReadPem(access.tls_certificate()));
  }
  return absl::OkStatus();
}

}  // namespace utvalg::standalone
