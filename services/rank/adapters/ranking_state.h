// SPDX-License-Identifier: Apache-2.0
//
// What a rank replica knows: the candidates of its partitions, every job, and the one outcome of
// each application. Written by the stage (cv-embedded) and by the reader of job-embedded; read by
// ShardRpc and RankQuery, always partition by partition. State and positions lie in one store, so
// that they become durable together. Thread-safe.
//
// A partition's candidates are in memory while it is assigned to this replica. What it served
// earlier stays in the store: when it comes back, only what was missed is read again.
//
// The first verdict for (application, revision, generation) counts. A job that arrives after its
// candidates, or is revised, scores them then, and so do new rules of scoring when their candidates
// are loaded; whatever a crash interrupted there is done on the next start.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/base/clock.h"
#include "common/keys/person_keys.h"
#include "common/kv/kv_store.h"
#include "common/log/producer.h"
#include "common/log/stage_worker.h"
#include "common/telemetry/telemetry.h"
#include "services/rank/adapters/held_rankings.h"
#include "services/rank/core/calibration.h"
#include "services/rank/core/score.h"
#include "services/rank/core/vector_arena.h"
#include "utvalg/embedding/v1/embedding.pb.h"
#include "utvalg/rank/v1/shard_service.pb.h"
#include "utvalg/rank/v1/state.pb.h"

namespace utvalg::rank {

using Partitions = std::set<uint32_t>;

// What a replica knows of a job in some partitions.
struct JobPart {
  Partitions served;
  bool known = false;
  uint32_t job_revision = 0;  // 0 while the job's vectors are not there.
  std::vector<v1::ShardApplication> applications;
};

class RankingState final : public StageHandler {
 public:
  struct Options {
    std::string tenant;
    size_t dimensions = 0;    // Of the model's vectors.
    uint32_t partitions = 1;  // Of the log.
    // Partitions are served as soon as they are loaded, not when Serve says so: for one process,
    // where nobody else could.
    bool serve_at_once = true;
  };

  // Families of its store, in this order.
  static std::vector<std::string> Families();
  static constexpr KvFamily kPositions = 0;

  // None is owned; all must outlive this.
  static std::unique_ptr<RankingState> Create(Options options, KvStore* store, Producer* producer,
                                              PersonKeys keys, const Clock* clock,
                                              const Calibration* calibration,
                                              const taxonomy::Taxonomy* taxonomy,
                                              Telemetry* telemetry, HeldRankings* held);
  ~RankingState();

  // The stage of cv-embedded and of erasures.
  std::vector<Verdict> Handle(std::span<const Record> records) override;
  std::vector<NewRecord> OnDeadLetter(const Record& record, DeadLetterCode code) override;
  void OnDurable(const std::vector<std::string>& keys) override;
  absl::Status OnAssigned(const std::vector<TopicPartition>& partitions) override;
  void OnRevoked(const std::vector<TopicPartition>& partitions) override;

  // A record of job-embedded: its candidates that this revision has not scored yet are scored soon.
  void ApplyJob(const Record& record);

  // What is assigned, each with a number that changes when it is assigned again; and those of them
  // that are served.
  std::map<uint32_t, uint64_t> Assigned() const;
  Partitions Served() const;
  // From now on this partition is served, when it still is assigned.
  void Serve(uint32_t partition);
  // Returns when partitions were assigned and scored, or false at the deadline.
  bool WaitUntilLoaded(absl::Time deadline) const;
  // Whether all that is loaded is scored by the newest revision of its job.
  bool IsScored() const;

  // Reads: of those of `partitions` that are served here.
  JobPart ReadJob(const std::string& job_id, const Partitions& partitions) const;
  // A pilot that nobody has revealed yet.
  bool IsOrderHidden(const std::string& job_id) const;
  v1::CountOutcomesResponse CountOutcomes(const std::string& job_id,
                                          const Partitions& partitions) const;
  v1::FindApplicationResponse Find(const std::string& application_id, bool explain,
                                   const Partitions& partitions) const;
  v1::SearchPassagesResponse Search(const v1::SearchPassagesRequest& request) const;
  // Returns when the job has that many outcomes in what is served here, or at the deadline.
  void WaitForOutcomes(const std::string& job_id, uint32_t outcomes, absl::Time deadline) const;

 private:
  // What a job has in one partition.
  struct PartView {
    std::set<std::string> applications;
    uint32_t ranked = 0;
    uint32_t needs_person = 0;
  };
  struct JobView {
    embedding::v1::JobEmbedded job;
    std::unique_ptr<Scorer> scorer;  // Null until the job's vectors are there.
    std::map<uint32_t, PartView> parts;
  };

  RankingState(Options options, KvStore* store, Producer* producer, PersonKeys keys,
               const Clock* clock, const Calibration* calibration,
               const taxonomy::Taxonomy* taxonomy, Telemetry* telemetry, HeldRankings* held);

  uint32_t PartitionFor(const v1::CandidateState& state) const;
  // What the store holds of persons who were erased since it was written goes.
  absl::Status Load(const Partitions& partitions) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  Verdict HandleOne(const Record& record) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // The outcome of a candidate, or nothing while its job is not there.
  absl::StatusOr<bool> Decide(const embedding::v1::CvEmbedded& cv, v1::CandidateState* state)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Remember(const std::string& application_id, v1::CandidateState state)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Forget(const std::string& application_id) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // Everything of a candidate, in memory at once and on disk with the returned changes.
  Verdict Erase(const Record& record) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // Sealed for its place in the store.
  absl::StatusOr<std::string> SealedState(const std::string& application_id,
                                          const v1::CandidateState& state) const;
  absl::StatusOr<std::string> SealedCv(const std::string& application_id,
                                       const std::string& owner_key,
                                       const std::string& cv_embedded) const;
  // Whether a score is of this revision, by these rules: an order never mixes two.
  bool IsCurrent(const result::v1::Result& result, uint32_t job_revision) const;
  Partitions ServedOf(const Partitions& partitions) const ABSL_SHARED_LOCKS_REQUIRED(mutex_);

  // The rescoring thread.
  void RescoreLoop();
  absl::Status Rescore(const std::string& job_id);
  absl::Status RescoreOne(const std::string& job_id, const std::string& application_id);
  absl::StatusOr<embedding::v1::CvEmbedded> ReadCv(const std::string& application_id) const;

  const Options options_;
  KvStore* const store_;
  Producer* const producer_;
  const PersonKeys keys_;
  const Clock* const clock_;
  const Calibration* const calibration_;
  const taxonomy::Taxonomy* const taxonomy_;
  Telemetry* const telemetry_;
  HeldRankings* const held_;

  // Held while a candidate is scored anew and its outcome emitted, and while partitions are given
  // up: afterwards nothing of them is emitted here. Taken before mutex_.
  absl::Mutex rescoring_;
  mutable absl::Mutex mutex_;
  std::map<std::string, JobView> jobs_ ABSL_GUARDED_BY(mutex_);
  std::map<std::string, v1::CandidateState> candidates_ ABSL_GUARDED_BY(mutex_);
  VectorArena arena_ ABSL_GUARDED_BY(mutex_);
  std::map<uint32_t, uint64_t> assigned_ ABSL_GUARDED_BY(mutex_);
  uint64_t assignments_ ABSL_GUARDED_BY(mutex_) = 0;
  Partitions served_ ABSL_GUARDED_BY(mutex_);
  bool was_assigned_ ABSL_GUARDED_BY(mutex_) = false;
  std::set<std::string> to_rescore_ ABSL_GUARDED_BY(mutex_);  // Jobs.
  // Applications whose outcome the stage has decided and not yet emitted and stored. They are not
  // scored anew before: else the older outcome would come last.
  std::set<std::string> deciding_ ABSL_GUARDED_BY(mutex_);
  bool rescoring_job_ ABSL_GUARDED_BY(mutex_) = false;
  bool stop_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread rescorer_;  // Last: it uses the rest.
};

}  // namespace utvalg::rank
