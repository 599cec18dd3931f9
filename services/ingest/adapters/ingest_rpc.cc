// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/adapters/ingest_rpc.h"

#include <chrono>
#include <utility>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/rpc/rpc_status.h"
#include "services/ingest/core/locate.h"
#include "services/ingest/core/validate.h"

namespace utvalg::ingest {
namespace {

// A negative push-back tells gRPC's retry policy not to try again.
void DoNotRetry(grpc::ServerContext* context) {
  context->AddTrailingMetadata("grpc-retry-pushback-ms", "-1");
}

bool HasDeadline(const grpc::ServerContext& context) {
  return context.deadline() != std::chrono::system_clock::time_point::max();
}

}  // namespace

IngestRpc::IngestRpc(const Options& options, Intake* intake, JobBook* jobs, NamedWorld* named,
                     Telemetry* telemetry)
    : options_(options), intake_(intake), jobs_(jobs), named_(named), telemetry_(telemetry) {}

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

grpc::Status IngestRpc::SubmitApplication(grpc::ServerContext* context,
                                          grpc::ServerReader<v1::SubmitApplicationRequest>* reader,
                                          v1::SubmitApplicationResponse* response) {
  if (!HasDeadline(*context)) {
    return ToGrpc(
        absl::InvalidArgumentError("set a deadline: an upload without one could hang for ever"));
  }
  v1::SubmitApplicationRequest::Header header;
  std::string document;
  absl::Status status = ReadUpload(reader, &header, &document);
  if (status.ok()) status = jobs_->CheckOpen(header.job_id());
  // The stream of a caller who went away ends early: half a document must not be taken for a whole
  // one.
  if (status.ok() && context->IsCancelled()) status = absl::CancelledError("the caller went away");
  if (status.ok()) {
    auto accepted = intake_->Accept(header, document);
    if (accepted.ok()) {
      response->set_application_id(accepted->application_id);
      response->set_revision(accepted->revision);
      response->set_already_known(accepted->already_known);
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

grpc::Status IngestRpc::PutJob(grpc::ServerContext*, const v1::PutJobRequest* request,
                               v1::PutJobResponse* response) {
  auto put = jobs_->Put(request->job());
  if (!put.ok()) return ToGrpc(put.status());
  response->set_unchanged(put->unchanged);
  telemetry_->Emit(JobPut(put->job.job_id(), put->job.revision()));
  *response->mutable_job() = std::move(put->job);
  return grpc::Status::OK;
}

grpc::Status IngestRpc::GetJob(grpc::ServerContext*, const v1::GetJobRequest* request,
                               v1::GetJobResponse* response) {
  auto job = jobs_->Get(request->job_id());
  if (!job.ok()) return ToGrpc(job.status());
  *response->mutable_job() = *std::move(job);
  return grpc::Status::OK;
}

grpc::Status IngestRpc::ListJobs(grpc::ServerContext*, const v1::ListJobsRequest*,
                                 v1::ListJobsResponse* response) {
  for (job::v1::Job& job : jobs_->List()) response->add_jobs()->Swap(&job);
  return grpc::Status::OK;
}

grpc::Status IngestRpc::CloseJob(grpc::ServerContext*, const v1::CloseJobRequest* request,
                                 v1::CloseJobResponse* response) {
  auto job = jobs_->Close(request->job_id());
  if (!job.ok()) return ToGrpc(job.status());
  *response->mutable_job() = *std::move(job);
  return grpc::Status::OK;
}

grpc::Status IngestRpc::GetApplication(grpc::ServerContext*,
                                       const v1::GetApplicationRequest* request,
                                       v1::GetApplicationResponse* response) {
  auto application = named_->GetApplication(request->application_id());
  if (!application.ok()) return ToGrpc(application.status());
  telemetry_->Emit(IdentityRead(request->application_id()));
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

grpc::Status IngestRpc::LocateSpans(grpc::ServerContext*, const v1::LocateSpansRequest* request,
                                    v1::LocateSpansResponse* response) {
  auto layout = named_->GetLayout(request->application_id());
  if (!layout.ok()) return ToGrpc(layout.status());
  telemetry_->Emit(IdentityRead(request->application_id()));
  for (const cv::v1::Span& span : request->spans()) {
    *response->add_placed() = Locate(*layout, span);
  }
  return grpc::Status::OK;
}

}  // namespace utvalg::ingest
