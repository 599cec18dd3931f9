// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/replay.h"

#include "common/base/strings.h"
#include "services/rank/core/message_digest.h"
#include "services/rank/core/score.h"
#include "services/rank/core/text.h"

namespace utvalg::rank {
namespace {

using result::v1::ScoreRecord;

class Comparison {
 public:
  template <typename Value>
  void Compare(std::string_view what, const Value& recorded, const Value& now) {
    if (recorded == now) return;
    report_.differences.push_back(Cat(what, ": recorded ", recorded, ", now ", now));
  }
  ReplayReport Take() {
    report_.exact = report_.differences.empty();
    return std::move(report_);
  }
  void Add(std::string difference) { report_.differences.push_back(std::move(difference)); }

 private:
  ReplayReport report_;
};

void CompareCriteria(const ScoreRecord& recorded, const ScoreRecord& now, Comparison* comparison) {
  comparison->Compare("number of criteria", recorded.criteria_size(), now.criteria_size());
  for (int i = 0; i < recorded.criteria_size() && i < now.criteria_size(); ++i) {
    comparison->Compare(Cat("criterion ", recorded.criteria(i).criterion_id()),
                        MessageDigest(recorded.criteria(i)), MessageDigest(now.criteria(i)));
  }
}

}  // namespace

ReplayReport Replay(const ScoreRecord& recorded, const embedding::v1::CvEmbedded& cv,
                    const embedding::v1::JobEmbedded& job, const Calibration& calibration,
                    const taxonomy::Taxonomy& taxonomy) {
  Comparison comparison;
  const absl::StatusOr<ScoreRecord> now = Score(cv, job, calibration, taxonomy);
  if (!now.ok()) {
    comparison.Add(Cat("cannot be scored now: ", std::string(now.status().message())));
    return comparison.Take();
  }
  const auto& before = recorded.provenance();
  const auto& after = now->provenance();
  comparison.Compare("generation", before.generation(), after.generation());
  comparison.Compare("model", before.model(), after.model());
  comparison.Compare("scorer", before.scorer(), after.scorer());
  comparison.Compare("calibration", before.calibration(), after.calibration());
  comparison.Compare("job_digest", before.job_digest(), after.job_digest());
  comparison.Compare("cv_digest", before.cv_digest(), after.cv_digest());
  CompareCriteria(recorded, *now, &comparison);
  comparison.Compare("score", recorded.score(), now->score());
  comparison.Compare("confidence", recorded.confidence(), now->confidence());
  comparison.Compare("missing_musts", recorded.missing_musts(), now->missing_musts());
  return comparison.Take();
}

}  // namespace utvalg::rank
