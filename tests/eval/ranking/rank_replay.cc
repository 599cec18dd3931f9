// SPDX-License-Identifier: Apache-2.0
//
// rank-replay record CVS JOBS > RECORDS: the score record of every CV for every job.
// rank-replay check CVS JOBS < RECORDS: computes each again in this process, compares bit for bit,
// and looks up every quote of its explanation. Prints a JSON object of counts; 1 when one differs.
#include <algorithm>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

#include "common/taxonomy/taxonomy.h"
#include "services/rank/core/explain.h"
#include "services/rank/core/replay.h"
#include "services/rank/core/score.h"
#include "tests/eval/ranking/delimited.h"

namespace {

using utvalg::embedding::v1::CvEmbedded;
using utvalg::embedding::v1::JobEmbedded;
using utvalg::rank::Calibration;
using utvalg::result::v1::ScoreRecord;
using utvalg::taxonomy::Taxonomy;

template <typename Message>
std::vector<Message> ReadFile(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return utvalg::eval::ReadDelimited<Message>(file);
}

int Record(const std::vector<CvEmbedded>& cvs, const std::vector<JobEmbedded>& jobs) {
  for (const JobEmbedded& job : jobs) {
    const auto scorer = utvalg::rank::Scorer::Create(job, Calibration::Default(), Taxonomy::Get());
    if (!scorer.ok()) return 70;
    for (const CvEmbedded& cv : cvs) {
      const auto record = scorer->Score(cv);
      if (!record.ok()) return 70;
      utvalg::eval::WriteDelimited(*record, std::cout);
    }
  }
  return 0;
}

// How many quotes stand at their place in the blind text; -1 when one does not.
int64_t QuotesInPlace(const CvEmbedded& cv, const JobEmbedded& job, const ScoreRecord& record) {
  const auto explained = utvalg::rank::Explain("application", cv, job, record);
  if (!explained.ok()) return -1;
  const std::string_view text = cv.parsed().read().blind_text();
  int64_t quotes = 0;
  for (const auto& criterion : explained->criteria()) {
    if (criterion.result().score() > 0 && criterion.quotes_size() == 0) return -1;
    for (const auto& quote : criterion.quotes()) {
      const auto& span = quote.span();
      if (text.substr(span.begin(), span.end() - span.begin()) != quote.text()) return -1;
      ++quotes;
    }
  }
  return quotes;
}

int Check(const std::vector<CvEmbedded>& cvs, const std::vector<JobEmbedded>& jobs) {
  const auto records = utvalg::eval::ReadDelimited<ScoreRecord>(std::cin);
  if (records.size() != cvs.size() * jobs.size()) return 65;
  int64_t exact = 0;
  int64_t quotes = 0;
  int64_t misplaced = 0;
  for (size_t i = 0; i < records.size(); ++i) {
    const JobEmbedded& job = jobs[i / cvs.size()];
    const CvEmbedded& cv = cvs[i % cvs.size()];
    exact +=
        utvalg::rank::Replay(records[i], cv, job, Calibration::Default(), Taxonomy::Get()).exact;
    const int64_t in_place = QuotesInPlace(cv, job, records[i]);
    if (in_place < 0) ++misplaced;
    quotes += std::max<int64_t>(in_place, 0);
  }
  std::cout << nlohmann::json({{"scores", records.size()},
                               {"exact", exact},
                               {"quotes", quotes},
                               {"misplaced", misplaced}})
            << '\n';
  return exact == static_cast<int64_t>(records.size()) && misplaced == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view mode = argc == 4 ? argv[1] : "";
  if (mode != "record" && mode != "check") {
    std::cerr << "usage: rank-replay record|check CVS JOBS\n";
    return 64;
  }
  const auto cvs = ReadFile<CvEmbedded>(argv[2]);
  const auto jobs = ReadFile<JobEmbedded>(argv[3]);
  return mode == "record" ? Record(cvs, jobs) : Check(cvs, jobs);
}
