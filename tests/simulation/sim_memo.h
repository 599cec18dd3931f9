// SPDX-License-Identifier: Apache-2.0
//
// What costs time in the handlers, done once by the real thing and remembered: the reading of
// documents and the vectors of texts. And the documents, jobs and outcomes of the simulation. Lives
// as long as the test program. One thread.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/telemetry/telemetry.h"
#include "services/embed/core/encoder.h"
#include "services/parse/adapters/document_reader.h"
#include "utvalg/job/v1/job.pb.h"
#include "utvalg/result/v1/result.pb.h"

namespace utvalg::simulation {

inline constexpr size_t kDocuments = 8;
// A file that is no document: its application needs a person.
inline constexpr size_t kDamagedDocument = kDocuments;
// One the reader refuses for good: its application goes to the dead letters.
inline constexpr size_t kPoisonDocument = kDocuments + 1;

// Of an invented person; the name of document i stands in no other.
std::string DocumentText(size_t document);
std::string NameIn(size_t document);
// The job as it is put; its edits differ in title and criteria.
job::v1::Job JobText(const std::string& job_id, uint32_t edit);

// Reads by the sandboxed extractor and the core of parse, every document once.
class MemoReader final : public parse::DocumentReader {
 public:
  // FAILED_PRECONDITION, NOT_FOUND: as Extractor::Create.
  static absl::StatusOr<std::unique_ptr<MemoReader>> Create(Telemetry* telemetry);

  absl::StatusOr<parse::v1::ParseDocumentResponse> Read(std::string_view document,
                                                        const parse::ParseOptions& options,
                                                        const parse::ReadOptions& how) override;
  // Called in the middle of every Read.
  void OnRead(std::function<void()> told) { told_ = std::move(told); }

 private:
  MemoReader(std::unique_ptr<parse::Extractor> extractor, Telemetry* telemetry);

  std::unique_ptr<parse::Extractor> extractor_;
  parse::ExtractingDocumentReader reader_;
  std::map<std::string, parse::v1::ParseDocumentResponse, std::less<>> known_;
  std::function<void()> told_;
};

// Vectors that follow from the digest of a text: as good as a model's for who asks whether the same
// text gives the same score.
class DigestEncoder final : public embed::Encoder {
 public:
  DigestEncoder();
  const embed::ModelInfo& model() const override { return model_; }
  absl::StatusOr<std::vector<int8_t>> Encode(std::span<const std::string> texts,
                                             embed::TextRole role) override;

 private:
  embed::ModelInfo model_;
};

// What must come out of an application, computed without log, stores, faults or threads.
class Oracle {
 public:
  Oracle(parse::DocumentReader* reader, embed::Encoder* encoder)
      : reader_(reader), encoder_(encoder) {}
  // Canonical bytes of the Result.
  std::string Expect(size_t document, const std::string& file_name, uint32_t revision,
                     const job::v1::Job& job, const std::string& generation);

 private:
  parse::DocumentReader* const reader_;
  embed::Encoder* const encoder_;
  std::map<std::string, std::string> known_;
};

}  // namespace utvalg::simulation
