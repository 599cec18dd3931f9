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

namespace utvalg::ingest {
namespace {

using application::v1::Application;

constexpr int kMaxTogether = 1000;
constexpr uint32_t kMaxLinks = 10000;
constexpr std::chrono::seconds kRankPatience(10);

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

absl::StatusOr<std::map<std::string, uint32_t>> IngestRpc::RanksOf(const std::string& job_id,
                                                                   const std::string& ranking_id) {
  std::map<std::string, uint32_t> ranks;
  if (ranking_id.empty() || rank_ == nullptr) return ranks;
  rank::v1::GetRankingRequest request;
  request.set_job_id(job_id);
  request.set_ranking_id(ranking_id);
  rank::v1::GetRankingResponse response;
  grpc::ClientContext client;
  client.set_deadline(std::chrono::system_clock::now() + kRankPatience);
  const grpc::Status status = rank_->GetRanking(&client, request, &response);
  if (!status.ok()) return FromGrpc(status);
  for (const auto& ranked : response.ranked()) ranks[ranked.application_id()] = ranked.rank();
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
    if (!taken && rank > own->second &&
        (state == decision::v1::APPLICATION_STATE_SHORTLISTED ||
         state == decision::v1::APPLICATION_STATE_INVITED)) {
      return true;
    }
  }
  return false;
}

absl::StatusOr<decision::v1::DecisionRecord> IngestRpc::DecideOne(
    const HumanAction& who, const Application& application, DecisionDraft draft,
    const std::map<std::string, uint32_t>& ranks) {
  draft.application_id = application.application_id();
  draft.job_id = application.job_id();
  draft.now_ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(clock_->WallNow().time_since_epoch())
          .count();
  draft.history = decisions_->Of(draft.application_id);
  const auto rank = ranks.find(draft.application_id);
  if (rank != ranks.end()) draft.rank = rank->second;
  draft.departure = IsDeparture(draft.application_id, draft.action, ranks);
  UTVALG_ASSIGN_OR_RETURN(const Decision decision, MintDecision(who, draft));
  UTVALG_ASSIGN_OR_RETURN(
      const std::string key,
      ApplicationKey(application.tenant(), application.candidate(), draft.application_id));
  UTVALG_RETURN_IF_ERROR(decisions_->Store(key, decision));
  return decision.record();
}

grpc::Status IngestRpc::Decide(grpc::ServerContext* context, const v1::DecideRequest* request,
                               v1::DecideResponse* response) {
  const Principal caller = CallerOf(*context);
  const auto application = Reach(caller, request->application_id());
  if (!application.ok()) return ToGrpc(application.status());
  const auto who = verifier_->Verify(caller, request->assertion(),
                                     AssertedDigest(request->action(), request->application_id(),
                                                    request->ranking_id(), request->grounds()));
  if (!who.ok()) return ToGrpc(who.status());
  const auto ranks = RanksOf(application->job_id(), request->ranking_id());
  if (!ranks.ok()) return ToGrpc(ranks.status());
  DecisionDraft draft;
  draft.action = request->action();
  draft.grounds = request->grounds();
  draft.ranking_id = request->ranking_id();
  absl::MutexLock lock(&deciding_);
  // Sent again: the same person's same action, on the same grounds, is there already.
  const auto history = decisions_->Of(request->application_id());
  if (!history.empty() && history.back().action() == draft.action &&
      history.back().actor() == who->person() && history.back().grounds() == draft.grounds) {
    *response->mutable_decision() = history.back();
    response->set_unchanged(true);
    return grpc::Status::OK;
  }
  auto decided = DecideOne(*who, *application, std::move(draft), *ranks);
  if (!decided.ok()) return ToGrpc(decided.status());
  const absl::Status noted = audit_->Note(caller, "decide", request->application_id(),
                                          decision::v1::Action_Name(request->action()));
  *response->mutable_decision() = *std::move(decided);
  return ToGrpc(noted);
}

grpc::Status IngestRpc::DrawSample(grpc::ServerContext* context,
                                   const v1::DrawSampleRequest* request,
                                   v1::DrawSampleResponse* response) {
  if (!CallerOf(*context).MaySeeJob(request->job_id())) return ToGrpc(Denied());
  const std::vector<std::string> applications(request->application_ids().begin(),
                                              request->application_ids().end());
  for (std::string& id :
       ingest::DrawSample(options_.tenant_secret, request->job_id(), applications)) {
    response->add_to_open(std::move(id));
  }
  return grpc::Status::OK;
}

grpc::Status IngestRpc::DeclineMany(grpc::ServerContext* context,
                                    const v1::DeclineManyRequest* request,
                                    v1::DeclineManyResponse* response) {
  const Principal caller = CallerOf(*context);
  if (request->application_ids().empty() || request->application_ids_size() > kMaxTogether) {
    return ToGrpc(absl::InvalidArgumentError("name 1 to 1,000 applications"));
  }
  const std::vector<std::string> ids(request->application_ids().begin(),
                                     request->application_ids().end());
  const auto who =
      verifier_->Verify(caller, request->assertion(),
                        AssertedDigest(decision::v1::ACTION_DECLINE, absl::StrJoin(ids, ","),
                                       request->ranking_id(), request->grounds()));
  if (!who.ok()) return ToGrpc(who.status());
  const auto ranks = RanksOf(request->job_id(), request->ranking_id());
  if (!ranks.ok()) return ToGrpc(ranks.status());
  absl::MutexLock lock(&deciding_);
  // All is checked before anything is written.
  std::vector<Application> applications;
  for (const std::string& id : ids) {
    auto application = Reach(caller, id);
    if (!application.ok()) return ToGrpc(application.status());
    if (application->job_id() != request->job_id()) {
      return ToGrpc(absl::InvalidArgumentError(Cat(id, " is for another job")));
    }
    applications.push_back(*std::move(application));
  }
  const std::vector<std::string> to_open =
      request->sampled_review() ? ingest::DrawSample(options_.tenant_secret, request->job_id(), ids)
                                : ids;
  for (const std::string& id : to_open) {
    if (!WasOpenedBy(decisions_->Of(id), who->person())) {
      return ToGrpc(absl::FailedPreconditionError(Cat(
          "open ", id, " first", request->sampled_review() ? ": it is in the drawn sample" : "")));
    }
  }
  for (const Application& application : applications) {
    DecisionDraft draft;
    draft.action = decision::v1::ACTION_DECLINE;
    draft.grounds = request->grounds();
    draft.ranking_id = request->ranking_id();
    draft.sampled_review = request->sampled_review();
    auto decided = DecideOne(*who, application, std::move(draft), *ranks);
    if (!decided.ok()) return ToGrpc(decided.status());
    *response->add_decisions() = *std::move(decided);
    absl::Status noted =
        audit_->Note(caller, "decide", application.application_id(), "ACTION_DECLINE together");
    if (!noted.ok()) return ToGrpc(noted);
  }
  return grpc::Status::OK;
}

grpc::Status IngestRpc::ListDecisions(grpc::ServerContext* context,
                                      const v1::ListDecisionsRequest* request,
                                      v1::ListDecisionsResponse* response) {
  const auto application = Reach(CallerOf(*context), request->application_id());
  if (!application.ok()) return ToGrpc(application.status());
  auto history = decisions_->Of(request->application_id());
  response->set_state(StateOf(history));
  for (auto& record : history) *response->add_decisions() = std::move(record);
  return grpc::Status::OK;
}

grpc::Status IngestRpc::GetReview(grpc::ServerContext* context, const v1::GetReviewRequest* request,
                                  v1::GetReviewResponse* response) {
  if (!CallerOf(*context).MaySeeJob(request->job_id())) return ToGrpc(Denied());
  const auto job = jobs_->Get(request->job_id());
  if (!job.ok()) return ToGrpc(job.status());
  const auto applicants = named_->ApplicantsOf(request->job_id());
  if (!applicants.ok()) return ToGrpc(applicants.status());
  response->set_job_id(request->job_id());
  response->set_applications(static_cast<uint32_t>(applicants->size()));
  for (const NamedWorld::Applicant& applicant : *applicants) {
    const auto history = decisions_->Of(applicant.application_id);
    const std::string state = decision::v1::ApplicationState_Name(StateOf(history)).substr(18);
    ++(*response->mutable_states())[state];
    response->set_opened(response->opened() + (WasOpened(history) ? 1 : 0));
    for (const auto& record : history) {
      if (record.departure()) response->set_departures(response->departures() + 1);
      if (record.action() == decision::v1::ACTION_OPEN) {
        response->set_depth(std::max(response->depth(), record.rank()));
      }
    }
    if (job->second_reader() && WaitsForSecondReader(history)) {
      response->set_waiting_for_second_reader(response->waiting_for_second_reader() + 1);
    }
    if (WaitsForPerson(history)) response->add_person_requested(applicant.application_id);
  }
  response->set_never_opened(response->applications() - response->opened());
  return grpc::Status::OK;
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
