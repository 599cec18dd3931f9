// SPDX-License-Identifier: Apache-2.0
//
// embed-jobs MODEL_DIR < JOBS > JobEmbedded...: proposes or reads jobs and embeds them. JOBS is one
// JSON object per line:
// {"text": advertisement, "title": optional} or {"file": a job file's content, "name": its name}.
// Out: as in delimited.h.
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "common/taxonomy/taxonomy.h"
#include "services/embed/adapters/text_encoder.h"
#include "services/embed/core/embed_cv.h"
#include "services/rank/adapters/job_file/job_file_reader.h"
#include "services/rank/core/weights.h"
#include "tests/eval/ranking/delimited.h"

namespace {

using nlohmann::json;
using utvalg::embedding::v1::JobEmbedded;

absl::StatusOr<utvalg::rank::ProposedJob> ReadJob(const json& line) {
  const auto& taxonomy = utvalg::taxonomy::Taxonomy::Get();
  if (line.contains("file")) {
    return utvalg::rank::ReadJobFile(line["file"].get<std::string>(),
                                     line["name"].get<std::string>(), taxonomy);
  }
  return utvalg::rank::ProposeJob(line["text"].get<std::string>(), line.value("title", ""),
                                  taxonomy);
}

absl::StatusOr<JobEmbedded> EmbedLine(const json& line, utvalg::embed::Encoder& encoder) {
  absl::StatusOr<utvalg::rank::ProposedJob> read = ReadJob(line);
  if (!read.ok()) return read.status();
  absl::StatusOr<JobEmbedded> embedded = utvalg::embed::EmbedJob(read->job, encoder);
  if (!embedded.ok()) return embedded.status();
  const std::string& rows = embedded->criterion_vectors();
  // As the rank service does it: only what was proposed is weighed.
  if (!line.contains("file")) {
    utvalg::rank::AssignWeights({reinterpret_cast<const int8_t*>(rows.data()), rows.size()},
                                utvalg::rank::Calibration::Default(), embedded->mutable_job());
  }
  return embedded;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: embed-jobs MODEL_DIR < jobs > embedded\n";
    return 64;
  }
  auto encoder = utvalg::embed::TextEncoder::Create({.model_dir = argv[1]});
  if (!encoder.ok()) {
    std::cerr << "embed-jobs: " << encoder.status().message() << '\n';
    return 70;
  }
  for (std::string line; std::getline(std::cin, line);) {
    const auto embedded = EmbedLine(json::parse(line), **encoder);
    if (!embedded.ok()) {
      std::cerr << "embed-jobs: " << embedded.status().message() << '\n';
      return 65;
    }
    utvalg::eval::WriteDelimited(*embedded, std::cout);
  }
  return 0;
}
