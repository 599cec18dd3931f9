// SPDX-License-Identifier: Apache-2.0
//
// IngestService over gRPC: a thin skin. Rules live in core, effects in Intake, JobBook and
// NamedWorld. Thread-safe as they are.
#pragma once

#include <cstdint>
#include <string>

#include "common/telemetry/telemetry.h"
#include "services/ingest/adapters/eraser.h"
#include "services/ingest/adapters/erasure_book.h"
#include "services/ingest/adapters/intake.h"
#include "services/ingest/adapters/job_book.h"
#include "services/ingest/adapters/named_world.h"
#include "utvalg/ingest/v1/ingest_service.grpc.pb.h"

namespace utvalg::ingest {

class IngestRpc final : public v1::IngestService::Service {
 public:
  struct Options {
    uint64_t max_document_bytes = 10 * 1024 * 1024;
    std::string tenant_secret;
  };
  // None is owned; all must outlive the service.
  struct Parts {
    Intake* intake;
    JobBook* jobs;
    NamedWorld* named;
    Eraser* eraser;
    ErasureBook* erasures;
    KeyRing* key_ring;
  };

  IngestRpc(const Options& options, const Parts& parts, Telemetry* telemetry);

  grpc::Status SubmitApplication(grpc::ServerContext* context,
                                 grpc::ServerReader<v1::SubmitApplicationRequest>* reader,
                                 v1::SubmitApplicationResponse* response) override;
  grpc::Status PutJob(grpc::ServerContext* context, const v1::PutJobRequest* request,
                      v1::PutJobResponse* response) override;
  grpc::Status GetJob(grpc::ServerContext* context, const v1::GetJobRequest* request,
                      v1::GetJobResponse* response) override;
  grpc::Status ListJobs(grpc::ServerContext* context, const v1::ListJobsRequest* request,
                        v1::ListJobsResponse* response) override;
  grpc::Status CloseJob(grpc::ServerContext* context, const v1::CloseJobRequest* request,
                        v1::CloseJobResponse* response) override;
  grpc::Status GetApplication(grpc::ServerContext* context,
                              const v1::GetApplicationRequest* request,
                              v1::GetApplicationResponse* response) override;
  grpc::Status LocateSpans(grpc::ServerContext* context, const v1::LocateSpansRequest* request,
                           v1::LocateSpansResponse* response) override;
  grpc::Status Erase(grpc::ServerContext* context, const v1::EraseRequest* request,
                     v1::EraseResponse* response) override;
  grpc::Status GetErasure(grpc::ServerContext* context, const v1::GetErasureRequest* request,
                          v1::GetErasureResponse* response) override;
  grpc::Status RotateKeys(grpc::ServerContext* context, const v1::RotateKeysRequest* request,
                          v1::RotateKeysResponse* response) override;

 private:
  // The candidate a request to erase is about.
  absl::StatusOr<std::string> CandidateOf(const v1::EraseRequest& request);
  // Header and bytes of one upload, cut off at the limit so that memory stays flat.
  absl::Status ReadUpload(grpc::ServerReader<v1::SubmitApplicationRequest>* reader,
                          v1::SubmitApplicationRequest::Header* header, std::string* document);

  const Options options_;
  Intake* const intake_;
  JobBook* const jobs_;
  NamedWorld* const named_;
  Eraser* const eraser_;
  ErasureBook* const erasures_;
  KeyRing* const key_ring_;
  Telemetry* const telemetry_;
};

}  // namespace utvalg::ingest
