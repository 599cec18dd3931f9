// SPDX-License-Identifier: Apache-2.0
//
// rank-scores MODEL_DIR CVS < JOBS: scores every CV of the file (CvEmbedded, delimited) for every
// job. JOBS is one JSON object per line: {"text": advertisement, "title": optional} or {"file": a
// job file's content, "name": its name}. Prints one JSON object per job: title, criteria, scores
// (millionths, in the order of the CVs) and, with --criteria, each criterion's scores.
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "common/taxonomy/taxonomy.h"
#include "services/embed/adapters/text_encoder.h"
#include "services/embed/core/embed_cv.h"
#include "services/rank/adapters/job_file/job_file_reader.h"
#include "services/rank/core/score.h"
#include "services/rank/core/weights.h"
#include "tests/eval/ranking/delimited.h"

namespace {

using nlohmann::json;
using utvalg::embedding::v1::CvEmbedded;

absl::StatusOr<utvalg::rank::ProposedJob> ReadJob(const json& line) {
  const auto& taxonomy = utvalg::taxonomy::Taxonomy::Get();
  if (line.contains("file")) {
    return utvalg::rank::ReadJobFile(line["file"].get<std::string>(),
                                     line["name"].get<std::string>(), taxonomy);
  }
  return utvalg::rank::ProposeJob(line["text"].get<std::string>(), line.value("title", ""),
                                  taxonomy);
}

json Criteria(const utvalg::job::v1::Job& job) {
  json criteria = json::array();
  for (const auto& criterion : job.criteria()) {
    criteria.push_back({{"id", criterion.id()},
                        {"text", criterion.text()},
                        {"weight", criterion.weight()},
                        {"isco", criterion.isco()}});
  }
  return criteria;
}

absl::StatusOr<json> ScoreAll(utvalg::job::v1::Job job, const std::vector<CvEmbedded>& cvs,
                              bool details, utvalg::embed::Encoder& encoder) {
  auto embedded = utvalg::embed::EmbedJob(job, encoder);
  if (!embedded.ok()) return embedded.status();
  const std::string& rows = embedded->criterion_vectors();
  utvalg::rank::AssignWeights({reinterpret_cast<const int8_t*>(rows.data()), rows.size()},
                              utvalg::rank::Calibration::Default(), &job);
  *embedded->mutable_job() = job;
  auto scorer = utvalg::rank::Scorer::Create(*embedded, utvalg::rank::Calibration::Default(),
                                             utvalg::taxonomy::Taxonomy::Get());
  if (!scorer.ok()) return scorer.status();
  json scores = json::array();
  json parts = json::array();
  for (const CvEmbedded& cv : cvs) {
    auto record = scorer->Score(cv);
    if (!record.ok()) return record.status();
    scores.push_back(record->score());
    if (!details) continue;
    json row = json::array();
    for (const auto& result : record->criteria()) {
      row.push_back({result.score(), result.structured(), result.semantic()});
    }
    parts.push_back(std::move(row));
  }
  json answer = {
      {"title", job.title()}, {"criteria", Criteria(job)}, {"scores", std::move(scores)}};
  if (details) answer["parts"] = std::move(parts);
  return answer;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: rank-scores MODEL_DIR CVS [--criteria] < jobs\n";
    return 64;
  }
  auto encoder = utvalg::embed::TextEncoder::Create({.model_dir = argv[1]});
  if (!encoder.ok()) {
    std::cerr << "rank-scores: " << encoder.status().message() << '\n';
    return 70;
  }
  std::ifstream file(argv[2], std::ios::binary);
  const auto cvs = utvalg::eval::ReadDelimited<CvEmbedded>(file);
  for (std::string line; std::getline(std::cin, line);) {
    const auto job = ReadJob(json::parse(line));
    if (!job.ok()) {
      std::cerr << "rank-scores: " << job.status().message() << '\n';
      return 65;
    }
    const auto answer = ScoreAll(job->job, cvs, argc > 3, **encoder);
    if (!answer.ok()) {
      std::cerr << "rank-scores: " << answer.status().message() << '\n';
      return 70;
    }
    std::cout << answer->dump() << '\n';
  }
  return 0;
}
