// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/access_interceptor.h"

#include <string>
#include <string_view>

#include "absl/synchronization/mutex.h"
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

// The interceptor looks at every call of this connection, so that its tokens are verified ones. The
// context is the connection's, not the call's: who calls must not be kept in it, for calls of many
// people come over one connection.
constexpr char kGuarded[] = "utvalg.guarded";
constexpr char kAuthorization[] = "authorization";

// Once a connection: handlers read the properties while other calls come in.
void MarkGuarded(grpc::AuthContext* connection) {
  static absl::Mutex mutex;
  const absl::MutexLock lock(&mutex);
  if (connection->FindPropertyValues(kGuarded).empty()) connection->AddProperty(kGuarded, "1");
}

bool IsInProcess(const grpc::ServerContext& context) {
  const std::string peer = context.peer();
  return peer == "unknown" || peer.starts_with("inproc");
}

}  // namespace

grpc::Status AccessInterceptor::Process(const InputMetadata& metadata, grpc::AuthContext* context,
                                        OutputMetadata*, OutputMetadata*) {
  const std::string_view path = Find(metadata, ":path");
  if (IsOpen(path)) return grpc::Status::OK;
  // Which of two counts must not be a question.
  if (metadata.count(kAuthorization) > 1) {
    return ToGrpc(absl::UnauthenticatedError("more than one token was sent"));
  }
  MarkGuarded(context);
  const std::string_view authorization = Find(metadata, kAuthorization);
  // CallerOf makes a service of whoever has no token.
  if (peers_are_services_ && authorization.empty() && context->IsPeerAuthenticated()) {
    return grpc::Status::OK;
  }
  return ToGrpc(authorizer_->Check(path, authorization).status());
}

Principal CallerOf(const grpc::ServerContext& context) {
  const auto connection = context.auth_context();
  if (connection != nullptr && !connection->FindPropertyValues(kGuarded).empty()) {
    const auto token = context.client_metadata().find(kAuthorization);
    if (token != context.client_metadata().end()) {
      const auto principal = PrincipalOfVerified(View(token->second));
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
