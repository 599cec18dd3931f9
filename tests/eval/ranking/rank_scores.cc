// SPDX-License-Identifier: Apache-2.0
//
// rank-scores CVS JOBS [--criteria]: scores every CV (CvEmbedded, from embed-cvs) for every job
// (JobEmbedded, from embed-jobs). Prints one JSON object per job: title, criteria, scores
// (millionths, in the order of the CVs) and, with --criteria, each criterion's score, structured
// and semantic part, and whether it was found.
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "common/taxonomy/taxonomy.h"
#include "services/rank/core/score.h"
#include "services/rank/core/weights.h"
#include "tests/eval/ranking/delimited.h"

namespace {

using nlohmann::json;
using utvalg::embedding::v1::CvEmbedded;
using utvalg::embedding::v1::JobEmbedded;

template <typename Message>
std::vector<Message> ReadFile(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return utvalg::eval::ReadDelimited<Message>(file);
}

json Criteria(const utvalg::job::v1::Job& job) {
  json criteria = json::array();
  for (const auto& criterion : job.criteria()) {
    criteria.push_back({{"id", criterion.id()},
                        {"text", criterion.text()},
                        {"kind", utvalg::job::v1::CriterionKind_Name(criterion.kind())},
                        {"importance", utvalg::job::v1::Importance_Name(criterion.importance())},
                        {"weight", utvalg::rank::WeightOf(criterion)},
                        {"isco", criterion.isco()}});
  }
  return criteria;
}

absl::StatusOr<json> ScoreAll(const JobEmbedded& job, const std::vector<CvEmbedded>& cvs,
                              bool details) {
  auto scorer = utvalg::rank::Scorer::Create(job, utvalg::rank::Calibration::Default(),
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
      row.push_back({result.score(), result.structured(), result.semantic(),
                     utvalg::result::v1::Found_Name(result.found())});
    }
    parts.push_back(std::move(row));
  }
  json answer = {{"title", job.job().title()},
                 {"criteria", Criteria(job.job())},
                 {"scores", std::move(scores)}};
  if (details) answer["parts"] = std::move(parts);
  return answer;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: rank-scores CVS JOBS [--criteria]\n";
    return 64;
  }
  const auto cvs = ReadFile<CvEmbedded>(argv[1]);
  for (const JobEmbedded& job : ReadFile<JobEmbedded>(argv[2])) {
    const auto answer = ScoreAll(job, cvs, argc > 3);
    if (!answer.ok()) {
      std::cerr << "rank-scores: " << answer.status().message() << '\n';
      return 70;
    }
    std::cout << answer->dump() << '\n';
  }
  return 0;
}
