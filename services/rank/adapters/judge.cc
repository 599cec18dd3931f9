// SPDX-License-Identifier: Apache-2.0
#include "services/rank/adapters/judge.h"

#include <utility>

#include "common/base/status_macros.h"
#include "common/log/topics.h"

namespace utvalg::rank {

using embedding::v1::CvEmbedded;
using result::v1::Result;

NewRecord ResultRecord(const std::string& owner_key, const Result& outcome) {
  return MakeRecord(kResultTopic, owner_key, outcome);
}

bool Judge::IsStale(const Pool::Candidate& candidate, const Pool::JobView& job) const {
  if (job.scorer == nullptr) return false;
  for (const auto& [generation, state] : candidate.readings.by_generation) {
    if (IsStale(state.result(), job)) return true;
  }
  const Shown shown = ShownOf(candidate.readings, job.job.generation());
  return !IsPublished(candidate.readings, job.job.generation()) ||
         (shown.state != nullptr && shown.state->generation() != candidate.searched);
}

absl::StatusOr<bool> Judge::Decide(const Pool::JobView* job, const CvEmbedded& cv,
                                   v1::CandidateState* state) const {
  Result result;
  result.set_job_id(state->job_id());
  result.set_revision(state->revision());
  if (!cv.parsed().has_read()) {
    result.set_needs_person(cv.parsed().unreadable());
    telemetry_->Emit(
        OutcomeDecided(ParsePersonKey(state->owner_key())->application, "needs_person"));
  } else {
    if (job == nullptr || job->scorer == nullptr) {
      state->clear_result();
      return false;
    }
    UTVALG_ASSIGN_OR_RETURN(*result.mutable_ranked(), job->scorer->Score(cv));
    result.mutable_ranked()->mutable_provenance()->set_generation(state->generation());
    result.set_job_revision(job->job.job().revision());
    telemetry_->Emit(OutcomeDecided(ParsePersonKey(state->owner_key())->application, "ranked"));
  }
  *state->mutable_result() = std::move(result);
  return true;
}

bool Judge::IsCurrent(const Result& result, uint32_t job_revision) const {
  return result.has_ranked() && result.job_revision() == job_revision &&
         result.ranked().provenance().scorer() == kScorerVersion &&
         result.ranked().provenance().calibration() == calibration_->digest();
}

}  // namespace utvalg::rank
