// SPDX-License-Identifier: Apache-2.0
//
// The methods of IngestService about decisions and the audit.
#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/str_join.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/log/topics.h"
#include "common/rpc/caller.h"
#include "common/rpc/rpc_status.h"
#include "services/ingest/adapters/ingest_rpc.h"
#include "services/ingest/core/training.h"

namespace utvalg::ingest {
namespace {

using application::v1::Application;

constexpr int kMaxTogether = 1000;
constexpr uint32_t kMaxLinks = 10000;
constexpr std::chrono::seconds kRankPatience(10);

uint32_t RevisionOf(const Application& application) { return std::max(application.revision(), 1u); }

absl::Status Denied() { return absl::PermissionDeniedError("this token may not do that"); }

}  // namespace

absl::StatusOr<Application> IngestRpc::Reach(const Principal& caller,
                                             const std::string& application_id) {
  // Denied before it is looked up: a token learns nothing of what there is.
  if (caller.IsCandidateOnly() && caller.application != application_id) return Denied();
  UTVALG_ASSIGN_OR_RETURN(Application application, named_->GetApplication(application_id));
  if (!caller.IsCandidateOnly() && !caller.MaySeeJob(application.job_id())) return Denied();
  return application;
}

absl::StatusOr<rank::v1::GetRankingResponse> IngestRpc::RankingOf(const std::string& job_id,
                                                                  const std::string& ranking_id,
                                                                  const std::string& generation) {
  if (rank_ == nullptr) return absl::UnavailableError("starting; try again");
  rank::v1::GetRankingRequest request;
  request.set_job_id(job_id);
  request.set_ranking_id(ranking_id);
  request.set_generation(generation);
  rank::v1::GetRankingResponse response;
  grpc::ClientContext client;
  client.set_deadline(std::chrono::system_clock::now() + kRankPatience);
  const grpc::Status status = rank_->GetRanking(&client, request, &response);
  if (!status.ok()) return FromGrpc(status);
  return response;
}

absl::StatusOr<std::map<std::string, uint32_t>> IngestRpc::RanksOf(const std::string& job_id,
                                                                   const std::string& ranking_id) {
  std::map<std::string, uint32_t> ranks;
  if (ranking_id.empty()) {
    const auto job = jobs_->Get(job_id);
    if (!job.ok() || IsHidden(*job)) return ranks;
  }
  const auto ranking = RankingOf(job_id, ranking_id);
  if (ranking_id.empty() && (!ranking.ok() || ranking->partial())) return ranks;
  UTVALG_RETURN_IF_ERROR(ranking.status());
  for (const auto& ranked : ranking->ranked()) ranks[ranked.application_id()] = ranked.rank();
  return ranks;
}

bool IngestRpc::IsDeparture(const std::string& application_id, decision::v1::Action action,
                            const std::map<std::string, uint32_t>& ranks) const {
  const auto own = ranks.find(application_id);
  if (own == ranks.end()) return false;
  const bool taken =
      action == decision::v1::ACTION_SHORTLIST || action == decision::v1::ACTION_INVITE;
  if (!taken && action != decision::v1::ACTION_DECLINE) return false;
  for (const auto& [other, rank] : ranks) {
    const auto state = StateOf(decisions_->Of(other));
    // Taken before somebody who stands higher and waits; or declined while somebody lower is in.
    if (taken && rank < own->second &&
        (state == decision::v1::APPLICATION_STATE_SUBMITTED ||
         state == decision::v1::APPLICATION_STATE_UNDER_REVIEW)) {
      return true;
    }
    if (!taken && rank > own->second && IsTaken(state)) {
      return true;
    }
  }
  return false;
}

absl::StatusOr<HumanAction> IngestRpc::VerifyTrained(const Principal& caller,
                                                     const std::string& assertion,
                                                     const std::string& digest) const {
  UTVALG_ASSIGN_OR_RETURN(HumanAction who, verifier_->Verify(caller, assertion, digest));
  const auto has_passed = [&] {
    return audit_->HasPassedTraining(who.person(), TrainingVersion());
  };
  if (options_.training_required && !has_passed()) {
    UTVALG_RETURN_IF_ERROR(audit_->CatchUp());  // Perhaps at another replica, a moment ago.
    if (has_passed()) return who;
    return absl::FailedPreconditionError(
        "who decides has passed the training first: `utvalg training`, ten minutes");
  }
  return who;
}

absl::StatusOr<IngestRpc::Prepared> IngestRpc::Prepare(
    const HumanAction& who, const Application& application, DecisionDraft draft,
    const std::map<std::string, uint32_t>& ranks) {
  draft.application_id = application.application_id();
  draft.job_id = application.job_id();
  draft.revision = RevisionOf(application);
  draft.now_ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(clock_->WallNow().time_since_epoch())
          .count();
  draft.history = decisions_->Of(draft.application_id);
  const auto rank = ranks.find(draft.application_id);
  if (rank != ranks.end()) draft.rank = rank->second;
  draft.departure = IsDeparture(draft.application_id, draft.action, ranks);
  UTVALG_ASSIGN_OR_RETURN(Decision decision, MintDecision(who, draft));
  UTVALG_ASSIGN_OR_RETURN(
      std::string key,
      ApplicationKey(application.tenant(), application.candidate(), draft.application_id));
  return Prepared{std::move(key), std::move(decision)};
}

grpc::Status IngestRpc::Decide(grpc::ServerContext* context, const v1::DecideRequest* request,
                               v1::DecideResponse* response) {
  const Principal caller = CallerOf(*context);
  const auto application = Reach(caller, request->application_id());
  if (!application.ok()) return ToGrpc(application.status());
  const std::string digest = AssertedDigest(request->action(), request->application_id(),
                                            request->ranking_id(), request->grounds());
  // Everybody may look; deciding needs the training.
  const auto who = request->action() == decision::v1::ACTION_OPEN
                       ? verifier_->Verify(caller, request->assertion(), digest)
                       : VerifyTrained(caller, request->assertion(), digest);
  if (!who.ok()) return ToGrpc(who.status());
  const auto ranks = RanksOf(application->job_id(), request->ranking_id());
  if (!ranks.ok()) return ToGrpc(ranks.status());
  DecisionDraft draft;
  draft.action = request->action();
  draft.grounds = request->grounds();
  draft.ranking_id = request->ranking_id();
  absl::MutexLock lock(&deciding_);
  if (absl::Status status = decisions_->CatchUp(); !status.ok()) return ToGrpc(status);
  // Sent again: the same person's same action, on the same grounds, is there already.
  const auto history = decisions_->Of(request->application_id());
  if (IsRepeated(history, draft.action, who->person(), draft.grounds, RevisionOf(*application))) {
    *response->mutable_decision() = history.back();
    response->set_unchanged(true);
    return grpc::Status::OK;
  }
  const auto prepared = Prepare(*who, *application, std::move(draft), *ranks);
  if (!prepared.ok()) return ToGrpc(prepared.status());
  absl::Status stored = decisions_->Store(prepared->key, prepared->decision);
  if (stored.ok()) {
    stored = NoteAct(caller, *who, "decide", request->application_id(),
                     decision::v1::Action_Name(request->action()));
  }
  *response->mutable_decision() = prepared->decision.record();
  return ToGrpc(stored);
}

grpc::Status IngestRpc::DrawSample(grpc::ServerContext* context,
                                   const v1::DrawSampleRequest* request,
                                   v1::DrawSampleResponse* response) {
  if (!CallerOf(*context).MaySeeJob(request->job_id())) return ToGrpc(Denied());
  v1::DeclineManyRequest together;
  together.set_job_id(request->job_id());
  *together.mutable_application_ids() = request->application_ids();
  together.set_sampled_review(true);
  auto to_open = MustOpen(together);
  if (!to_open.ok()) return ToGrpc(to_open.status());
  for (std::string& id : *to_open) response->add_to_open(std::move(id));
  return grpc::Status::OK;
}

absl::StatusOr<std::vector<Application>> IngestRpc::ReachAll(
    const Principal& caller, const v1::DeclineManyRequest& request) {
  if (request.application_ids().empty() || request.application_ids_size() > kMaxTogether) {
    return absl::InvalidArgumentError("name 1 to 1,000 applications");
  }
  const std::set<std::string> once(request.application_ids().begin(),
                                   request.application_ids().end());
  if (once.size() != static_cast<size_t>(request.application_ids_size())) {
    return absl::InvalidArgumentError("an application is named twice");
  }
  std::vector<Application> applications;
  for (const std::string& id : request.application_ids()) {
    UTVALG_ASSIGN_OR_RETURN(Application application, Reach(caller, id));
    if (application.job_id() != request.job_id()) {
      return absl::InvalidArgumentError(Cat(id, " is for another job"));
    }
    applications.push_back(std::move(application));
  }
  return applications;
}

absl::StatusOr<std::vector<std::string>> IngestRpc::MustOpen(
    const v1::DeclineManyRequest& request) {
  const std::vector<std::string> ids(request.application_ids().begin(),
                                     request.application_ids().end());
  if (!request.sampled_review()) return ids;
  UTVALG_RETURN_IF_ERROR(decisions_->CatchUp());
  std::vector<std::string> to_open =
      ingest::DrawSample(options_.tenant_secret, request.job_id(), ids);
  // A sample speaks for what was read by the same rules: not for what could not be read, and not
  // for who asked that a person reads theirs.
  UTVALG_ASSIGN_OR_RETURN(const auto ranking, RankingOf(request.job_id(), ""));
  std::set<std::string> read;
  for (const auto& ranked : ranking.ranked()) read.insert(ranked.application_id());
  for (const std::string& id : ids) {
    if (!read.contains(id) || WaitsForPerson(decisions_->Of(id))) to_open.push_back(id);
  }
  std::sort(to_open.begin(), to_open.end());
  to_open.erase(std::unique(to_open.begin(), to_open.end()), to_open.end());
  return to_open;
}

grpc::Status IngestRpc::DeclineMany(grpc::ServerContext* context,
                                    const v1::DeclineManyRequest* request,
                                    v1::DeclineManyResponse* response) {
  const Principal caller = CallerOf(*context);
  const auto applications = ReachAll(caller, *request);
  if (!applications.ok()) return ToGrpc(applications.status());
  const auto who = VerifyTrained(
      caller, request->assertion(),
      AssertedDigest(decision::v1::ACTION_DECLINE, absl::StrJoin(request->application_ids(), ","),
                     request->ranking_id(), request->grounds()));
  if (!who.ok()) return ToGrpc(who.status());
  const auto ranks = RanksOf(request->job_id(), request->ranking_id());
  if (!ranks.ok()) return ToGrpc(ranks.status());
  const auto to_open = MustOpen(*request);
  if (!to_open.ok()) return ToGrpc(to_open.status());
  absl::MutexLock lock(&deciding_);
  if (absl::Status status = decisions_->CatchUp(); !status.ok()) return ToGrpc(status);
  const std::set<std::string> opened_first(to_open->begin(), to_open->end());
  for (const Application& application : *applications) {
    const std::string& id = application.application_id();
    if (opened_first.contains(id) &&
        !WasOpenedBy(decisions_->Of(id), who->person(), RevisionOf(application))) {
      return ToGrpc(absl::FailedPreconditionError(
          Cat("open application ", id, " first",
              request->sampled_review() ? ": it is in the drawn sample, or needs a person" : "")));
    }
  }
  // All is checked before anything is written.
  std::vector<Prepared> fresh;
  for (const Application& application : *applications) {
    const auto history = decisions_->Of(application.application_id());
    if (IsRepeated(history, decision::v1::ACTION_DECLINE, who->person(), request->grounds(),
                   RevisionOf(application))) {
      *response->add_decisions() = history.back();
      continue;
    }
    DecisionDraft draft;
    draft.action = decision::v1::ACTION_DECLINE;
    draft.grounds = request->grounds();
    draft.ranking_id = request->ranking_id();
    draft.sampled_review = request->sampled_review();
    auto prepared = Prepare(*who, application, std::move(draft), *ranks);
    if (!prepared.ok()) return ToGrpc(prepared.status());
    fresh.push_back(*std::move(prepared));
  }
  for (const Prepared& prepared : fresh) {
    absl::Status stored = decisions_->Store(prepared.key, prepared.decision);
    if (stored.ok()) {
      stored = NoteAct(caller, *who, "decide", prepared.decision.application_id(),
                       "ACTION_DECLINE together");
    }
    if (!stored.ok()) return ToGrpc(stored);
    *response->add_decisions() = prepared.decision.record();
  }
  return grpc::Status::OK;
}

grpc::Status IngestRpc::ListDecisions(grpc::ServerContext* context,
                                      const v1::ListDecisionsRequest* request,
                                      v1::ListDecisionsResponse* response) {
  const auto application = Reach(CallerOf(*context), request->application_id());
  if (!application.ok()) return ToGrpc(application.status());
  if (absl::Status status = decisions_->CatchUp(); !status.ok()) return ToGrpc(status);
  auto history = decisions_->Of(request->application_id());
  response->set_state(StateOf(history));
  for (auto& record : history) *response->add_decisions() = std::move(record);
  return grpc::Status::OK;
}

absl::Status IngestRpc::NoteAct(const Principal& caller, const HumanAction& who,
                                std::string_view action, std::string_view object,
                                std::string_view detail) {
  Principal person = caller;
  person.subject = who.person();
  if (who.assertion_digest().empty()) return audit_->Note(person, action, object, detail);
  return audit_->Note(person, action, object,
                      Cat(detail, " via ", audit_->ActorDigest(caller.subject)));
}

absl::Status IngestRpc::FillReview(const job::v1::Job& job, v1::GetReviewResponse* review) {
  UTVALG_ASSIGN_OR_RETURN(const auto applicants, named_->ApplicantsOf(job.job_id()));
  review->set_job_id(job.job_id());
  review->set_applications(static_cast<uint32_t>(applicants.size()));
  for (const NamedWorld::Applicant& applicant : applicants) {
    const auto history = decisions_->Of(applicant.application_id);
    const std::string state = decision::v1::ApplicationState_Name(StateOf(history)).substr(18);
    ++(*review->mutable_states())[state];
    review->set_opened(review->opened() + (WasOpened(history) ? 1 : 0));
    bool departed = false;
    for (const auto& record : history) {
      departed = departed || record.departure();
      if (record.departure()) review->set_departures(review->departures() + 1);
      if (record.action() == decision::v1::ACTION_OPEN) {
        review->set_depth(std::max(review->depth(), record.rank()));
      }
    }
    if (departed) review->add_departed(applicant.application_id);
    if (job.second_reader() && WaitsForSecondReader(history)) {
      review->set_waiting_for_second_reader(review->waiting_for_second_reader() + 1);
    }
    if (WaitsForPerson(history)) review->add_person_requested(applicant.application_id);
  }
  review->set_never_opened(review->applications() - review->opened());
  return absl::OkStatus();
}

grpc::Status IngestRpc::GetReview(grpc::ServerContext* context, const v1::GetReviewRequest* request,
                                  v1::GetReviewResponse* response) {
  if (!CallerOf(*context).MaySeeJob(request->job_id())) return ToGrpc(Denied());
  const auto job = jobs_->Get(request->job_id());
  if (!job.ok()) return ToGrpc(job.status());
  return ToGrpc(FillReview(*job, response));
}

grpc::Status IngestRpc::ReadAudit(grpc::ServerContext*, const v1::ReadAuditRequest* request,
                                  v1::ReadAuditResponse* response) {
  const uint32_t limit = request->limit() == 0 ? 1000 : std::min(request->limit(), kMaxLinks);
  if (absl::Status status = audit_->Sign(/*now=*/true); !status.ok()) return ToGrpc(status);
  for (auto& link : audit_->Read(request->from_sequence(), limit)) {
    *response->add_links() = std::move(link);
  }
  auto checkpoints = audit_->Checkpoints();
  if (!checkpoints.ok()) return ToGrpc(checkpoints.status());
  for (auto& checkpoint : *checkpoints) *response->add_checkpoints() = std::move(checkpoint);
  return grpc::Status::OK;
}

}  // namespace utvalg::ingest
