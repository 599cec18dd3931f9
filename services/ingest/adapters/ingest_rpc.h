// SPDX-License-Identifier: Apache-2.0
//
// IngestService over gRPC: a thin skin. Rules live in core, effects in Intake, JobBook and
// NamedWorld. Thread-safe as they are.
#pragma once

#include <cstdint>
#include <string>

#include "common/telemetry/telemetry.h"
#include "services/ingest/adapters/intake.h"
#include "services/ingest/adapters/job_book.h"
#include "services/ingest/adapters/named_world.h"
#include "utvalg/ingest/v1/ingest_service.grpc.pb.h"

namespace utvalg::ingest {

class IngestRpc final : public v1::IngestService::Service {
 public:
  struct Options {
    uint64_t max_document_bytes = 10 * 1024 * 1024;
  };

  // None is owned; all must outlive this.
  IngestRpc(const Options& options, Intake* intake, JobBook* jobs, NamedWorld* named,
            Telemetry* telemetry);

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

 private:
  // Header and bytes of one upload, cut off at the limit so that memory stays flat.
  absl::Status ReadUpload(grpc::ServerReader<v1::SubmitApplicationRequest>* reader,
                          v1::SubmitApplicationRequest::Header* header, std::string* document);

  const Options options_;
  Intake* const intake_;
  JobBook* const jobs_;
  NamedWorld* const named_;
  Telemetry* const telemetry_;
};

}  // namespace utvalg::ingest
