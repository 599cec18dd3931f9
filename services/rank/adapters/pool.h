// SPDX-License-Identifier: Apache-2.0
//
// What a rank replica has in memory: the candidates of its partitions with their vectors, and every
// job. Written by RankingState and Rescorer, read by PoolReader; all of them hold `mutex`.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "services/rank/core/readings.h"
#include "services/rank/core/score.h"
#include "services/rank/core/search_filter.h"
#include "services/rank/core/sketch.h"
#include "services/rank/core/vector_arena.h"
#include "utvalg/embedding/v1/embedding.pb.h"
#include "utvalg/rank/v1/state.pb.h"

namespace utvalg::rank {

using Partitions = std::set<uint32_t>;

class Pool {
 public:
  // What is known of an application: all its readings (ADR 24).
  struct Candidate {
    std::string owner_key;
    Readings readings;
    std::string searched;  // The generation that searches look at.
    const std::string& job_id() const { return readings.job_id; }
  };
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

  // `partitions` of the log, `dimensions` of the model's vectors.
  Pool(uint32_t partitions, size_t dimensions) : arena(dimensions), partitions_(partitions) {}

  uint32_t PartitionFor(const std::string& owner_key) const;
  uint32_t PartitionFor(const Candidate& candidate) const {
    return PartitionFor(candidate.owner_key);
  }
  // The generation a job is on; "" = it has not said.
  const std::string& GenerationOf(const std::string& job_id) const
      ABSL_SHARED_LOCKS_REQUIRED(mutex);
  // The reading a candidate stands by.
  Shown ShownOf(const Candidate& candidate) const ABSL_SHARED_LOCKS_REQUIRED(mutex) {
    return rank::ShownOf(candidate.readings, GenerationOf(candidate.job_id()));
  }
  // Replaces what is known of the application: its reading in one generation; all of it, but for
  // its vectors.
  void Remember(const std::string& application_id, v1::CandidateState state)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex);
  void RememberAll(const std::string& application_id, Candidate candidate)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex);
  // A job as it is now. On another generation it shows other readings at once.
  void SetJob(embedding::v1::JobEmbedded job, Scorer scorer) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex);
  // What searches look at: vectors, facts, sketch of the reading that is shown.
  void PutCv(const std::string& application_id, const embedding::v1::CvEmbedded& cv)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex);
  // A candidate without a CV: nothing is searched.
  void DropCv(const std::string& application_id) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex);
  // The application with all of that.
  void Forget(const std::string& application_id) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex);
  void ForgetPartition(uint32_t partition) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex);
  // Null: not here, or no longer.
  const Candidate* Find(const std::string& application_id) const ABSL_SHARED_LOCKS_REQUIRED(mutex);
  // Those of `partitions` that are served.
  Partitions ServedOf(const Partitions& partitions) const ABSL_SHARED_LOCKS_REQUIRED(mutex);

  mutable absl::Mutex mutex;
  std::map<std::string, JobView> jobs ABSL_GUARDED_BY(mutex);
  std::map<std::string, Candidate> candidates ABSL_GUARDED_BY(mutex);
  VectorArena arena ABSL_GUARDED_BY(mutex);
  // Of CVs that were read.
  std::map<std::string, Facets> facets ABSL_GUARDED_BY(mutex);
  std::map<std::string, Sketch> sketches ABSL_GUARDED_BY(mutex);
  Partitions served ABSL_GUARDED_BY(mutex);
  // Applications whose outcome the stage has decided and not yet emitted and stored. They are not
  // scored anew before: else the older outcome would come last.
  std::set<std::string> deciding ABSL_GUARDED_BY(mutex);

 private:
  // Puts a candidate into its job's numbers, or takes it out of them.
  void Count(const std::string& application_id, const Candidate& candidate, bool in)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex);

  const uint32_t partitions_;
};

}  // namespace utvalg::rank
