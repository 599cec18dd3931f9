// SPDX-License-Identifier: Apache-2.0
//
// The methods of IngestService about generations (ADR 24): which one new jobs are on, whether one
// is filled, and taking one back.
#include <algorithm>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/keys/erasure_records.h"
#include "common/log/topics.h"
#include "common/rpc/caller.h"
#include "common/rpc/rpc_status.h"
#include "services/ingest/adapters/ingest_rpc.h"

namespace utvalg::ingest {
namespace {

constexpr std::chrono::seconds kParsePatience(2);
constexpr size_t kTakenBackAtOnce = 64;

}  // namespace

absl::StatusOr<std::string> IngestRpc::LiveGeneration() {
  if (parse_ == nullptr) return absl::UnavailableError("starting; try again");
  parse::v1::GetGenerationResponse response;
  grpc::ClientContext client;
  client.set_deadline(std::chrono::system_clock::now() + kParsePatience);
  const grpc::Status status = parse_->GetGeneration(&client, {}, &response);
  if (!status.ok()) return FromGrpc(status);
  return std::move(*response.mutable_generation());
}

absl::Status IngestRpc::CheckFilled(const std::string& job_id, const std::string& generation) {
  UTVALG_ASSIGN_OR_RETURN(const auto order, RankingOf(job_id, "", generation));
  if (order.partial()) return absl::UnavailableError("part of rank cannot be asked; try again");
  const auto missing = std::count_if(
      order.needs_person().begin(), order.needs_person().end(), [](const auto& needs_person) {
        return needs_person.reason() == cv::v1::NEEDS_PERSON_REASON_OTHER_GENERATION;
      });
  const int all = order.ranked_size() + order.needs_person_size();
  if (missing > 0 || all == 0) {
    return absl::FailedPreconditionError(
        Cat(missing, " of ", all, " applications were not read into generation ", generation,
            " yet; `utvalg reprocess status` shows how far it is"));
  }
  return absl::OkStatus();
}

grpc::Status IngestRpc::DropGeneration(grpc::ServerContext* context,
                                       const v1::DropGenerationRequest* request,
                                       v1::DropGenerationResponse* response) {
  const std::string& generation = request->generation();
  if (generation.empty()) return ToGrpc(absl::InvalidArgumentError("name the generation"));
  for (const job::v1::Job& job : jobs_->List()) {
    if (job.generation() != generation && !job.generation().empty()) continue;
    return ToGrpc(absl::FailedPreconditionError(
        Cat("job ", job.job_id(),
            job.generation().empty() ? " has not said which generation it is "
                                       "on"
                                     : " is on it",
            "; `utvalg pilot promote` puts it on another")));
  }
  const auto live = LiveGeneration();
  if (!live.ok()) return ToGrpc(live.status());
  if (*live == generation) {
    return ToGrpc(absl::FailedPreconditionError("what comes in is read into this generation"));
  }
  const auto applications = named_->ReadInto(generation);
  if (!applications.ok()) return ToGrpc(applications.status());
  std::vector<NewRecord> taken_back;
  const auto append = [&] {
    if (taken_back.empty()) return absl::OkStatus();
    return producer_->Append(std::exchange(taken_back, {})).status();
  };
  for (const std::string& application_id : *applications) {
    const auto application = named_->GetApplication(application_id);
    if (absl::IsNotFound(application.status())) continue;  // Erased meanwhile.
    if (!application.ok()) return ToGrpc(application.status());
    const auto key =
        GenerationKey(application->tenant(), application->candidate(), application_id, generation);
    if (!key.ok()) return ToGrpc(key.status());
    // Identity last: what a call left that broke off is found by it.
    for (const std::string_view topic :
         {kCvLayoutTopic, kCvParsedTopic, kCvParsedBulkTopic, kCvIdentityTopic}) {
      taken_back.push_back(MakeTombstone(topic, *key));
    }
    response->set_applications(response->applications() + 1);
    if (taken_back.size() < kTakenBackAtOnce) continue;
    if (absl::Status status = append(); !status.ok()) return ToGrpc(status);
  }
  if (absl::Status status = append(); !status.ok()) return ToGrpc(status);
  return ToGrpc(audit_->Note(CallerOf(*context), "drop_generation", generation,
                             Cat("applications ", response->applications())));
}

}  // namespace utvalg::ingest
