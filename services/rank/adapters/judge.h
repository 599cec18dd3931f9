// SPDX-License-Identifier: Apache-2.0
//
// The outcome of an application as far as rank decides it: needs a person when its document was not
// read, else a score by the job as it stands. Used by RankingState and Rescorer. Thread-safe.
#pragma once

#include <cstdint>

#include "absl/status/statusor.h"
#include "common/log/producer.h"
#include "common/telemetry/telemetry.h"
#include "services/rank/adapters/pool.h"
#include "services/rank/core/calibration.h"
#include "utvalg/embedding/v1/embedding.pb.h"
#include "utvalg/rank/v1/state.pb.h"
#include "utvalg/result/v1/result.pb.h"

namespace utvalg::rank {

// The record that says it.
NewRecord ResultRecord(const std::string& owner_key, const result::v1::Result& outcome);

class Judge {
 public:
  // Neither is owned; both must outlive this.
  Judge(const Calibration* calibration, Telemetry* telemetry)
      : calibration_(calibration), telemetry_(telemetry) {}

  // Puts the outcome into `state`, or nothing (false) while the job's vectors are not there. `job`
  // is that of the state, or null.
  absl::StatusOr<bool> Decide(const Pool::JobView* job, const embedding::v1::CvEmbedded& cv,
                              v1::CandidateState* state) const;
  // Whether a score is of this revision, by these rules: an order never mixes two.
  bool IsCurrent(const result::v1::Result& result, uint32_t job_revision) const;
  // Whether a reading is to be scored anew by the job as it stands.
  bool IsStale(const result::v1::Result& result, const Pool::JobView& job) const {
    return job.scorer != nullptr && !result.has_needs_person() &&
           !IsCurrent(result, job.job.job().revision());
  }
  // Whether there is anything to do about a candidate: a reading to be scored, an outcome to be
  // told, other vectors to be searched.
  bool IsStale(const Pool::Candidate& candidate, const Pool::JobView& job) const;

 private:
  const Calibration* const calibration_;
  Telemetry* const telemetry_;
};

}  // namespace utvalg::rank
