// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/adapters/eraser.h"

#include <chrono>
#include <utility>
#include <vector>

#include "absl/strings/str_join.h"
#include "common/base/digest.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/keys/erasure_records.h"
#include "common/log/topics.h"

namespace utvalg::ingest {

Eraser::Eraser(Options options, Producer* producer, KeyRing* ring, NamedWorld* named,
               DocumentStore* documents, CandidateLocks* locks, const Clock* clock)
    : options_(std::move(options)),
      producer_(producer),
      ring_(ring),
      named_(named),
      documents_(documents),
      locks_(locks),
      clock_(clock) {}

absl::StatusOr<std::set<std::string>> Eraser::ApplicationsOf(const std::string& candidate) {
  UTVALG_ASSIGN_OR_RETURN(const std::vector<std::string> known, named_->ApplicationsOf(candidate));
  std::set<std::string> applications(known.begin(), known.end());
  UTVALG_ASSIGN_OR_RETURN(const std::vector<std::string> documents,
                          documents_->List(Cat(options_.tenant, "/", candidate)));
  for (const std::string& name : documents) {
    const std::vector<std::string_view> parts = Split(name, '/');
    if (parts.size() == 4) applications.emplace(parts[2]);
  }
  return applications;
}

absl::StatusOr<Eraser::Begun> Eraser::Begin(const std::string& candidate, std::string_view reason,
                                            std::string_view actor) {
  UTVALG_ASSIGN_OR_RETURN(const std::string owner, CandidateKey(options_.tenant, candidate));
  absl::MutexLock lock(&locks_->Of(candidate));
  UTVALG_ASSIGN_OR_RETURN(const std::set<std::string> applications, ApplicationsOf(candidate));
  UTVALG_ASSIGN_OR_RETURN(const std::vector<std::string> key_ids, ring_->KeyIdsOf(owner));
  if (key_ids.empty()) {
    return absl::NotFoundError("there is nobody of that name, or they are erased already");
  }
  erasure::v1::Erasure erasure;
  // What is erased names it: asked twice before the keys are gone, it is one erasure.
  erasure.set_erasure_id(
      Hex(HmacSha256(options_.tenant_secret, Cat("erasure\n", absl::StrJoin(key_ids, "\n"))))
          .substr(0, 32));
  erasure::v1::ErasureRequest* const request = erasure.mutable_request();
  for (const std::string& id : applications) request->add_application_ids(id);
  for (const std::string& key_id : key_ids) request->add_key_ids(key_id);
  for (const std::string_view stage : kErasingStages) request->add_roster(std::string(stage));
  UTVALG_ASSIGN_OR_RETURN(*request->mutable_epoch(), ring_->CurrentEpoch());
  request->set_reason(std::string(reason));
  if (!actor.empty()) {
    request->set_actor(
        Hex(HmacSha256(options_.tenant_secret, Cat("actor\n", actor))).substr(0, 32));
  }
  request->set_requested_at_ms(
      std::chrono::duration_cast<std::chrono::milliseconds>(clock_->WallNow().time_since_epoch())
          .count());
  UTVALG_ASSIGN_OR_RETURN(Position position,
                          producer_->Append(MakeRecord(kErasureTopic, owner, erasure)));
  UTVALG_RETURN_IF_ERROR(ring_->Erase(owner, *request));
  return Begun{erasure.erasure_id(), static_cast<uint32_t>(applications.size()),
               std::move(position)};
}

}  // namespace utvalg::ingest
