// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/adapters/ingest_rpc.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "absl/time/clock.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/log/record.h"
#include "common/rpc/caller.h"
#include "common/rpc/rpc_status.h"
#include "google/protobuf/util/message_differencer.h"
#include "services/ingest/core/ids.h"
#include "services/ingest/core/locate.h"
#include "services/ingest/core/validate.h"

namespace utvalg::ingest {
namespace {

absl::Status Denied() { return absl::PermissionDeniedError("this token may not do that"); }

// A negative push-back tells gRPC's retry policy not to try again.
void DoNotRetry(grpc::ServerContext* context) {
  context->AddTrailingMetadata("grpc-retry-pushback-ms", "-1");
}

// The caller's trace, when there is one.
std::string TraceOf(const grpc::ServerContext& context) {
  const auto found = context.client_metadata().find(std::string(kTraceparentHeader));
  if (found == context.client_metadata().end()) return "";
  return std::string(found->second.data(), found->second.size());
}

bool HasDeadline(const grpc::ServerContext& context) {
  return context.deadline() != std::chrono::system_clock::time_point::max();
}

}  // namespace

IngestRpc::IngestRpc(const Options& options, const Parts& parts, Telemetry* telemetry)
    : options_(options),
      intake_(parts.intake),
      jobs_(parts.jobs),
      named_(parts.named),
      eraser_(parts.eraser),
      erasures_(parts.erasures),
      key_ring_(parts.key_ring),
      decisions_(parts.decisions),
      consents_(parts.consents),
      audit_(parts.audit),
      verifier_(parts.verifier),
      documents_(parts.documents),
      clock_(parts.clock),
      producer_(parts.producer),
      backlog_(parts.backlog),
      telemetry_(telemetry) {}

void IngestRpc::Connect(const std::shared_ptr<grpc::Channel>& parse,
                        const std::shared_ptr<grpc::Channel>& rank) {
  parse_ = parse::v1::ParseService::NewStub(parse);
  rank_ = rank::v1::RankService::NewStub(rank);
}

absl::Status IngestRpc::ReadUpload(grpc::ServerReader<v1::SubmitApplicationRequest>* reader,
                                   v1::SubmitApplicationRequest::Header* header,
                                   std::string* document) {
  v1::SubmitApplicationRequest part;
  if (!reader->Read(&part) || !part.has_header()) {
    return absl::InvalidArgumentError("the first message of an upload must be its header");
  }
  *header = std::move(*part.mutable_header());
  UTVALG_RETURN_IF_ERROR(ValidateHeader(*header));
  while (reader->Read(&part)) {
    if (part.part_case() != v1::SubmitApplicationRequest::kChunk) {
      return absl::InvalidArgumentError("after the header an upload holds chunks only");
    }
    if (document->size() + part.chunk().size() > options_.max_document_bytes) {
      return absl::ResourceExhaustedError(Cat("TOO_LARGE: the document is over the limit of ",
                                              options_.max_document_bytes,
                                              " bytes (limits.document_bytes)"));
    }
    document->append(part.chunk());
  }
  return absl::OkStatus();
}

absl::Status IngestRpc::CheckUpload(const Principal& caller,
                                    const v1::SubmitApplicationRequest::Header& header) {
  if (!header.corrects().empty()) {
    UTVALG_ASSIGN_OR_RETURN(const auto application, Reach(caller, header.corrects()));
    const auto state = StateOf(decisions_->Of(application.application_id()));
    if (state == decision::v1::APPLICATION_STATE_WITHDRAWN) {
      return absl::FailedPreconditionError("the application was withdrawn");
    }
    return absl::OkStatus();
  }
  if (caller.IsCandidateOnly()) {
    // The link of one application hands in no other, and nobody hands in as somebody else.
    if (!caller.application.empty() || !header.candidate_ref().empty()) return Denied();
  } else if (!caller.MaySeeJob(header.job_id())) {
    return Denied();
  }
  return jobs_->CheckOpen(header.job_id());
}

grpc::Status IngestRpc::SubmitApplication(grpc::ServerContext* context,
                                          grpc::ServerReader<v1::SubmitApplicationRequest>* reader,
                                          v1::SubmitApplicationResponse* response) {
  if (!HasDeadline(*context)) {
    return ToGrpc(
        absl::InvalidArgumentError("set a deadline: an upload without one could hang for ever"));
  }
  if (backlog_ != nullptr) {
    // Before the upload is read: whoever is to come again should not have to send it twice.
    if (absl::Status busy = backlog_->Admit(); !busy.ok()) {
      context->AddTrailingMetadata("grpc-retry-pushback-ms", Cat(Backlog::kRetryAfter.count()));
      telemetry_->Emit(ApplicationRefused(absl::StatusCodeToString(busy.code())));
      return ToGrpc(busy);
    }
  }
  v1::SubmitApplicationRequest::Header header;
  std::string document;
  absl::Status status = ReadUpload(reader, &header, &document);
  if (status.ok()) status = CheckUpload(CallerOf(*context), header);
  // The stream of a caller who went away ends early: half a document must not be taken for a whole
  // one.
  if (status.ok() && context->IsCancelled()) status = absl::CancelledError("the caller went away");
  if (status.ok()) {
    auto accepted = intake_->Accept(header, document, TraceOf(*context));
    if (accepted.ok()) {
      response->set_application_id(accepted->application_id);
      response->set_revision(accepted->revision);
      response->set_already_known(accepted->already_known);
      if (options_.mint_status) {
        response->set_status_token(options_.mint_status(accepted->application_id));
      }
      telemetry_->Emit(accepted->already_known
                           ? ApplicationKnown(accepted->application_id)
                           : ApplicationAccepted(accepted->application_id, document.size()));
      return grpc::Status::OK;
    }
    status = accepted.status();
  }
  if (absl::IsResourceExhausted(status) || absl::IsInvalidArgument(status)) DoNotRetry(context);
  telemetry_->Emit(ApplicationRefused(absl::StatusCodeToString(status.code())));
  return ToGrpc(status);
}

absl::Status IngestRpc::CheckMayRevise(const job::v1::Job& known, const job::v1::Job& next) const {
  const bool same = std::equal(
      known.criteria().begin(), known.criteria().end(), next.criteria().begin(),
      next.criteria().end(), [](const job::v1::Criterion& one, const job::v1::Criterion& other) {
        return google::protobuf::util::MessageDifferencer::Equals(one, other);
      });
  if (same) return absl::OkStatus();
  UTVALG_RETURN_IF_ERROR(decisions_->CatchUp());
  UTVALG_ASSIGN_OR_RETURN(const auto applicants, named_->ApplicantsOf(known.job_id()));
  for (const NamedWorld::Applicant& applicant : applicants) {
    if (!WasOpened(decisions_->Of(applicant.application_id))) continue;
    return absl::FailedPreconditionError(
        "people have read by this order already: compare it with that of the new criteria "
        "(utvalg pilot shadow) and take them into use with utvalg pilot promote");
  }
  return absl::OkStatus();
}

grpc::Status IngestRpc::PutJob(grpc::ServerContext* context, const v1::PutJobRequest* request,
                               v1::PutJobResponse* response) {
  const Principal caller = CallerOf(*context);
  // A new job is nobody's yet; one that is there is its recruiters'.
  if (jobs_->Get(request->job().job_id()).ok() && !caller.MaySeeJob(request->job().job_id())) {
    return ToGrpc(Denied());
  }
  const bool known = jobs_->Get(request->job().job_id()).ok();
  auto put = jobs_->Put(request->job(), known ? "" : LiveGeneration().value_or(""),
                        [this](const job::v1::Job& old, const job::v1::Job& next) {
                          return CheckMayRevise(old, next);
                        });
  if (!put.ok()) return ToGrpc(put.status());
  if (!put->unchanged) {
    absl::Status noted =
        audit_->Note(caller, "put_job", put->job.job_id(), Cat("revision ", put->job.revision()));
    if (!noted.ok()) return ToGrpc(noted);
  }
  response->set_unchanged(put->unchanged);
  telemetry_->Emit(JobPut(put->job.job_id(), put->job.revision()));
  *response->mutable_job() = std::move(put->job);
  return grpc::Status::OK;
}

grpc::Status IngestRpc::GetJob(grpc::ServerContext* context, const v1::GetJobRequest* request,
                               v1::GetJobResponse* response) {
  if (!CallerOf(*context).MaySeeJob(request->job_id())) return ToGrpc(Denied());
  auto job = jobs_->Get(request->job_id());
  if (!job.ok()) return ToGrpc(job.status());
  *response->mutable_job() = *std::move(job);
  return grpc::Status::OK;
}

grpc::Status IngestRpc::ListJobs(grpc::ServerContext* context, const v1::ListJobsRequest*,
                                 v1::ListJobsResponse* response) {
  const Principal caller = CallerOf(*context);
  for (job::v1::Job& job : jobs_->List()) {
    if (caller.MaySeeJob(job.job_id())) response->add_jobs()->Swap(&job);
  }
  return grpc::Status::OK;
}

grpc::Status IngestRpc::CloseJob(grpc::ServerContext* context, const v1::CloseJobRequest* request,
                                 v1::CloseJobResponse* response) {
  const Principal caller = CallerOf(*context);
  if (!caller.MaySeeJob(request->job_id())) return ToGrpc(Denied());
  auto job = jobs_->Close(request->job_id());
  if (!job.ok()) return ToGrpc(job.status());
  absl::Status status = FillReview(*job, response->mutable_review());
  if (status.ok()) {
    status = audit_->Note(caller, "close_job", request->job_id(),
                          Cat("never opened ", response->review().never_opened()));
  }
  if (!status.ok()) return ToGrpc(status);
  *response->mutable_job() = *std::move(job);
  return grpc::Status::OK;
}

grpc::Status IngestRpc::GetApplication(grpc::ServerContext* context,
                                       const v1::GetApplicationRequest* request,
                                       v1::GetApplicationResponse* response) {
  const Principal caller = CallerOf(*context);
  auto application = Reach(caller, request->application_id());
  if (!application.ok()) return ToGrpc(application.status());
  telemetry_->Emit(IdentityRead(request->application_id()));
  absl::Status noted = audit_->Note(caller, "read_identity", request->application_id());
  if (!noted.ok()) return ToGrpc(noted);
  response->set_application_id(application->application_id());
  response->set_job_id(application->job_id());
  response->set_revision(application->revision());
  if (application->documents_size() > 0) {
    response->set_file_name(application->documents(0).file_name());
  }
  auto identity = named_->GetIdentity(request->application_id());
  if (identity.ok()) {
    *response->mutable_identity() = *std::move(identity);
  } else if (!absl::IsNotFound(identity.status())) {
    return ToGrpc(identity.status());
  }
  return grpc::Status::OK;
}

grpc::Status IngestRpc::LocateSpans(grpc::ServerContext* context,
                                    const v1::LocateSpansRequest* request,
                                    v1::LocateSpansResponse* response) {
  const Principal caller = CallerOf(*context);
  const auto application = Reach(caller, request->application_id());
  if (!application.ok()) return ToGrpc(application.status());
  auto layout = named_->GetLayout(request->application_id());
  if (!layout.ok()) return ToGrpc(layout.status());
  absl::Status noted = audit_->Note(caller, "read_layout", request->application_id());
  if (!noted.ok()) return ToGrpc(noted);
  telemetry_->Emit(IdentityRead(request->application_id()));
  for (const cv::v1::Span& span : request->spans()) {
    *response->add_placed() = Locate(*layout, span);
  }
  return grpc::Status::OK;
}

absl::StatusOr<std::string> IngestRpc::CandidateOf(const Principal& caller,
                                                   const v1::EraseRequest& request) {
  if (caller.IsCandidateOnly() && !request.candidate_ref().empty()) {
    return Denied();
  }
  if (request.application_id().empty() == request.candidate_ref().empty()) {
    return absl::InvalidArgumentError("name an application or a candidate, not both");
  }
  if (!request.candidate_ref().empty()) {
    return CandidateId(options_.tenant_secret, request.candidate_ref(), "");
  }
  UTVALG_ASSIGN_OR_RETURN(const auto application, Reach(caller, request.application_id()));
  return application.candidate();
}

grpc::Status IngestRpc::Erase(grpc::ServerContext* context, const v1::EraseRequest* request,
                              v1::EraseResponse* response) {
  const Principal caller = CallerOf(*context);
  const auto candidate = CandidateOf(caller, *request);
  const auto begun =
      candidate.ok() ? eraser_->Begin(*candidate, "request", caller.subject) : candidate.status();
  if (absl::IsNotFound(begun.status())) {
    // Asked again: the erasure that is under way, or done.
    if (absl::Status status = erasures_->CatchUp(); !status.ok()) return ToGrpc(status);
    const std::string known = erasures_->FindByApplication(request->application_id());
    if (!known.empty()) {
      response->set_erasure_id(known);
      return grpc::Status::OK;
    }
  }
  if (!begun.ok()) return ToGrpc(begun.status());
  telemetry_->Emit(ErasureBegun(begun->erasure_id, begun->applications));
  absl::Status noted = audit_->Note(caller, "erase", begun->erasure_id);
  if (!noted.ok()) return ToGrpc(noted);
  absl::Status seen = erasures_->WaitFor(begun->position);
  if (!seen.ok()) return ToGrpc(seen);
  response->set_erasure_id(begun->erasure_id);
  response->set_applications(begun->applications);
  return grpc::Status::OK;
}

grpc::Status IngestRpc::GetErasure(grpc::ServerContext* context,
                                   const v1::GetErasureRequest* request,
                                   v1::GetErasureResponse* response) {
  const Principal caller = CallerOf(*context);
  // Perhaps it was asked for at another replica a moment ago.
  if (absl::Status status = erasures_->CatchUp(); !status.ok()) return ToGrpc(status);
  if (caller.IsCandidateOnly() &&
      erasures_->FindByApplication(caller.application) != request->erasure_id()) {
    return ToGrpc(Denied());
  }
  // Answered a little before the caller gives up, so that they learn who is missing.
  const absl::Time until =
      request->wait() ? std::min(absl::FromChrono(context->deadline()) - absl::Milliseconds(200),
                                 absl::Now() + absl::Seconds(20))
                      : absl::InfinitePast();
  auto erasure = erasures_->Get(request->erasure_id(), until);
  if (!erasure.ok()) return ToGrpc(erasure.status());
  *response = *std::move(erasure);
  return grpc::Status::OK;
}

grpc::Status IngestRpc::RotateKeys(grpc::ServerContext* context, const v1::RotateKeysRequest*,
                                   v1::RotateKeysResponse* response) {
  const auto rotation = key_ring_->Rotate();
  if (!rotation.ok()) return ToGrpc(rotation.status());
  telemetry_->Emit(EpochEnded(rotation->epoch, rotation->rewrapped));
  absl::Status noted = audit_->Note(CallerOf(*context), "end_epoch", rotation->epoch);
  if (!noted.ok()) return ToGrpc(noted);
  response->set_epoch(rotation->epoch);
  response->set_rewrapped(rotation->rewrapped);
  for (const std::string& name : rotation->destroyed) response->add_destroyed(name);
  return grpc::Status::OK;
}

}  // namespace utvalg::ingest
