// SPDX-License-Identifier: Apache-2.0
#include "services/rank/adapters/shard_keeper.h"

#include <utility>

#include "common/log/topics.h"

namespace utvalg::rank {
namespace {

constexpr absl::Duration kBetweenLooks = absl::Milliseconds(100);

}  // namespace

ShardKeeper::ShardKeeper(RankingState* state, HasSettled has_settled, const Log* log,
                         ShardDirectory* directory)
    : state_(state),
      has_settled_(std::move(has_settled)),
      log_(log),
      directory_(directory),
      thread_([this] { Run(); }) {}

ShardKeeper::~ShardKeeper() {
  {
    absl::MutexLock lock(&mutex_);
    stop_ = true;
  }
  thread_.join();
}

bool ShardKeeper::IsWarm() const {
  return state_->Assigned().size() == state_->reader().Served().size();
}

void ShardKeeper::Run() {
  for (;;) {
    Look();
    absl::MutexLock lock(&mutex_);
    if (mutex_.AwaitWithTimeout(absl::Condition(&stop_), kBetweenLooks)) return;
  }
}

void ShardKeeper::Look() {
  const std::map<uint32_t, uint64_t> assigned = state_->Assigned();
  if (!FindTargets(assigned)) return;
  const ShardDirectory::View view = directory_->Get();
  const Partitions served = state_->reader().Served();
  for (const auto& [partition, assignment] : assigned) {
    Target& target = targets_[partition];
    if (!served.contains(partition)) {
      if (!has_settled_(target.end) || !state_->IsScored()) continue;
      state_->Serve(partition);
    }
    // Again when somebody who gave it up meanwhile spoke last.
    const auto known = view.addresses.find(partition);
    const bool ours = known != view.addresses.end() && known->second == directory_->own_address();
    if (target.announced && ours) continue;
    target.announced = directory_->Announce(partition, target.end.next_offset).ok();
  }
}

// False when the log cannot say where it ends: then nothing new is served yet.
bool ShardKeeper::FindTargets(const std::map<uint32_t, uint64_t>& assigned) {
  std::erase_if(targets_, [&](const auto& entry) {
    const auto now = assigned.find(entry.first);
    return now == assigned.end() || now->second != entry.second.assignment;
  });
  if (targets_.size() == assigned.size()) return true;
  const auto ends = log_->EndPositions(kCvEmbeddedTopic);
  if (!ends.ok()) return false;
  for (const Position& end : *ends) {
    const auto now = assigned.find(end.at.partition);
    if (now == assigned.end()) continue;
    targets_.try_emplace(now->first, Target{now->second, end, false});
  }
  return targets_.size() == assigned.size();
}

}  // namespace utvalg::rank
