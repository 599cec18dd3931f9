// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/live_server.h"

#include <grpcpp/client_context.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <utility>

#include "common/base/strings.h"

namespace utvalg {
namespace {

constexpr std::chrono::seconds kPatience(60);

void Check(const grpc::Status& status, std::string_view what) {
  if (status.ok()) return;
  std::cerr << what << ": " << status.error_message() << '\n';
  std::exit(EXIT_FAILURE);
}

std::filesystem::path BinFolder() {
  return std::filesystem::canonical("/proc/self/exe").parent_path();
}

template <typename Stub, typename Request, typename Response>
Response Call(Stub* stub,
              grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
              const Request& request, std::string_view what) {
  Response response;
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + kPatience);
  Check((stub->*method)(&context, request, &response), what);
  return response;
}

}  // namespace

std::vector<BenchDocument> PdfsIn(const std::string& folder) {
  std::vector<BenchDocument> documents;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".pdf") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    documents.push_back(
        {entry.path().filename().string(),
         std::string((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>())});
  }
  return documents;
}

std::string SampleFolder() { return BinFolder() / "../../../samples/cvs"; }

double At(const std::vector<double>& sorted, double share) {
  return sorted[static_cast<size_t>(share * static_cast<double>(sorted.size() - 1) + 0.5)];
}

LiveServer::LiveServer(std::vector<BenchDocument> documents) : documents_(std::move(documents)) {
  standalone::Options options;
  options.workspace = dir_.Below("workspace");
  options.extractor_path = (BinFolder() / "utvalg-extract").string();
  options.model_dir = (BinFolder() / "../../model").string();
  auto app = standalone::App::Create(std::move(options));
  if (!app.ok() || documents_.empty()) {
    std::cerr << app.status() << "; " << documents_.size() << " documents\n";
    std::exit(EXIT_FAILURE);
  }
  app_ = *std::move(app);
  ingest_ = ingest::v1::IngestService::NewStub(app_->channel());
  rank_ = rank::v1::RankService::NewStub(app_->channel());
}

std::string LiveServer::PutJob(const std::string& title, const std::string& criterion) {
  ingest::v1::PutJobRequest request;
  request.mutable_job()->set_title(title);
  request.mutable_job()->add_criteria()->set_text(criterion);
  return Call(ingest_.get(), &ingest::v1::IngestService::Stub::PutJob, request, "job")
      .job()
      .job_id();
}

std::string LiveServer::Upload(const std::string& job_id, bool bulk) {
  const size_t number = uploaded_++;
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + kPatience);
  ingest::v1::SubmitApplicationResponse response;
  const auto writer = ingest_->SubmitApplication(&context, &response);
  ingest::v1::SubmitApplicationRequest part;
  part.mutable_header()->set_job_id(job_id);
  part.mutable_header()->set_idempotency_key(Cat("upload-", number));
  part.mutable_header()->set_file_name("cv.pdf");
  part.mutable_header()->set_bulk(bulk);
  writer->Write(part);
  // What stands behind the end of a PDF changes its bytes and nothing of what is read.
  part.set_chunk(Cat(last_document().bytes, "\n% ", number, "\n"));
  writer->Write(part);
  writer->WritesDone();
  Check(writer->Finish(), "upload");
  return response.application_id();
}

const BenchDocument& LiveServer::last_document() const {
  return documents_[(uploaded_ - 1) % documents_.size()];
}

ingest::v1::GetReceiptResponse LiveServer::Receipt(const std::string& application_id) {
  ingest::v1::GetReceiptRequest request;
  request.set_application_id(application_id);
  return Call(ingest_.get(), &ingest::v1::IngestService::Stub::GetReceipt, request, "receipt");
}

void LiveServer::Explain(const std::string& application_id) {
  rank::v1::ExplainApplicationRequest request;
  request.set_application_id(application_id);
  Call(rank_.get(), &rank::v1::RankService::Stub::ExplainApplication, request, "explain");
}

uint32_t LiveServer::Outcomes(const std::string& job_id, uint32_t at_least) {
  rank::v1::GetProgressRequest request;
  request.set_job_id(job_id);
  request.set_wait_until_finished(at_least);
  for (;;) {
    const auto progress =
        Call(rank_.get(), &rank::v1::RankService::Stub::GetProgress, request, "progress");
    const uint32_t outcomes = progress.ranked() + progress.needs_person();
    if (outcomes >= at_least) return outcomes;
  }
}

}  // namespace utvalg
