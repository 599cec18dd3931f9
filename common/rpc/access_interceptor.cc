// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/access_interceptor.h"

#include <string>
#include <string_view>

#include "common/rpc/caller.h"
#include "common/rpc/rpc_status.h"

namespace utvalg {
namespace {

std::string_view View(const grpc::string_ref& text) { return {text.data(), text.size()}; }

std::string_view Find(const grpc::AuthMetadataProcessor::InputMetadata& metadata,
                      const char* name) {
  const auto found = metadata.find(name);
  return found == metadata.end() ? std::string_view() : View(found->second);
}

bool IsInProcess(const grpc::ServerContext& context) {
  const std::string peer = context.peer();
  return peer == "unknown" || peer.starts_with("inproc");
}

}  // namespace

grpc::Status AccessInterceptor::Process(const InputMetadata& metadata, grpc::AuthContext* context,
                                        OutputMetadata* consumed, OutputMetadata*) {
  const std::string_view path = Find(metadata, ":path");
  if (IsOpen(path)) return grpc::Status::OK;
  const std::string authorization(Find(metadata, "authorization"));
  // CallerOf makes a service of whoever has no principal.
  if (options_.peers_are_services && authorization.empty() && context->IsPeerAuthenticated()) {
    return grpc::Status::OK;
  }
  const auto principal = authorizer_->Check(path, authorization);
  if (!principal.ok()) return ToGrpc(principal.status());
  if (!authorization.empty() && !options_.forward_token)
    consumed->insert({"authorization", authorization});
  context->AddProperty(kPrincipalProperty, ToPayload(*principal));
  return grpc::Status::OK;
}

Principal CallerOf(const grpc::ServerContext& context) {
  if (const auto known = context.auth_context()) {
    for (const grpc::string_ref& value : known->FindPropertyValues(kPrincipalProperty)) {
      const auto principal = PrincipalFrom(std::string(View(value)));
      if (principal.ok()) return *principal;
    }
  }
  Principal principal;
  if (IsInProcess(context)) {
    principal.subject = "local operator";
    principal.roles = {access::v1::ROLE_OPERATOR};
    principal.person = true;
  } else {
    principal.subject = "unnamed";
    principal.roles = {access::v1::ROLE_SERVICE};
  }
  return principal;
}

bool IsOwnCall(const grpc::ServerContext& context) {
  return IsInProcess(context) || CallerOf(context).Has(access::v1::ROLE_SERVICE);
}

}  // namespace utvalg
