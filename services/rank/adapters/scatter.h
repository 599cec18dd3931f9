// SPDX-License-Identifier: Apache-2.0
//
// Asks whoever serves them for all partitions, each taken once, and tries again for those that
// nobody served, for as long as patience lasts. Used by RankQuery; thread-safe.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/rank/adapters/pool_reader.h"
#include "services/rank/adapters/shard_directory.h"

namespace utvalg::rank {

// The partitions an answer is about.
inline const Partitions& ServedIn(const JobPart& part) { return part.served; }
template <typename Response>
Partitions ServedIn(const Response& response) {
  return Partitions(response.served().begin(), response.served().end());
}

// What all replicas answered together.
template <typename Answer>
struct Gathered {
  std::vector<Answer> answers;
  Partitions missing;  // Nobody answered for these.
};

class Scatter {
 public:
  struct Options {
    uint32_t partitions = 1;                     // Of the log.
    absl::Duration patience = absl::Seconds(3);  // For partitions that nobody serves.
  };

  // directory null: this is the only replica. Not owned; both must outlive it.
  Scatter(Options options, const PoolReader* pool, const ShardDirectory* directory)
      : options_(options), pool_(pool), directory_(directory) {}

  Partitions All() const {
    Partitions all;
    for (uint32_t partition = 0; partition < options_.partitions; ++partition)
      all.insert(partition);
    return all;
  }
  bool IsAlone() const { return directory_ == nullptr; }
  absl::Duration patience() const { return options_.patience; }

  // The addresses of the other replicas that serve anything.
  std::vector<std::string> Others() const {
    std::vector<std::string> others;
    if (directory_ == nullptr) return others;
    for (const auto& [address, partitions] : Plan(All(), {}, directory_->Get())) {
      if (!address.empty()) others.push_back(address);
    }
    return others;
  }

  // here(partitions) -> Answer; there(address, partitions) -> StatusOr<Answer>, called side by
  // side. `until`: the caller's deadline.
  template <typename Answer, typename Here, typename There>
  Gathered<Answer> Ask(const Partitions& partitions, absl::Time until, const Here& here,
                       const There& there) const {
    Gathered<Answer> gathered;
    gathered.missing = partitions;
    const absl::Time give_up = std::min(until, absl::Now() + options_.patience);
    for (;;) {
      const ShardDirectory::View view =
          directory_ == nullptr ? ShardDirectory::View() : directory_->Get();
      AskOnce(view, here, there, &gathered);
      if (gathered.missing.empty() || directory_ == nullptr || absl::Now() >= give_up) {
        return gathered;
      }
      // Also without news: who was asked may have been starting.
      directory_->WaitForNewer(view.version, std::min(give_up, absl::Now() + kBetweenTries));
    }
  }

 private:
  static constexpr absl::Duration kBetweenTries = absl::Milliseconds(100);
  using PlanByAddress = std::map<std::string, Partitions>;  // "" = here.

  PlanByAddress Plan(const Partitions& wanted, const Partitions& served_here,
                     const ShardDirectory::View& view) const;

  template <typename Answer, typename Here, typename There>
  void AskOnce(const ShardDirectory::View& view, const Here& here, const There& there,
               Gathered<Answer>* gathered) const {
    const PlanByAddress plan = Plan(gathered->missing, pool_->Served(), view);
    absl::Mutex mutex;
    const auto take = [&](Answer answer) {
      absl::MutexLock lock(&mutex);
      for (const uint32_t partition : ServedIn(answer)) gathered->missing.erase(partition);
      gathered->answers.push_back(std::move(answer));
    };
    std::vector<std::thread> threads;
    for (const auto& [address, partitions] : plan) {
      if (address.empty()) continue;
      threads.emplace_back([&, address = &address, partitions = &partitions] {
        absl::StatusOr<Answer> answer = there(*address, *partitions);
        if (answer.ok()) take(*std::move(answer));
      });
    }
    const auto own = plan.find("");
    if (own != plan.end()) take(here(own->second));
    for (std::thread& thread : threads) thread.join();
  }

  const Options options_;
  const PoolReader* const pool_;
  const ShardDirectory* const directory_;
};

}  // namespace utvalg::rank
