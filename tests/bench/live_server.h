// SPDX-License-Identifier: Apache-2.0
//
// A whole Utvalg in this process for benchmarks that wait as a person waits: a workspace of its
// own, uploads through the public services, and the times they took. Any failure ends the program.
// Not thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/testing/temp_dir.h"
#include "services/standalone/app.h"
#include "utvalg/ingest/v1/ingest_service.grpc.pb.h"
#include "utvalg/rank/v1/rank_service.grpc.pb.h"

namespace utvalg {

struct BenchDocument {
  std::string name;  // Of its file.
  std::string bytes;
};

// All PDFs of a folder, not of those below it.
std::vector<BenchDocument> PdfsIn(const std::string& folder);

// The shipped samples, found from where the program lies.
std::string SampleFolder();

// Of times in ascending order, none empty: the one below which this share of them lies.
double At(const std::vector<double>& sorted, double share);

class LiveServer {
 public:
  // Uploads these in turn, each time with bytes and a candidate of its own, so that no cache helps.
  explicit LiveServer(std::vector<BenchDocument> documents);

  // Ids of the job, or of the application when it is acknowledged. `bulk`: by the lane for imports.
  std::string PutJob(const std::string& title, const std::string& criterion);
  std::string Upload(const std::string& job_id, bool bulk);
  // The document that was uploaded last.
  const BenchDocument& last_document() const;

  ingest::v1::GetReceiptResponse Receipt(const std::string& application_id);
  // Returns when the application's score comes with its quotes.
  void Explain(const std::string& application_id);
  // How many applications of the job have an outcome; waits until there are `at_least` of them.
  uint32_t Outcomes(const std::string& job_id, uint32_t at_least = 0);

 private:
  TempDir dir_;
  const std::vector<BenchDocument> documents_;
  std::unique_ptr<standalone::App> app_;
  std::unique_ptr<ingest::v1::IngestService::Stub> ingest_;
  std::unique_ptr<rank::v1::RankService::Stub> rank_;
  size_t uploaded_ = 0;
};

}  // namespace utvalg
