// SPDX-License-Identifier: Apache-2.0
//
// What a rank replica knows: the candidates of its partitions, every job, and the one outcome of
// each application. Written by the stage (cv-embedded) and by the reader of job-embedded; read
// through reader() and search(), always partition by partition. State and positions lie in one
// store, so that they become durable together. Thread-safe.
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
#include <span>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/base/clock.h"
#include "common/keys/person_keys.h"
#include "common/kv/kv_store.h"
#include "common/log/producer.h"
#include "common/log/stage_worker.h"
#include "common/log/topics.h"
#include "common/taxonomy/taxonomy.h"
#include "common/telemetry/telemetry.h"
#include "services/rank/adapters/held_rankings.h"
#include "services/rank/adapters/judge.h"
#include "services/rank/adapters/pool.h"
#include "services/rank/adapters/pool_reader.h"
#include "services/rank/adapters/pool_search.h"
#include "services/rank/adapters/ranking_store.h"
#include "services/rank/adapters/rescorer.h"
#include "services/rank/core/calibration.h"
#include "utvalg/embedding/v1/embedding.pb.h"
#include "utvalg/rank/v1/state.pb.h"

namespace utvalg::rank {

class RankingState final : public StageHandler {
 public:
  struct Options {
    std::string tenant;
    size_t dimensions = 0;    // Of the model's vectors.
    uint32_t partitions = 1;  // Of the log.
    // Partitions are served as soon as they are loaded, not when Serve says so: for one process,
    // where nobody else could.
    bool serve_at_once = true;
    SearchConsents* consents = nullptr;  // Null: searches find nobody. Not owned.
  };

  // None is owned; all must outlive this.
  static std::unique_ptr<RankingState> Create(Options options, KvStore* store, Producer* producer,
                                              PersonKeys keys, const Clock* clock,
                                              const Calibration* calibration,
                                              const taxonomy::Taxonomy* taxonomy,
                                              Telemetry* telemetry, HeldRankings* held);

  // The stage of cv-embedded and of erasures.
  std::vector<Verdict> Handle(std::span<const Record> records) override;
  std::vector<NewRecord> OnDeadLetter(const Record& record, DeadLetterCode code) override;
  void OnDurable(const std::vector<std::string>& keys) override;
  absl::Status OnAssigned(const std::vector<TopicPartition>& partitions) override;
  void OnRevoked(const std::vector<TopicPartition>& partitions) override;

  // A record of job-embedded: its candidates that this revision has not scored yet are scored soon.
  void ApplyJob(const Record& record);

  // What is assigned, each with a number that changes when it is assigned again.
  std::map<uint32_t, uint64_t> Assigned() const;
  // From now on this partition is served, when it still is assigned.
  void Serve(uint32_t partition);
  // Returns when partitions were assigned and scored, or false at the deadline.
  bool WaitUntilLoaded(absl::Time deadline) const;
  // Whether all that is loaded is scored by the newest revision of its job.
  bool IsScored() const { return rescorer_.IsIdle(); }

  const PoolReader& reader() const { return reader_; }
  const PoolSearch& search() const { return search_; }

 private:
  RankingState(Options options, KvStore* store, Producer* producer, PersonKeys keys,
               const Clock* clock, const Calibration* calibration,
               const taxonomy::Taxonomy* taxonomy, Telemetry* telemetry, HeldRankings* held);

  absl::Status Load(const Partitions& partitions) ABSL_EXCLUSIVE_LOCKS_REQUIRED(pool_.mutex);
  Verdict HandleOne(const Record& record) ABSL_EXCLUSIVE_LOCKS_REQUIRED(pool_.mutex);
  // A record that is delivered again: what followed from it the first time.
  Verdict Again(const std::string& application_id, const v1::CandidateState& copy)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(pool_.mutex);
  Verdict Take(const Record& record, const embedding::v1::CvEmbedded& cv,
               const std::string& application_id, v1::CandidateState state)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(pool_.mutex);
  // A generation that was taken back, or what an erasure left.
  Verdict Drop(const PersonKey& key) ABSL_EXCLUSIVE_LOCKS_REQUIRED(pool_.mutex);
  // Notes that the candidate's outcome is told, and adds all its states to what is written.
  absl::Status Publish(const std::string& application_id, std::vector<NewRecord>* outputs,
                       KvBatch* batch) ABSL_EXCLUSIVE_LOCKS_REQUIRED(pool_.mutex);
  // Everything of a candidate, in memory at once and on disk with the returned changes.
  Verdict Erase(const Record& record) ABSL_EXCLUSIVE_LOCKS_REQUIRED(pool_.mutex);

  const Options options_;
  const PersonKeys keys_;
  const Clock* const clock_;
  const Calibration* const calibration_;
  const taxonomy::Taxonomy* const taxonomy_;
  Telemetry* const telemetry_;
  HeldRankings* const held_;

  RankingStore store_;
  Pool pool_;
  const Judge judge_;
  const PoolReader reader_;
  const PoolSearch search_;
  std::map<uint32_t, uint64_t> assigned_ ABSL_GUARDED_BY(pool_.mutex);
  uint64_t assignments_ ABSL_GUARDED_BY(pool_.mutex) = 0;
  bool was_assigned_ ABSL_GUARDED_BY(pool_.mutex) = false;
  Rescorer rescorer_;  // Last: its thread uses the rest.
};

}  // namespace utvalg::rank
