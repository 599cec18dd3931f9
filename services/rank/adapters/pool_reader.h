// SPDX-License-Identifier: Apache-2.0
//
// What this replica answers of the partitions it serves: the parts that RankQuery puts together,
// for itself and through ShardRpc for the others. Reads only. Thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/rank/adapters/pool.h"
#include "services/rank/adapters/ranking_store.h"
#include "utvalg/rank/v1/shard_service.pb.h"

namespace utvalg::rank {

// What a replica knows of a job in some partitions.
struct JobPart {
  Partitions served;
  bool known = false;
  uint32_t job_revision = 0;  // 0 while the job's vectors are not there.
  std::string generation;     // The job's own.
  std::vector<v1::ShardApplication> applications;
};

class PoolReader {
 public:
  // None is owned; all must outlive this.
  PoolReader(const Pool* pool, const RankingStore* store) : pool_(pool), store_(store) {}

  Partitions Served() const;
  // A pilot that nobody has revealed yet.
  bool IsOrderHidden(const std::string& job_id) const;

  // Of those of `partitions` that are served here:
  // With a generation: what there would be if the job were on it.
  JobPart ReadJob(const std::string& job_id, const Partitions& partitions,
                  const std::string& generation = "") const;
  v1::CountOutcomesResponse CountOutcomes(const std::string& job_id,
                                          const Partitions& partitions) const;
  v1::FindApplicationResponse Find(const std::string& application_id, bool explain,
                                   const Partitions& partitions) const;
  // Returns when the job has that many outcomes in what is served here, or at the deadline.
  void WaitForOutcomes(const std::string& job_id, uint32_t outcomes, absl::Time deadline) const;

 private:
  const Pool* const pool_;
  const RankingStore* const store_;
};

}  // namespace utvalg::rank
