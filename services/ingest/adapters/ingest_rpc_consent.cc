// SPDX-License-Identifier: Apache-2.0
//
// The part of IngestRpc about being found by a search over the pool.
#include <chrono>

#include "common/base/status_macros.h"
#include "common/log/topics.h"
#include "common/rpc/caller.h"
#include "common/rpc/rpc_status.h"
#include "services/ingest/adapters/ingest_rpc.h"
#include "services/ingest/core/search_consent.h"

namespace utvalg::ingest {

grpc::Status IngestRpc::SetSearchConsent(grpc::ServerContext* context,
                                         const v1::SetSearchConsentRequest* request,
                                         v1::SetSearchConsentResponse* response) {
  const Principal caller = CallerOf(*context);
  const auto application = Reach(caller, request->application_id());
  if (!application.ok()) return ToGrpc(application.status());
  if (!request->consent()) return ToGrpc(EndConsent(caller, *application));
  const auto until_ms = GiveConsent(caller, *application, request->until_ms());
  if (!until_ms.ok()) return ToGrpc(until_ms.status());
  response->set_until_ms(*until_ms);
  return grpc::Status::OK;
}

absl::StatusOr<int64_t> IngestRpc::GiveConsent(const Principal& caller,
                                               const application::v1::Application& application,
                                               int64_t asked_ms) {
  const auto now_ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(clock_->WallNow().time_since_epoch())
          .count();
  UTVALG_ASSIGN_OR_RETURN(const int64_t until_ms, ConsentUntil(asked_ms, now_ms));
  UTVALG_ASSIGN_OR_RETURN(
      const std::string key,
      ApplicationKey(application.tenant(), application.candidate(), application.application_id()));
  // Withdrawing takes the same lock: neither slips in behind the other.
  absl::MutexLock lock(&deciding_);
  UTVALG_RETURN_IF_ERROR(decisions_->CatchUp());
  if (StateOf(decisions_->Of(application.application_id())) ==
      decision::v1::APPLICATION_STATE_WITHDRAWN) {
    return absl::FailedPreconditionError("the application was withdrawn");
  }
  UTVALG_RETURN_IF_ERROR(consents_->Give(key, until_ms, now_ms));
  UTVALG_RETURN_IF_ERROR(
      audit_->Note(caller, "search-consent", application.application_id(), "GIVEN"));
  return until_ms;
}

absl::Status IngestRpc::EndConsent(const Principal& caller,
                                   const application::v1::Application& application) {
  UTVALG_ASSIGN_OR_RETURN(
      const std::string key,
      ApplicationKey(application.tenant(), application.candidate(), application.application_id()));
  absl::MutexLock lock(&deciding_);
  UTVALG_RETURN_IF_ERROR(consents_->CatchUp());
  if (consents_->Until(application.application_id()) == 0) return absl::OkStatus();
  UTVALG_RETURN_IF_ERROR(consents_->Withdraw(key));
  return audit_->Note(caller, "search-consent", application.application_id(), "WITHDRAWN");
}

}  // namespace utvalg::ingest
