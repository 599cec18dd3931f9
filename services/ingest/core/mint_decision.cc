// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "common/base/digest.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "services/ingest/core/decision.h"
#include "services/ingest/core/decision_machine.h"

namespace utvalg::ingest {
namespace {

using decision::v1::DecisionRecord;

std::string DecisionId(const HumanAction& who, const DecisionDraft& draft,
                       decision::v1::ApplicationState from) {
  return Sha256Hex(Cat(static_cast<int>(draft.action), "\n", static_cast<int>(from), "\n",
                       draft.application_id, "\n", draft.ranking_id, "\n", who.person(), "\n",
                       draft.grounds, "\n", draft.history.size()))
      .substr(0, 32);
}

absl::Status CheckGrounds(const DecisionDraft& draft) {
  if (draft.action != decision::v1::ACTION_OPEN && draft.grounds.empty()) {
    return absl::InvalidArgumentError("say the grounds: a decision without them is none");
  }
  if (draft.grounds.size() > kMaxGroundsBytes) {
    return absl::InvalidArgumentError("the grounds are longer than 4,000 bytes");
  }
  return absl::OkStatus();
}

absl::Status CheckBasis(const HumanAction& who, const DecisionDraft& draft) {
  const bool opened = WasOpenedBy(draft.history, who.person(), draft.revision);
  if (draft.action == decision::v1::ACTION_DECLINE && !draft.sampled_review && !opened) {
    return absl::FailedPreconditionError(
        Cat("open application ", draft.application_id, " before declining it",
            draft.revision > 1 ? ": the candidate has corrected it" : ""));
  }
  if (draft.action != decision::v1::ACTION_SECOND) return absl::OkStatus();
  if (!opened) {
    return absl::FailedPreconditionError(
        Cat("open application ", draft.application_id, " first: a second reader has read it too"));
  }
  for (auto it = draft.history.rbegin(); it != draft.history.rend(); ++it) {
    if (it->from() == it->to()) continue;
    if (it->actor() != who.person()) return absl::OkStatus();
    return absl::FailedPreconditionError("the second reader must be another person");
  }
  return absl::FailedPreconditionError("there is no decision to agree with");
}

}  // namespace

absl::StatusOr<Decision> MintDecision(const HumanAction& who, const DecisionDraft& draft) {
  UTVALG_RETURN_IF_ERROR(CheckGrounds(draft));
  const decision::v1::ApplicationState from = StateOf(draft.history);
  UTVALG_ASSIGN_OR_RETURN(const decision::v1::ApplicationState to,
                          Step(from, draft.action, decision::v1::ACTOR_KIND_PERSON));
  UTVALG_RETURN_IF_ERROR(CheckBasis(who, draft));
  DecisionRecord record;
  record.set_decision_id(DecisionId(who, draft, from));
  record.set_action(draft.action);
  record.set_from(from);
  record.set_to(to);
  record.set_actor_kind(decision::v1::ACTOR_KIND_PERSON);
  record.set_actor(who.person());
  record.set_via(who.via());
  record.set_assertion_digest(who.assertion_digest());
  record.set_grounds(draft.grounds);
  record.set_ranking_id(draft.ranking_id);
  record.set_rank(draft.rank);
  record.set_departure(draft.departure);
  if (draft.action == decision::v1::ACTION_DECLINE) {
    record.set_basis(WasOpenedBy(draft.history, who.person(), draft.revision)
                         ? decision::v1::BASIS_OPENED
                         : decision::v1::BASIS_SAMPLED_REVIEW);
  }
  record.set_job_id(draft.job_id);
  record.set_revision(draft.revision);
  record.set_decided_at_ms(draft.now_ms);
  return Decision(std::move(record), draft.application_id);
}

}  // namespace utvalg::ingest
