// SPDX-License-Identifier: Apache-2.0
//
// The methods of IngestService about the training of people who decide.
#include <vector>

#include "common/rpc/caller.h"
#include "common/rpc/rpc_status.h"
#include "services/ingest/adapters/ingest_rpc.h"
#include "services/ingest/core/training.h"

namespace utvalg::ingest {

grpc::Status IngestRpc::GetTraining(grpc::ServerContext* context,
                                    const v1::GetTrainingRequest* request,
                                    v1::GetTrainingResponse* response) {
  *response = TrainingIn(request->locale());
  response->set_passed(audit_->HasPassedTraining(CallerOf(*context).subject, response->version()));
  return grpc::Status::OK;
}

grpc::Status IngestRpc::PassTraining(grpc::ServerContext* context,
                                     const v1::PassTrainingRequest* request,
                                     v1::PassTrainingResponse* response) {
  const Principal caller = CallerOf(*context);
  if (!caller.person) {
    return ToGrpc(
        absl::PermissionDeniedError("a person passes the training, with their own token"));
  }
  if (request->version() != TrainingVersion()) {
    return ToGrpc(absl::FailedPreconditionError("the training has changed; read it again"));
  }
  for (const uint32_t question :
       WrongAnswers({request->answers().begin(), request->answers().end()})) {
    response->add_wrong(question);
  }
  if (!response->wrong().empty()) return grpc::Status::OK;
  response->set_passed(true);
  if (audit_->HasPassedTraining(caller.subject, request->version())) return grpc::Status::OK;
  absl::Status noted = audit_->Note(caller, kTrainingPassed, "training", request->version());
  if (noted.ok()) noted = audit_->CatchUp();
  return ToGrpc(noted);
}

}  // namespace utvalg::ingest
