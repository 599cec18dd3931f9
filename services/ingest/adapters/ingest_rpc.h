// SPDX-License-Identifier: Apache-2.0
//
// IngestService over gRPC: a thin skin. Rules live in core, effects in Intake, JobBook and
// NamedWorld. Thread-safe as they are.
#pragma once

#include <grpcpp/channel.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "common/telemetry/telemetry.h"
#include "services/ingest/adapters/audit_trail.h"
#include "services/ingest/adapters/backlog.h"
#include "services/ingest/adapters/consent_book.h"
#include "services/ingest/adapters/decision_book.h"
#include "services/ingest/adapters/eraser.h"
#include "services/ingest/adapters/erasure_book.h"
#include "services/ingest/adapters/human_verifier.h"
#include "services/ingest/adapters/intake.h"
#include "services/ingest/adapters/job_book.h"
#include "services/ingest/adapters/named_world.h"
#include "utvalg/ingest/v1/ingest_service.grpc.pb.h"
#include "utvalg/parse/v1/parse_service.grpc.pb.h"
#include "utvalg/rank/v1/rank_service.grpc.pb.h"

namespace utvalg::ingest {

class IngestRpc final : public v1::IngestService::Service {
 public:
  // The token of a candidate's status link, by application id.
  using MintStatus = std::function<std::string(const std::string& application_id)>;
  struct Options {
    uint64_t max_document_bytes = 10 * 1024 * 1024;
    std::string tenant_secret;
    MintStatus mint_status;
    bool training_required = true;  // Who has not passed the training only looks.
  };
  // None is owned; all must outlive the service.
  struct Parts {
    Intake* intake;
    JobBook* jobs;
    NamedWorld* named;
    Eraser* eraser;
    ErasureBook* erasures;
    KeyRing* key_ring;
    DecisionBook* decisions;
    ConsentBook* consents;
    AuditTrail* audit;
    const HumanVerifier* verifier;
    DocumentStore* documents;
    const Clock* clock;
    Producer* producer;
    Backlog* backlog;  // May be null: then nobody is refused for it.
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
  // Where documents are read back and orders are looked up. Call before serving.
  void Connect(const std::shared_ptr<grpc::Channel>& parse,
               const std::shared_ptr<grpc::Channel>& rank);

  grpc::Status GetDocument(grpc::ServerContext* context, const v1::GetDocumentRequest* request,
                           v1::GetDocumentResponse* response) override;
  grpc::Status Decide(grpc::ServerContext* context, const v1::DecideRequest* request,
                      v1::DecideResponse* response) override;
  grpc::Status DeclineMany(grpc::ServerContext* context, const v1::DeclineManyRequest* request,
                           v1::DeclineManyResponse* response) override;
  grpc::Status DrawSample(grpc::ServerContext* context, const v1::DrawSampleRequest* request,
                          v1::DrawSampleResponse* response) override;
  grpc::Status ListDecisions(grpc::ServerContext* context, const v1::ListDecisionsRequest* request,
                             v1::ListDecisionsResponse* response) override;
  grpc::Status GetReview(grpc::ServerContext* context, const v1::GetReviewRequest* request,
                         v1::GetReviewResponse* response) override;
  grpc::Status StartPilot(grpc::ServerContext* context, const v1::StartPilotRequest* request,
                          v1::StartPilotResponse* response) override;
  grpc::Status ReadControl(grpc::ServerContext* context, const v1::ReadControlRequest* request,
                           v1::ReadControlResponse* response) override;
  grpc::Status RevealPilot(grpc::ServerContext* context, const v1::RevealPilotRequest* request,
                           v1::RevealPilotResponse* response) override;
  grpc::Status Promote(grpc::ServerContext* context, const v1::PromoteRequest* request,
                       v1::PromoteResponse* response) override;
  grpc::Status DropGeneration(grpc::ServerContext* context,
                              const v1::DropGenerationRequest* request,
                              v1::DropGenerationResponse* response) override;
  grpc::Status GetTraining(grpc::ServerContext* context, const v1::GetTrainingRequest* request,
                           v1::GetTrainingResponse* response) override;
  grpc::Status PassTraining(grpc::ServerContext* context, const v1::PassTrainingRequest* request,
                            v1::PassTrainingResponse* response) override;
  grpc::Status GetReceipt(grpc::ServerContext* context, const v1::GetReceiptRequest* request,
                          v1::GetReceiptResponse* response) override;
  grpc::Status GetStatus(grpc::ServerContext* context, const v1::GetStatusRequest* request,
                         v1::GetStatusResponse* response) override;
  grpc::Status GetFeedback(grpc::ServerContext* context, const v1::GetFeedbackRequest* request,
                           v1::GetFeedbackResponse* response) override;
  grpc::Status Withdraw(grpc::ServerContext* context, const v1::WithdrawRequest* request,
                        v1::WithdrawResponse* response) override;
  grpc::Status SetSearchConsent(grpc::ServerContext* context,
                                const v1::SetSearchConsentRequest* request,
                                v1::SetSearchConsentResponse* response) override;
  grpc::Status RequestPerson(grpc::ServerContext* context, const v1::RequestPersonRequest* request,
                             v1::RequestPersonResponse* response) override;
  grpc::Status ExportApplication(grpc::ServerContext* context,
                                 const v1::ExportApplicationRequest* request,
                                 v1::ExportApplicationResponse* response) override;
  grpc::Status ReadAudit(grpc::ServerContext* context, const v1::ReadAuditRequest* request,
                         v1::ReadAuditResponse* response) override;
  grpc::Status Erase(grpc::ServerContext* context, const v1::EraseRequest* request,
                     v1::EraseResponse* response) override;
  grpc::Status GetErasure(grpc::ServerContext* context, const v1::GetErasureRequest* request,
                          v1::GetErasureResponse* response) override;
  grpc::Status RotateKeys(grpc::ServerContext* context, const v1::RotateKeysRequest* request,
                          v1::RotateKeysResponse* response) override;

 private:
  // The application, when this caller may see it: their own, or of one of their jobs.
  absl::StatusOr<application::v1::Application> Reach(const Principal& caller,
                                                     const std::string& application_id);
  // OK when the caller may hand in this document: see SubmitApplication in the proto.
  absl::Status CheckUpload(const Principal& caller,
                           const v1::SubmitApplicationRequest::Header& header);
  // The order of a job as it stands, as somebody saw it, or as it would be on another generation.
  // Pilots hide nothing from ingest.
  absl::StatusOr<rank::v1::GetRankingResponse> RankingOf(const std::string& job_id,
                                                         const std::string& ranking_id,
                                                         const std::string& generation = "");
  // Where each application stood in the order the person saw; with none named in the order of now,
  // and nowhere when that is hidden or cannot be had.
  absl::StatusOr<std::map<std::string, uint32_t>> RanksOf(const std::string& job_id,
                                                          const std::string& ranking_id);
  // Whether the step departs from that order.
  bool IsDeparture(const std::string& application_id, decision::v1::Action action,
                   const std::map<std::string, uint32_t>& ranks) const;
  // A verified person who passed the training.
  absl::StatusOr<HumanAction> VerifyTrained(const Principal& caller, const std::string& assertion,
                                            const std::string& digest) const;
  struct Prepared {
    std::string key;
    Decision decision;
  };
  // A decision that may be stored as it is.
  absl::StatusOr<Prepared> Prepare(const HumanAction& who,
                                   const application::v1::Application& application,
                                   DecisionDraft draft,
                                   const std::map<std::string, uint32_t>& ranks)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(deciding_);
  // The applications that are named, each of this job and in reach.
  absl::StatusOr<std::vector<application::v1::Application>> ReachAll(
      const Principal& caller, const v1::DeclineManyRequest& request);
  // Of those declined together, the ones that have to be opened first.
  absl::StatusOr<std::vector<std::string>> MustOpen(const v1::DeclineManyRequest& request);
  absl::StatusOr<v1::ReadControlResponse> ControlOf(const job::v1::Job& job, uint32_t line,
                                                    uint32_t sample);
  // What the live parse reads into.
  absl::StatusOr<std::string> LiveGeneration();
  // FailedPrecondition while an application of the job was not read into the generation.
  absl::Status CheckFilled(const std::string& job_id, const std::string& generation);
  // That a person acted, under their own name also when an API key carried it.
  absl::Status NoteAct(const Principal& caller, const HumanAction& who, std::string_view action,
                       std::string_view object, std::string_view detail);
  // OK when the criteria of a job may change by themselves: nobody has read by its order yet.
  absl::Status CheckMayRevise(const job::v1::Job& known, const job::v1::Job& next) const;
  absl::Status FillReview(const job::v1::Job& job, v1::GetReviewResponse* review);
  grpc::Status CandidateStep(grpc::ServerContext* context, const std::string& application_id,
                             decision::v1::Action action);
  // Until when it holds now.
  absl::StatusOr<int64_t> GiveConsent(const Principal& caller,
                                      const application::v1::Application& application,
                                      int64_t asked_ms);
  absl::Status EndConsent(const Principal& caller, const application::v1::Application& application);
  // What the queue read of the document, or else what can be read of it at once, whatever is
  // queued: recognition of a scan is not waited for.
  grpc::Status ReadBack(grpc::ServerContext* context,
                        const application::v1::Application& application,
                        parse::v1::ParseDocumentResponse* read);
  bool IsPending(grpc::ServerContext* context, const std::string& application_id);
  std::string TitleOf(const std::string& job_id) const;
  // The candidate a request to erase is about.
  absl::StatusOr<std::string> CandidateOf(const Principal& caller, const v1::EraseRequest& request);
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
  DecisionBook* const decisions_;
  ConsentBook* const consents_;
  AuditTrail* const audit_;
  const HumanVerifier* const verifier_;
  DocumentStore* const documents_;
  const Clock* const clock_;
  Producer* const producer_;
  Backlog* const backlog_;
  absl::Mutex deciding_;  // One decision at a time, so that each sees the one before.
  std::unique_ptr<parse::v1::ParseService::Stub> parse_;
  std::unique_ptr<rank::v1::RankService::Stub> rank_;
  Telemetry* const telemetry_;
};

}  // namespace utvalg::ingest
