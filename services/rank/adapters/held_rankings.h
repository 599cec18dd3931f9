// SPDX-License-Identifier: Apache-2.0
//
// Orders that were given out, so that their pages never shift. The oldest go first. Thread-safe.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "services/rank/core/job_ranking.h"
#include "utvalg/rank/v1/rank_service.pb.h"

namespace utvalg::rank {

// The page that is asked for.
v1::GetRankingResponse PageOf(const JobRanking& ranking, const v1::GetRankingRequest& request);

class HeldRankings {
 public:
  // is_erased: who must not be shown any more, also when another replica handled the erasure.
  HeldRankings(size_t capacity, std::function<bool(const std::string& application_id)> is_erased)
      : capacity_(capacity), is_erased_(std::move(is_erased)) {}

  void Keep(std::shared_ptr<const JobRanking> ranking);
  // Takes these applications out of all of them.
  void Erase(const std::set<std::string>& application_ids);
  // The page of the ranking named in the request; nothing when it is not held.
  std::optional<v1::GetRankingResponse> Page(const v1::GetRankingRequest& request) const;

 private:
  const size_t capacity_;
  const std::function<bool(const std::string&)> is_erased_;
  mutable absl::Mutex mutex_;
  std::map<std::string, std::shared_ptr<const JobRanking>> rankings_ ABSL_GUARDED_BY(mutex_);
  std::deque<std::string> oldest_first_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace utvalg::rank
