// SPDX-License-Identifier: Apache-2.0
//
// Decides who may call what: the token says who, the method's option in the proto says which roles.
// A method without the option is refused to everybody. Thread-safe.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/access/jwt.h"
#include "common/base/clock.h"

namespace utvalg {

class Authorizer {
 public:
  // `tenant`: the one this process serves. The clock must outlive it.
  Authorizer(Issuers issuers, std::string audience, std::string tenant, const Clock* clock)
      : issuers_(std::move(issuers)),
        audience_(std::move(audience)),
        tenant_(std::move(tenant)),
        clock_(clock) {}

  // `path`: "/utvalg.ingest.v1.IngestService/GetJob"; `authorization`: "Bearer …". UNAUTHENTICATED:
  // no token, or not a valid one. PERMISSION_DENIED: the role does not reach, or another tenant's.
  absl::StatusOr<Principal> Check(std::string_view path, std::string_view authorization) const;

 private:
  const Issuers issuers_;
  const std::string audience_;
  const std::string tenant_;
  const Clock* const clock_;
};

// The roles of a method; empty when it is unknown or has none. Health and reflection are open.
access::v1::AccessRule RuleOf(std::string_view path);
bool IsOpen(std::string_view path);

}  // namespace utvalg
