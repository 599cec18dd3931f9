// SPDX-License-Identifier: Apache-2.0
#include "common/access/authorizer.h"

#include <chrono>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "google/protobuf/descriptor.h"

namespace utvalg {

bool IsOpen(std::string_view path) {
  return path.starts_with("/grpc.health.") || path.starts_with("/grpc.reflection.");
}

access::v1::AccessRule RuleOf(std::string_view path) {
  const std::vector<std::string_view> parts = Split(path, '/');
  if (parts.size() != 3) return {};
  const auto* const method = google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
      Cat(parts[1], ".", parts[2]));
  return method == nullptr ? access::v1::AccessRule()
                           : method->options().GetExtension(access::v1::access);
}

absl::StatusOr<Principal> Authorizer::Check(std::string_view path,
                                            std::string_view authorization) const {
  constexpr std::string_view kBearer = "Bearer ";
  if (!authorization.starts_with(kBearer)) {
    return absl::UnauthenticatedError(
        "a token is needed: metadata \"authorization: Bearer ...\" (docs/access.md)");
  }
  const int64_t now =
      std::chrono::duration_cast<std::chrono::seconds>(clock_->WallNow().time_since_epoch())
          .count();
  UTVALG_ASSIGN_OR_RETURN(
      const std::string payload,
      VerifyToken(authorization.substr(kBearer.size()), issuers_, audience_, now));
  UTVALG_ASSIGN_OR_RETURN(Principal principal, PrincipalFrom(payload));
  // The same words whatever is missing: a caller learns nothing of what there is.
  const absl::Status denied = absl::PermissionDeniedError("this token may not do that");
  if (principal.tenant != tenant_) return denied;
  const access::v1::AccessRule rule = RuleOf(path);
  for (const int role : rule.roles()) {
    if (principal.Has(static_cast<access::v1::Role>(role))) return principal;
  }
  return denied;
}

}  // namespace utvalg
