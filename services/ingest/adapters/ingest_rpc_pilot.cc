// SPDX-License-Identifier: Apache-2.0
//
// The methods of IngestService about pilots, the control sample and promotions.
#include <string>
#include <utility>
#include <vector>

#include "common/base/digest.h"
#include "common/base/strings.h"
#include "common/rpc/caller.h"
#include "common/rpc/rpc_status.h"
#include "services/ingest/adapters/ingest_rpc.h"
#include "services/ingest/core/reading_list.h"

namespace utvalg::ingest {
namespace {

absl::Status Denied() { return absl::PermissionDeniedError("this token may not do that"); }

uint32_t Or(uint32_t value, uint32_t instead) { return value == 0 ? instead : value; }

}  // namespace

grpc::Status IngestRpc::StartPilot(grpc::ServerContext* context,
                                   const v1::StartPilotRequest* request,
                                   v1::StartPilotResponse* response) {
  const Principal caller = CallerOf(*context);
  if (!caller.MaySeeJob(request->job_id())) return ToGrpc(Denied());
  if (absl::Status status = decisions_->CatchUp(); !status.ok()) return ToGrpc(status);
  const auto applicants = named_->ApplicantsOf(request->job_id());
  if (!applicants.ok()) return ToGrpc(applicants.status());
  for (const NamedWorld::Applicant& applicant : *applicants) {
    const auto state = StateOf(decisions_->Of(applicant.application_id));
    if (IsTaken(state) || state == decision::v1::APPLICATION_STATE_DECLINED) {
      return ToGrpc(absl::FailedPreconditionError(
          "somebody was decided about already: a pilot begins before the first decision"));
    }
  }
  auto job = jobs_->StartPilot(request->job_id(), Or(request->line(), kDefaultLine),
                               Or(request->sample(), kDefaultSample));
  if (!job.ok()) return ToGrpc(job.status());
  const absl::Status noted = audit_->Note(caller, "start_pilot", request->job_id());
  *response->mutable_job() = *std::move(job);
  return ToGrpc(noted);
}

absl::StatusOr<v1::ReadControlResponse> IngestRpc::ControlOf(const job::v1::Job& job, uint32_t line,
                                                             uint32_t sample) {
  auto ranking = RankingOf(job.job_id(), "");
  if (!ranking.ok()) return ranking.status();
  const auto applicants = named_->ApplicantsOf(job.job_id());
  if (!applicants.ok()) return applicants.status();
  const size_t outcomes = ranking->ranked().size() + ranking->needs_person().size();
  if (ranking->partial() || outcomes < applicants->size()) {
    return absl::FailedPreconditionError(Cat(outcomes, " of ", applicants->size(),
                                             " applications have an outcome; ask again later"));
  }
  std::vector<PlacedApplication> ranked;
  for (const auto& one : ranking->ranked()) ranked.push_back({one.application_id(), one.rank()});
  const ReadingList list = DrawReadingList(options_.tenant_secret, job.job_id(), ranked, line,
                                           sample, /*with_above=*/job.has_pilot());
  v1::ReadControlResponse control;
  control.set_job_id(job.job_id());
  control.set_order_hidden(IsHidden(job));
  control.set_line(line);
  control.set_above(list.above);
  control.set_below(list.below);
  control.set_sampled(list.sampled);
  if (!IsHidden(job)) control.set_ranking_id(ranking->ranking_id());
  for (const PlacedApplication& one : list.read) {
    v1::ControlEntry* const entry = control.add_read();
    entry->set_application_id(one.application_id);
    entry->set_state(StateOf(decisions_->Of(one.application_id)));
    if (!IsHidden(job)) entry->set_rank(one.rank);
    if (entry->state() == decision::v1::APPLICATION_STATE_WITHDRAWN) {
      control.set_gone(control.gone() + 1);
    } else if (IsTaken(entry->state()) ||
               entry->state() == decision::v1::APPLICATION_STATE_DECLINED) {
      control.set_decided(control.decided() + 1);
    }
  }
  return control;
}

grpc::Status IngestRpc::ReadControl(grpc::ServerContext* context,
                                    const v1::ReadControlRequest* request,
                                    v1::ReadControlResponse* response) {
  if (!CallerOf(*context).MaySeeJob(request->job_id())) return ToGrpc(Denied());
  const auto job = jobs_->Get(request->job_id());
  if (!job.ok()) return ToGrpc(job.status());
  auto control =
      ControlOf(*job, job->has_pilot() ? job->pilot().line() : Or(request->line(), kDefaultLine),
                job->has_pilot() ? job->pilot().sample() : Or(request->sample(), kDefaultSample));
  if (!control.ok()) return ToGrpc(control.status());
  *response = *std::move(control);
  return grpc::Status::OK;
}

grpc::Status IngestRpc::RevealPilot(grpc::ServerContext* context,
                                    const v1::RevealPilotRequest* request,
                                    v1::RevealPilotResponse* response) {
  const Principal caller = CallerOf(*context);
  if (!caller.MaySeeJob(request->job_id())) return ToGrpc(Denied());
  auto job = jobs_->Get(request->job_id());
  if (!job.ok()) return ToGrpc(job.status());
  if (!job->has_pilot()) return ToGrpc(absl::FailedPreconditionError("the job is no pilot"));
  if (IsHidden(*job)) {
    const auto control = ControlOf(*job, job->pilot().line(), job->pilot().sample());
    if (!control.ok()) return ToGrpc(control.status());
    const auto left =
        static_cast<uint32_t>(control->read_size()) - control->decided() - control->gone();
    if (left > 0) {
      return ToGrpc(absl::FailedPreconditionError(
          Cat(left, " of ", control->read_size(),
              " on the reading list are not decided about; `utvalg pilot read ", request->job_id(),
              "` shows them")));
    }
  }
  job = jobs_->RevealPilot(request->job_id());
  if (!job.ok()) return ToGrpc(job.status());
  const absl::Status noted = audit_->Note(caller, "reveal_pilot", request->job_id());
  *response->mutable_job() = *std::move(job);
  return ToGrpc(noted);
}

grpc::Status IngestRpc::Promote(grpc::ServerContext* context, const v1::PromoteRequest* request,
                                v1::PromoteResponse* response) {
  const Principal caller = CallerOf(*context);
  if (!caller.MaySeeJob(request->job_id())) return ToGrpc(Denied());
  if (request->comparison().size() != 64 || request->grounds().empty() ||
      request->grounds().size() > kMaxGroundsBytes) {
    return ToGrpc(absl::InvalidArgumentError(
        "name the SHA-256 of the comparison you looked at, and your grounds (1 to 4,000 bytes)"));
  }
  if (!request->has_job() && request->generation().empty()) {
    return ToGrpc(absl::InvalidArgumentError("name a job's new revision, a generation, or both"));
  }
  const auto who = VerifyTrained(caller, request->assertion(),
                                 Sha256Hex(Cat("PROMOTE\n", request->job_id(), "\n",
                                               request->comparison(), "\n", request->grounds())));
  if (!who.ok()) return ToGrpc(who.status());
  auto job = jobs_->Get(request->job_id());
  if (!job.ok()) return ToGrpc(job.status());
  if (!request->generation().empty()) {
    const absl::Status filled = CheckFilled(request->job_id(), request->generation());
    if (!filled.ok()) return ToGrpc(filled);
  }
  if (request->has_job()) {
    job::v1::Job next = request->job();
    next.set_job_id(request->job_id());
    const auto put = jobs_->Put(std::move(next));
    if (!put.ok()) return ToGrpc(put.status());
    job = put->job;
  }
  if (!request->generation().empty()) {
    job = jobs_->SetGeneration(request->job_id(), request->generation());
    if (!job.ok()) return ToGrpc(job.status());
  }
  const absl::Status noted = NoteAct(
      caller, *who, "promote", request->job_id(),
      Cat("revision ", job->revision(), " generation ", request->generation(), " comparison ",
          request->comparison(), " grounds ", Sha256Hex(request->grounds())));
  *response->mutable_job() = *std::move(job);
  return ToGrpc(noted);
}

}  // namespace utvalg::ingest
