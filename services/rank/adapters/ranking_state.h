// SPDX-License-Identifier: Apache-2.0
//
// What a rank replica knows: the candidates of its partitions, every job, and the one outcome of
// each application. Written by the stage (cv-embedded) and by the reader of job-embedded; read by
// RankRpc. State and positions lie in one store, so that they become durable together. Thread-safe.
//
// The first verdict for (application, revision, generation) counts. A job that arrives after its
// candidates, or is revised, scores them then, and so do new rules of scoring on the next start;
// whatever a crash interrupted there is done on the next start.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/base/clock.h"
#include "common/keys/person_keys.h"
#include "common/kv/kv_store.h"
#include "common/log/producer.h"
#include "common/log/stage_worker.h"
#include "common/telemetry/telemetry.h"
#include "services/rank/core/calibration.h"
#include "services/rank/core/order.h"
#include "services/rank/core/score.h"
#include "services/rank/core/vector_arena.h"
#include "utvalg/embedding/v1/embedding.pb.h"
#include "utvalg/rank/v1/rank_service.pb.h"
#include "utvalg/rank/v1/state.pb.h"

namespace utvalg::rank {

class RankingState final : public StageHandler {
 public:
  struct Options {
    std::string tenant;
    size_t dimensions = 0;  // Of the model's vectors.
    uint32_t retained_rankings = 64;
  };

  // Families of its store, in this order.
  static std::vector<std::string> Families();
  static constexpr KvFamily kPositions = 0;

  // Reads the store; what it holds of persons who were erased since it was written goes. None is
  // owned; all must outlive this.
  static absl::StatusOr<std::unique_ptr<RankingState>> Open(
      Options options, KvStore* store, Producer* producer, PersonKeys keys, const Clock* clock,
      const Calibration* calibration, const taxonomy::Taxonomy* taxonomy, Telemetry* telemetry);

  // The stage of cv-embedded and of erasures.
  std::vector<Verdict> Handle(std::span<const Record> records) override;
  std::vector<NewRecord> OnDeadLetter(const Record& record, DeadLetterCode code) override;

  // A record of job-embedded: scores the job's candidates that this revision has not scored yet.
  void ApplyJob(const Record& record);

  // NotFound: no such job here.
  absl::StatusOr<v1::GetRankingResponse> GetRanking(const v1::GetRankingRequest& request);
  v1::GetOutcomeResponse GetOutcome(const std::string& application_id) const;
  absl::StatusOr<v1::ExplainApplicationResponse> Explain(const std::string& application_id) const;
  v1::GetProgressResponse GetProgress(const std::string& job_id) const;
  // Returns when the job has that many outcomes or at the deadline.
  void WaitForOutcomes(const std::string& job_id, uint32_t outcomes, absl::Time deadline) const;
  // Best passages of the pool for a query vector; "" = all jobs.
  absl::StatusOr<v1::SearchCandidatesResponse> Search(const v1::SearchCandidatesRequest& request,
                                                      std::span<const int8_t> query_vector) const;

 private:
  struct JobView {
    embedding::v1::JobEmbedded job;
    std::unique_ptr<Scorer> scorer;  // Null until the job's vectors are there.
    std::set<std::string> applications;
    uint32_t ranked = 0;
    uint32_t needs_person = 0;
  };
  // An order that was given out, so that its pages never shift.
  struct Ranking {
    std::string job_id;
    uint32_t job_revision = 0;
    std::vector<v1::RankedApplication> ranked;
    std::vector<v1::NeedsPerson> needs_person;
  };

  RankingState(Options options, KvStore* store, Producer* producer, PersonKeys keys,
               const Clock* clock, const Calibration* calibration,
               const taxonomy::Taxonomy* taxonomy, Telemetry* telemetry);

  absl::Status Load();
  Verdict HandleOne(const Record& record) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // The outcome of a candidate, or nothing while its job is not there.
  absl::StatusOr<bool> Decide(const embedding::v1::CvEmbedded& cv, v1::CandidateState* state)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Remember(const std::string& application_id, v1::CandidateState state)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // Everything of a candidate, in memory at once and on disk with the returned changes.
  Verdict Erase(const Record& record) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Forget(const std::string& application_id) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // Sealed for its place in the store.
  absl::StatusOr<std::string> SealedState(const std::string& application_id,
                                          const v1::CandidateState& state) const;
  absl::StatusOr<std::string> SealedCv(const std::string& application_id,
                                       const std::string& owner_key,
                                       const std::string& cv_embedded) const;
  // Whether a score is of this revision, by these rules: an order never mixes two.
  bool IsCurrent(const result::v1::Result& result, uint32_t job_revision) const;
  absl::Status Rescore(const std::string& job_id);
  absl::StatusOr<embedding::v1::CvEmbedded> ReadCv(const std::string& application_id) const;
  std::shared_ptr<const Ranking> MakeRanking(const std::string& job_id, const JobView& view,
                                             std::string* ranking_id)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const Options options_;
  KvStore* const store_;
  Producer* const producer_;
  const PersonKeys keys_;
  const Clock* const clock_;
  const Calibration* const calibration_;
  const taxonomy::Taxonomy* const taxonomy_;
  Telemetry* const telemetry_;

  mutable absl::Mutex mutex_;
  std::map<std::string, JobView> jobs_ ABSL_GUARDED_BY(mutex_);
  std::map<std::string, v1::CandidateState> candidates_ ABSL_GUARDED_BY(mutex_);
  VectorArena arena_ ABSL_GUARDED_BY(mutex_);
  std::map<std::string, std::shared_ptr<const Ranking>> rankings_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::string> ranking_order_ ABSL_GUARDED_BY(mutex_);  // Oldest first.
};

}  // namespace utvalg::rank
