// SPDX-License-Identifier: Apache-2.0
//
// Watches a replica's partitions warm up: one is served, and announced, when everything is read and
// scored that was in the log when the partition came. Owned by RankApp; a thread of its own.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "common/log/log.h"
#include "services/rank/adapters/ranking_state.h"
#include "services/rank/adapters/shard_directory.h"

namespace utvalg::rank {

class ShardKeeper {
 public:
  // Whether everything before a position is read and stored; see StageWorker::HasSettled.
  using HasSettled = std::function<bool(const Position& end)>;

  // None is owned; all, and what has_settled asks, must outlive it.
  ShardKeeper(RankingState* state, HasSettled has_settled, const Log* log,
              ShardDirectory* directory);
  ~ShardKeeper();

  // Whether every partition of this replica is served. True also when it has none.
  bool IsWarm() const;

 private:
  struct Target {
    uint64_t assignment = 0;
    Position end;  // What was in the log then.
    bool announced = false;
  };
  void Run();
  // One look at all partitions.
  void Look();
  bool FindTargets(const std::map<uint32_t, uint64_t>& assigned);

  RankingState* const state_;
  const HasSettled has_settled_;
  const Log* const log_;
  ShardDirectory* const directory_;
  std::map<uint32_t, Target> targets_;  // Of the thread.
  absl::Mutex mutex_;
  bool stop_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;  // Last: it uses the rest.
};

}  // namespace utvalg::rank
