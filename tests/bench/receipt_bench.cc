// SPDX-License-Identifier: Apache-2.0
//
// How long a candidate waits from upload to receipt while applications are queued. Fills the queue
// with copies of the PDFs of a folder (each with bytes of its own), then uploads more of them one
// after the other, asking for the receipt of each, and says how many were still pending behind it
// and what the slowest waited for.
//
//   build/release/bin/receipt_bench [folder = samples/cvs] [queued = 2000] [measured = 200]
//
// Ends with 1 when the 99th percentile is over two seconds or the queue ran empty meanwhile.
#include <grpcpp/client_context.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "common/base/strings.h"
#include "common/testing/temp_dir.h"
#include "services/standalone/app.h"
#include "utvalg/ingest/v1/ingest_service.grpc.pb.h"
#include "utvalg/rank/v1/rank_service.grpc.pb.h"

namespace utvalg {
namespace {

using Seconds = std::chrono::duration<double>;
constexpr double kMostSeconds = 2;

void Check(const grpc::Status& status, std::string_view what) {
  if (status.ok()) return;
  std::cerr << what << ": " << status.error_message() << '\n';
  std::exit(1);
}

struct Pdf {
  std::string name, bytes;
};

std::vector<Pdf> PdfsBelow(const std::string& folder) {
  std::vector<Pdf> documents;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".pdf") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    documents.push_back(
        {entry.path().filename().string(),
         std::string((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>())});
  }
  return documents;
}

class Bench {
 public:
  explicit Bench(const std::string& folder) : documents_(PdfsBelow(folder)) {
    standalone::Options options;
    options.workspace = dir_.Below("workspace");
    const std::filesystem::path bin = std::filesystem::read_symlink("/proc/self/exe").parent_path();
    options.extractor_path = (bin / "utvalg-extract").string();
    options.model_dir = (bin / "../../model").string();
    auto app = standalone::App::Create(std::move(options));
    if (!app.ok() || documents_.empty()) {
      std::cerr << app.status() << "; " << documents_.size() << " PDFs\n";
      std::exit(1);
    }
    app_ = *std::move(app);
    ingest_ = ingest::v1::IngestService::NewStub(app_->channel());
    rank_ = rank::v1::RankService::NewStub(app_->channel());
    ingest::v1::PutJobRequest request;
    request.mutable_job()->set_title("Sykepleier");
    request.mutable_job()->add_criteria()->set_text("Erfaring som sykepleier");
    ingest::v1::PutJobResponse response;
    grpc::ClientContext context;
    Check(ingest_->PutJob(&context, request, &response), "job");
    job_id_ = response.job().job_id();
  }

  const Pdf& DocumentOf(int number) const {
    return documents_[static_cast<size_t>(number) % documents_.size()];
  }

  // The id of the application.
  std::string Upload(int number) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
    ingest::v1::SubmitApplicationResponse response;
    const auto writer = ingest_->SubmitApplication(&context, &response);
    ingest::v1::SubmitApplicationRequest part;
    part.mutable_header()->set_job_id(job_id_);
    part.mutable_header()->set_idempotency_key(Cat("upload-", number));
    part.mutable_header()->set_file_name("cv.pdf");
    writer->Write(part);
    // What stands behind the end of a PDF changes its bytes and nothing of what is read.
    part.set_chunk(Cat(DocumentOf(number).bytes, "\n% ", number, "\n"));
    writer->Write(part);
    writer->WritesDone();
    Check(writer->Finish(), "upload");
    return response.application_id();
  }

  ingest::v1::GetReceiptResponse Receipt(const std::string& application_id) {
    ingest::v1::GetReceiptRequest request;
    request.set_application_id(application_id);
    ingest::v1::GetReceiptResponse response;
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
    Check(ingest_->GetReceipt(&context, request, &response), "receipt");
    return response;
  }

  uint32_t Finished() {
    rank::v1::GetProgressRequest request;
    request.set_job_id(job_id_);
    rank::v1::GetProgressResponse response;
    grpc::ClientContext context;
    Check(rank_->GetProgress(&context, request, &response), "progress");
    return response.ranked() + response.needs_person();
  }

 private:
  TempDir dir_;
  const std::vector<Pdf> documents_;
  std::unique_ptr<standalone::App> app_;
  std::unique_ptr<ingest::v1::IngestService::Stub> ingest_;
  std::unique_ptr<rank::v1::RankService::Stub> rank_;
  std::string job_id_;
};

// From begin of the upload to its answer, and from there to the receipt.
struct Measured {
  double upload, receipt;
  std::string name;
  double seconds() const { return upload + receipt; }
};

double At(const std::vector<double>& sorted, double share) {
  const auto index = static_cast<size_t>(share * static_cast<double>(sorted.size() - 1) + 0.5);
  return sorted[index];
}

int Run(const std::string& folder, int queued, int measured) {
  Bench bench(folder);
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < queued; ++i) bench.Upload(i);
  const uint32_t before = bench.Finished();
  std::cout << queued << " uploaded in "
            << Seconds(std::chrono::steady_clock::now() - begin).count() << " s; "
            << static_cast<uint32_t>(queued) - before << " of them without an outcome\n";
  std::vector<Measured> all;
  int said_pending = 0;
  size_t facts = 0;
  for (int i = 0; i < measured; ++i) {
    const auto start = std::chrono::steady_clock::now();
    const std::string application_id = bench.Upload(queued + i);
    const auto uploaded = std::chrono::steady_clock::now();
    const auto receipt = bench.Receipt(application_id);
    all.push_back({Seconds(uploaded - start).count(),
                   Seconds(std::chrono::steady_clock::now() - uploaded).count(),
                   bench.DocumentOf(queued + i).name});
    said_pending += receipt.pending_size() > 0;
    facts += static_cast<size_t>(receipt.read_size());
  }
  const uint32_t left = static_cast<uint32_t>(queued + measured) - bench.Finished();
  std::sort(all.begin(), all.end(),
            [](const Measured& a, const Measured& b) { return a.seconds() < b.seconds(); });
  std::vector<double> seconds;
  for (const Measured& one : all) seconds.push_back(one.seconds());
  std::cout << measured << " receipts: p50 " << At(seconds, 0.5) << " s, p90 " << At(seconds, 0.9)
            << " s, p99 " << At(seconds, 0.99) << " s, longest " << seconds.back() << " s; "
            << said_pending << " said what is pending, " << facts << " facts shown; " << left
            << " applications without an outcome at the end\nSlowest (upload, receipt):\n";
  for (size_t i = all.size(); i > 0 && all.size() - i < 8; --i) {
    const Measured& one = all[i - 1];
    std::cout << "  " << one.upload << " s, " << one.receipt << " s  " << one.name << '\n';
  }
  return At(seconds, 0.99) <= kMostSeconds && left > 0 ? 0 : 1;
}

}  // namespace
}  // namespace utvalg

int main(int argc, char** argv) {
  const std::string samples =
      std::filesystem::canonical("/proc/self/exe").parent_path() / "../../../samples/cvs";
  return utvalg::Run(argc > 1 ? argv[1] : samples, argc > 2 ? std::atoi(argv[2]) : 2000,
                     argc > 3 ? std::atoi(argv[3]) : 200);
}
