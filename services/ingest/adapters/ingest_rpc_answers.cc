// SPDX-License-Identifier: Apache-2.0
//
// The methods of IngestService that answer candidates.
#include <algorithm>
#include <chrono>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/log/topics.h"
#include "common/rpc/caller.h"
#include "common/rpc/rpc_status.h"
#include "services/ingest/adapters/ingest_rpc.h"
#include "services/ingest/core/answers.h"
#include "services/ingest/core/sentences.h"

namespace utvalg::ingest {
namespace {

using application::v1::Application;

constexpr std::chrono::seconds kReadPatience(60);

void SetDeadline(const grpc::ServerContext& from, grpc::ClientContext* to) {
  to->set_deadline(std::min(from.deadline(), std::chrono::system_clock::now() + kReadPatience));
}

}  // namespace

grpc::Status IngestRpc::ReadBack(grpc::ServerContext* context, const Application& application,
                                 parse::v1::ParseDocumentResponse* read) {
  if (auto known = named_->GetReading(application); known.ok()) {
    *read->mutable_parsed() = std::move(known->parsed);
    *read->mutable_identity() = std::move(known->identity);
    *read->mutable_layout() = std::move(known->layout);
    return grpc::Status::OK;
  }
  if (parse_ == nullptr) return ToGrpc(absl::UnavailableError("starting; try again"));
  if (application.documents().empty()) return ToGrpc(absl::NotFoundError("there is no document"));
  auto document = documents_->Get(application.documents(0).blob());
  if (!document.ok()) return ToGrpc(document.status());
  parse::v1::ParseDocumentRequest request;
  request.set_document(*std::move(document));
  request.set_file_name(application.documents(0).file_name());
  request.set_received_at_ms(application.submitted_at_ms());
  request.set_at_once(true);
  grpc::ClientContext client;
  SetDeadline(*context, &client);
  return parse_->ParseDocument(&client, request, read);
}

bool IngestRpc::IsPending(grpc::ServerContext* context, const std::string& application_id) {
  if (rank_ == nullptr) return true;
  rank::v1::GetOutcomeRequest request;
  request.set_application_id(application_id);
  rank::v1::GetOutcomeResponse response;
  grpc::ClientContext client;
  SetDeadline(*context, &client);
  return !rank_->GetOutcome(&client, request, &response).ok() || response.pending();
}

std::string IngestRpc::TitleOf(const std::string& job_id) const {
  const auto job = jobs_->Get(job_id);
  return job.ok() ? job->title() : "";
}

grpc::Status IngestRpc::GetDocument(grpc::ServerContext* context,
                                    const v1::GetDocumentRequest* request,
                                    v1::GetDocumentResponse* response) {
  const Principal caller = CallerOf(*context);
  const auto application = Reach(caller, request->application_id());
  if (!application.ok()) return ToGrpc(application.status());
  if (request->index() >= static_cast<uint32_t>(application->documents_size())) {
    return ToGrpc(absl::NotFoundError("there is no such document"));
  }
  absl::Status noted = audit_->Note(caller, "read_document", request->application_id());
  if (!noted.ok()) return ToGrpc(noted);
  const auto& reference = application->documents(static_cast<int>(request->index()));
  auto document = documents_->Get(reference.blob());
  if (!document.ok()) return ToGrpc(document.status());
  response->set_file_name(reference.file_name());
  response->set_document(*std::move(document));
  return grpc::Status::OK;
}

grpc::Status IngestRpc::GetReceipt(grpc::ServerContext* context,
                                   const v1::GetReceiptRequest* request,
                                   v1::GetReceiptResponse* response) {
  const Principal caller = CallerOf(*context);
  const auto application = Reach(caller, request->application_id());
  if (!application.ok()) return ToGrpc(application.status());
  absl::Status noted = audit_->Note(caller, "read_receipt", request->application_id());
  if (!noted.ok()) return ToGrpc(noted);
  parse::v1::ParseDocumentResponse read;
  if (grpc::Status status = ReadBack(context, *application, &read); !status.ok()) return status;
  response->set_application_id(application->application_id());
  response->set_revision(application->revision());
  response->set_job_title(TitleOf(application->job_id()));
  response->set_locale(LocaleOr(application->locale()));
  FillReceipt(read, response);
  if (IsPending(context, request->application_id())) {
    response->add_pending(PendingSentence(response->locale()));
  }
  return grpc::Status::OK;
}

grpc::Status IngestRpc::GetStatus(grpc::ServerContext* context, const v1::GetStatusRequest* request,
                                  v1::GetStatusResponse* response) {
  const auto application = Reach(CallerOf(*context), request->application_id());
  if (!application.ok()) return ToGrpc(application.status());
  const auto history = decisions_->Of(request->application_id());
  const auto job = jobs_->Get(application->job_id());
  auto state = StateOf(history);
  // A decline that waits for its second reader is none yet.
  if (job.ok() && job->second_reader() && WaitsForSecondReader(history)) {
    state = decision::v1::APPLICATION_STATE_UNDER_REVIEW;
  }
  response->set_application_id(request->application_id());
  response->set_job_title(TitleOf(application->job_id()));
  response->set_state(state);
  response->set_person_requested(WaitsForPerson(history));
  response->set_search_consent_until_ms(consents_->Until(request->application_id()));
  response->set_outcome_pending(IsPending(context, request->application_id()));
  const std::string locale = LocaleOr(application->locale());
  std::string sentence = StateSentence(state, locale);
  if (response->outcome_pending()) sentence = Cat(sentence, " ", PendingSentence(locale));
  if (response->person_requested()) sentence = Cat(sentence, " ", PersonRequestedSentence(locale));
  if (const int64_t until = response->search_consent_until_ms(); until > 0) {
    sentence = Cat(sentence, " ", SearchConsentSentence(until, locale));
  }
  response->set_sentence(std::move(sentence));
  return grpc::Status::OK;
}

grpc::Status IngestRpc::GetFeedback(grpc::ServerContext* context,
                                    const v1::GetFeedbackRequest* request,
                                    v1::GetFeedbackResponse* response) {
  const auto application = Reach(CallerOf(*context), request->application_id());
  if (!application.ok()) return ToGrpc(application.status());
  const auto job = jobs_->Get(application->job_id());
  if (!job.ok()) return ToGrpc(job.status());
  if (!job->candidate_feedback()) {
    return ToGrpc(absl::FailedPreconditionError("the employer has not switched feedback on"));
  }
  if (rank_ == nullptr) return ToGrpc(absl::UnavailableError("starting; try again"));
  rank::v1::ExplainApplicationRequest explain;
  explain.set_application_id(request->application_id());
  rank::v1::ExplainApplicationResponse explained;
  grpc::ClientContext client;
  SetDeadline(*context, &client);
  if (grpc::Status status = rank_->ExplainApplication(&client, explain, &explained); !status.ok()) {
    return status;
  }
  const std::string locale = LocaleOr(application->locale());
  response->set_application_id(request->application_id());
  response->set_job_title(job->title());
  response->set_preface(FeedbackPreface(locale));
  for (const auto& criterion : explained.criteria()) {
    v1::CriterionFeedback* const feedback = response->add_criteria();
    feedback->set_criterion(criterion.criterion().text());
    feedback->set_found(criterion.result().found());
    feedback->set_sentence(FoundSentence(criterion.result().found(), locale));
    for (const auto& quote : criterion.quotes()) feedback->add_quotes(quote.text());
  }
  return grpc::Status::OK;
}

grpc::Status IngestRpc::CandidateStep(grpc::ServerContext* context,
                                      const std::string& application_id,
                                      decision::v1::Action action) {
  const Principal caller = CallerOf(*context);
  const auto application = Reach(caller, application_id);
  if (!application.ok()) return ToGrpc(application.status());
  const auto key = ApplicationKey(application->tenant(), application->candidate(), application_id);
  if (!key.ok()) return ToGrpc(key.status());
  const auto now_ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(clock_->WallNow().time_since_epoch())
          .count();
  absl::MutexLock lock(&deciding_);
  absl::Status stored = decisions_->StoreCandidates(*key, action, application->job_id(), now_ms);
  if (stored.ok()) {
    stored = audit_->Note(caller, "candidate", application_id, decision::v1::Action_Name(action));
  }
  return ToGrpc(stored);
}

grpc::Status IngestRpc::Withdraw(grpc::ServerContext* context, const v1::WithdrawRequest* request,
                                 v1::WithdrawResponse* response) {
  const auto application = Reach(CallerOf(*context), request->application_id());
  if (!application.ok()) return ToGrpc(application.status());
  if (absl::Status status = decisions_->CatchUp(); !status.ok()) return ToGrpc(status);
  response->set_state(decision::v1::APPLICATION_STATE_WITHDRAWN);
  if (StateOf(decisions_->Of(request->application_id())) !=
      decision::v1::APPLICATION_STATE_WITHDRAWN) {
    grpc::Status withdrawn =
        CandidateStep(context, request->application_id(), decision::v1::ACTION_WITHDRAW);
    if (!withdrawn.ok()) return withdrawn;
  }
  // Nor is it found by a search any more.
  return ToGrpc(EndConsent(CallerOf(*context), *application));
}

grpc::Status IngestRpc::RequestPerson(grpc::ServerContext* context,
                                      const v1::RequestPersonRequest* request,
                                      v1::RequestPersonResponse* response) {
  const auto application = Reach(CallerOf(*context), request->application_id());
  if (!application.ok()) return ToGrpc(application.status());
  if (absl::Status status = decisions_->CatchUp(); !status.ok()) return ToGrpc(status);
  if (WaitsForPerson(decisions_->Of(request->application_id()))) {
    response->set_already_requested(true);
    return grpc::Status::OK;
  }
  return CandidateStep(context, request->application_id(), decision::v1::ACTION_REQUEST_PERSON);
}

grpc::Status IngestRpc::ExportApplication(grpc::ServerContext* context,
                                          const v1::ExportApplicationRequest* request,
                                          v1::ExportApplicationResponse* response) {
  const Principal caller = CallerOf(*context);
  const auto application = Reach(caller, request->application_id());
  if (!application.ok()) return ToGrpc(application.status());
  absl::Status noted = audit_->Note(caller, "export", request->application_id());
  if (!noted.ok()) return ToGrpc(noted);
  parse::v1::ParseDocumentResponse read;
  if (grpc::Status status = ReadBack(context, *application, &read); !status.ok()) return status;
  v1::GetStatusRequest ask;
  ask.set_application_id(request->application_id());
  v1::GetStatusResponse status;
  if (grpc::Status failed = GetStatus(context, &ask, &status); !failed.ok()) return failed;
  Held held;
  held.application = *application;
  held.parsed = std::move(*read.mutable_parsed());
  held.identity = std::move(*read.mutable_identity());
  held.recognition_waiting = read.recognition_waiting();
  held.history = decisions_->Of(request->application_id());
  held.state = status.state();
  held.job_title = status.job_title();
  held.search_consent_until_ms = status.search_consent_until_ms();
  if (rank_ != nullptr && held.parsed.has_read() && !status.outcome_pending()) {
    rank::v1::ExplainApplicationRequest explain;
    explain.set_application_id(request->application_id());
    grpc::ClientContext client;
    SetDeadline(*context, &client);
    grpc::Status explained = rank_->ExplainApplication(&client, explain, &held.comparison);
    // No score is no fault; half an answer would be one.
    if (!explained.ok() && explained.error_code() != grpc::StatusCode::FAILED_PRECONDITION) {
      return explained;
    }
  }
  response->set_json(ExportJson(held, request->format()));
  return grpc::Status::OK;
}

}  // namespace utvalg::ingest
