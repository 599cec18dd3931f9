// SPDX-License-Identifier: Apache-2.0
#include "tests/fault/screening_client.h"

#include <algorithm>
#include <chrono>
#include <vector>

#include "common/base/strings.h"
#include "utvalg/ingest/v1/ingest_service.grpc.pb.h"

namespace utvalg {
namespace {

constexpr std::chrono::seconds kCallPatience(20);

std::string Pick(const std::vector<std::string>& from, int number, int step) {
  return from[static_cast<size_t>(number / step) % from.size()];
}

std::string Padded(int number, size_t digits) {
  const std::string text = Cat(number);
  return std::string(digits - std::min(digits, text.size()), '0') + text;
}

}  // namespace

std::string MakeCv(int number, int round) {
  static const std::vector<std::string> kTitles = {"Sykepleier", "Elektriker", "Utvikler", "Lærer"};
  static const std::vector<std::string> kPlaces = {"Bergen kommune", "Bodø sykehus", "Nordlys AS"};
  static const std::vector<std::string> kDegrees = {"Bachelor i sykepleie, OsloMet",
                                                    "Fagbrev som elektriker, Narvik videregående",
                                                    "Master i informatikk, NTNU"};
  static const std::vector<std::string> kSkills = {"medikamenthåndtering, sårstell", "PLS, NEK 400",
                                                   "Python, SQL, Linux",
                                                   "veiledning, journalføring"};
  // Always as long, so that quotes point to the same bytes.
  return Cat("Kandidat Nummer", Padded(number, 5), "\nkandidat", Padded(number, 5), ".",
             Padded(round, 3), "@example.no\n\nArbeidserfaring\n", "01.2019 - 12.2023 ",
             Pick(kTitles, number, 1), ", ", Pick(kPlaces, number, 4),
             "\n\nUtdanning\n2015 - 2018 ", Pick(kDegrees, number, 12), "\n\nFerdigheter\n",
             Pick(kSkills, number, 36), "\n\nSpråk\nNorsk: morsmål\n");
}

job::v1::Job MakeJob() {
  job::v1::Job job;
  job.set_title("Sykepleier");
  job.set_description("Vi søker sykepleier med autorisasjon og erfaring fra sykehus.");
  job.set_language("nb");
  const auto add = [&job](const char* id, const char* text) {
    job::v1::Criterion* criterion = job.add_criteria();
    criterion->set_id(id);
    criterion->set_text(text);
    criterion->set_kind(job::v1::CRITERION_KIND_FREE_TEXT);
    criterion->set_weight(1000);
  };
  add("occupation", "Erfaring som sykepleier");
  add("skill", "Medikamenthåndtering");
  return job;
}

bool MayRetry(const grpc::Status& status) {
  return status.error_code() == grpc::StatusCode::UNAVAILABLE ||
         status.error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED ||
         status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED ||
         status.error_code() == grpc::StatusCode::ABORTED ||
         status.error_code() == grpc::StatusCode::CANCELLED;
}

void ScreeningClient::Reach(const std::string& address, const std::string& token) {
  const std::lock_guard<std::mutex> lock(mutex_);
  token_ = token;
  channel_ = grpc::CreateChannel(address, grpc::InsecureChannelCredentials());
}

grpc::Status ScreeningClient::PutJob(const job::v1::Job& job, std::string* job_id) {
  grpc::ClientContext context;
  Prepare(&context);
  ingest::v1::PutJobRequest request;
  *request.mutable_job() = job;
  ingest::v1::PutJobResponse response;
  const grpc::Status status =
      ingest::v1::IngestService::NewStub(channel())->PutJob(&context, request, &response);
  *job_id = response.job().job_id();
  return status;
}

grpc::Status ScreeningClient::Submit(const std::string& job_id, const std::string& key,
                                     const std::string& cv, std::string* application_id) {
  grpc::ClientContext context;
  Prepare(&context);
  ingest::v1::SubmitApplicationResponse response;
  const auto stub = ingest::v1::IngestService::NewStub(channel());
  const auto writer = stub->SubmitApplication(&context, &response);
  ingest::v1::SubmitApplicationRequest part;
  part.mutable_header()->set_job_id(job_id);
  part.mutable_header()->set_idempotency_key(key);
  part.mutable_header()->set_file_name("cv.txt");
  writer->Write(part);
  part.set_chunk(cv);
  writer->Write(part);
  writer->WritesDone();
  const grpc::Status status = writer->Finish();
  *application_id = response.application_id();
  return status;
}

grpc::Status ScreeningClient::GetRanking(const std::string& job_id,
                                         rank::v1::GetRankingResponse* response) {
  grpc::ClientContext context;
  Prepare(&context);
  rank::v1::GetRankingRequest request;
  request.set_job_id(job_id);
  return rank::v1::RankService::NewStub(channel())->GetRanking(&context, request, response);
}

void ScreeningClient::Prepare(grpc::ClientContext* context) {
  context->set_deadline(std::chrono::system_clock::now() + kCallPatience);
  const std::lock_guard<std::mutex> lock(mutex_);
  if (!token_.empty()) context->AddMetadata("authorization", "Bearer " + token_);
}

std::shared_ptr<grpc::Channel> ScreeningClient::channel() {
  const std::lock_guard<std::mutex> lock(mutex_);
  return channel_;
}

}  // namespace utvalg
