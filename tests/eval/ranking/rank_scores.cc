// SPDX-License-Identifier: Apache-2.0
//
// rank-scores CVS JOBS [--criteria] [--without-words] [--without-copies] [--background FILE]:
// scores every CV (CvEmbedded, from embed-cvs) for every job (JobEmbedded, from embed-jobs). Prints
// one JSON object per job: title, criteria, scores (millionths, in the order of the CVs) and, with
// --criteria, each criterion's score, structured and semantic part, and whether it was found. For
// an ablation: without the words of the criteria (their vectors stay), without the advertisement
// that copies are known by, with another calibration than the one compiled in.
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "common/taxonomy/taxonomy.h"
#include "services/rank/core/score.h"
#include "services/rank/core/weights.h"
#include "tests/eval/ranking/delimited.h"

namespace {

using nlohmann::json;
using utvalg::embedding::v1::CvEmbedded;
using utvalg::embedding::v1::JobEmbedded;
using utvalg::rank::Calibration;

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

struct Options {
  bool details = false;
  bool words = true;
  bool copies = true;
  const char* background = nullptr;
};

Options OptionsFrom(int argc, char** argv) {
  Options options;
  for (int i = 3; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--criteria") options.details = true;
    if (argument == "--without-words") options.words = false;
    if (argument == "--without-copies") options.copies = false;
    if (argument == "--background" && i + 1 < argc) options.background = argv[++i];
  }
  return options;
}

absl::StatusOr<Calibration> ReadCalibration(const Options& options) {
  if (options.background == nullptr) return Calibration::Default();
  std::ifstream file(options.background, std::ios::binary);
  return Calibration::Create(std::string(std::istreambuf_iterator<char>(file), {}));
}

void LeaveOut(const Options& options, JobEmbedded* job) {
  if (!options.copies) job->mutable_job()->clear_description();
  if (options.words) return;
  for (auto& criterion : *job->mutable_job()->mutable_criteria()) criterion.clear_text();
}

absl::StatusOr<json> ScoreAll(const JobEmbedded& job, const std::vector<CvEmbedded>& cvs,
                              const Calibration& calibration, bool details) {
  auto scorer = utvalg::rank::Scorer::Create(job, calibration, utvalg::taxonomy::Taxonomy::Get());
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
    std::cerr << "usage: rank-scores CVS JOBS [--criteria] [--without-words] [--without-copies] "
                 "[--background FILE]\n";
    return 64;
  }
  const Options options = OptionsFrom(argc, argv);
  const auto calibration = ReadCalibration(options);
  if (!calibration.ok()) {
    std::cerr << "rank-scores: " << calibration.status().message() << '\n';
    return 65;
  }
  const auto cvs = ReadFile<CvEmbedded>(argv[1]);
  for (JobEmbedded& job : ReadFile<JobEmbedded>(argv[2])) {
    LeaveOut(options, &job);
    const auto answer = ScoreAll(job, cvs, *calibration, options.details);
    if (!answer.ok()) {
      std::cerr << "rank-scores: " << answer.status().message() << '\n';
      return 70;
    }
    std::cout << answer->dump() << '\n';
  }
  return 0;
}
