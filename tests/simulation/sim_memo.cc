// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/sim_memo.h"

#include <array>
#include <cstdlib>
#include <iostream>
#include <utility>

#include "common/base/digest.h"
#include "common/base/passages_version.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/taxonomy/taxonomy.h"
#include "services/embed/core/embed_cv.h"
#include "services/rank/core/score.h"
#include "services/rank/core/score_fixture.h"

namespace utvalg::simulation {
namespace {

constexpr std::array<const char*, kDocuments> kTitles = {
    "Sykepleier", "Helsefagarbeider", "Intensivsykepleier", "Lærer", "Vernepleier",
    "Kokk",       "Prosjektleder",    "Renholder"};
constexpr std::string_view kPoison = "poison";

template <typename T>
T Must(absl::StatusOr<T> value) {
  if (value.ok()) return *std::move(value);
  std::cerr << "the oracle cannot answer: " << value.status() << '\n';
  std::abort();
}

}  // namespace

std::string NameIn(size_t document) {
  // Letters only: digits might be taken for dates or numbers.
  const std::string mark{'Q', static_cast<char>('a' + document % 26), 'v'};
  return Cat(mark, "anna Berg", mark);
}

std::string DocumentText(size_t document) {
  if (document == kDamagedDocument) return "%PDF-1.7 damaged";
  if (document == kPoisonDocument) return std::string(kPoison);
  return Cat(NameIn(document), "\npost@", std::string(1, static_cast<char>('a' + document)),
             ".example.org\n\nArbeidserfaring\n\n201", document % 5, " - 2022 ", kTitles[document],
             ", Bergen kommune\nInnførte nytt forløp på avdelingen for ", document + 3,
             " pasienter.\n\nUtdanning\n\n2007 - 2010 Bachelor i sykepleie, Høgskolen i ",
             "Bergen\n\nSpråk\n\nNorsk, engelsk\n");
}

job::v1::Job JobText(const std::string& job_id, uint32_t edit) {
  job::v1::Job job;
  job.set_job_id(job_id);
  job.set_title(Cat("Sykepleier, utgave ", std::string(1, static_cast<char>('A' + edit))));
  job.set_language("nb");
  for (const char* text : {"Erfaring som sykepleier", "Innføring av pasientforløp", "Norsk"}) {
    if (edit % 3 == 2 && job.criteria_size() == 2) break;
    job.add_criteria()->set_text(edit % 2 == 1 ? Cat(text, " er ønskelig") : std::string(text));
  }
  return job;
}

MemoReader::MemoReader(std::unique_ptr<parse::Extractor> extractor, Telemetry* telemetry)
    : extractor_(std::move(extractor)), reader_(extractor_.get(), telemetry) {}

absl::StatusOr<std::unique_ptr<MemoReader>> MemoReader::Create(Telemetry* telemetry) {
  parse::ExtractorOptions options;
  const char* bin = std::getenv("UTVALG_BIN_DIR");
  options.path = Cat(bin == nullptr ? "build/release/bin" : bin, "/utvalg-extract");
  options.children = 1;
  UTVALG_ASSIGN_OR_RETURN(auto extractor, parse::Extractor::Create(options));
  return std::unique_ptr<MemoReader>(new MemoReader(std::move(extractor), telemetry));
}

absl::StatusOr<parse::v1::ParseDocumentResponse> MemoReader::Read(
    std::string_view document, const parse::ParseOptions& options, const parse::ReadOptions& how) {
  if (told_) told_();
  if (document == kPoison) return absl::InvalidArgumentError("poison");
  const std::string key = Cat(options.file_name, "\n", options.received.year, "-",
                              options.received.month, "\n", document);
  const auto known = known_.find(key);
  if (known != known_.end()) return known->second;
  UTVALG_ASSIGN_OR_RETURN(auto response, reader_.Read(document, options, how));
  return known_[key] = std::move(response);
}

DigestEncoder::DigestEncoder() {
  model_.name = "digest";
  model_.dimensions = rank::kTestDimensions;
  model_.digest = Cat(rank::TestCalibration().model(), "/bf16");
}

absl::StatusOr<std::vector<int8_t>> DigestEncoder::Encode(std::span<const std::string> texts,
                                                          embed::TextRole) {
  std::vector<int8_t> vectors;
  for (const std::string& text : texts) {
    const std::string digest = Sha256(text);
    for (size_t i = 0; i < model_.dimensions; ++i) {
      vectors.push_back(static_cast<int8_t>(static_cast<unsigned char>(digest[i]) % 120 + 1));
    }
  }
  return vectors;
}

std::string Oracle::Expect(size_t document, const std::string& file_name, uint32_t revision,
                           const job::v1::Job& job, const std::string& generation) {
  const std::string key = Cat(document, "\n", file_name, "\n", revision, "\n", generation, "\n",
                              job.SerializeAsString());
  const auto known = known_.find(key);
  if (known != known_.end()) return known->second;
  result::v1::Result result;
  result.set_job_id(job.job_id());
  result.set_revision(revision);
  if (document == kPoisonDocument) {
    result.set_needs_person(cv::v1::NEEDS_PERSON_REASON_SYSTEM_ERROR);
  } else {
    auto read = Must(reader_->Read(DocumentText(document), {.file_name = file_name}, {}));
    read.mutable_parsed()->set_job_id(job.job_id());
    read.mutable_parsed()->set_revision(revision);
    read.mutable_parsed()->set_generation(generation);
    read.mutable_parsed()->set_passages(std::string(kPassagesVersion));
    if (read.parsed().has_read()) {
      const auto cv = Must(embed::EmbedCv(read.parsed(), *encoder_));
      const auto scorer =
          Must(rank::Scorer::Create(Must(embed::EmbedJob(job, *encoder_)), rank::TestCalibration(),
                                    taxonomy::Taxonomy::Get()));
      *result.mutable_ranked() = Must(scorer.Score(cv));
      result.mutable_ranked()->mutable_provenance()->set_generation(generation);
      result.set_job_revision(job.revision());
    } else {
      result.set_needs_person(read.parsed().unreadable());
    }
  }
  return known_[key] = result.SerializeAsString();
}

}  // namespace utvalg::simulation
