// SPDX-License-Identifier: Apache-2.0
#include "services/rank/adapters/held_rankings.h"

#include <algorithm>
#include <utility>

namespace utvalg::rank {

namespace {

std::shared_ptr<const JobRanking> Without(const JobRanking& ranking,
                                          const std::function<bool(const std::string&)>& is_gone) {
  auto rest = std::make_shared<JobRanking>(ranking);
  std::erase_if(rest->ranked, [&](const v1::RankedApplication& ranked) {
    return is_gone(ranked.application_id());
  });
  std::erase_if(rest->needs_person, [&](const v1::NeedsPerson& needs_person) {
    return is_gone(needs_person.application_id());
  });
  return rest;
}

}  // namespace

v1::GetRankingResponse PageOf(const JobRanking& ranking, const v1::GetRankingRequest& request) {
  constexpr uint32_t kMaxPage = 10000;
  v1::GetRankingResponse response;
  response.set_ranking_id(ranking.ranking_id);
  response.set_job_revision(ranking.job_revision);
  response.set_total(static_cast<uint32_t>(ranking.ranked.size()));
  response.set_partial(ranking.partial);
  response.set_generation(ranking.generation);
  response.set_waiting(ranking.waiting);
  const size_t begin = std::min<size_t>(request.offset(), ranking.ranked.size());
  const uint32_t page =
      request.page_size() == 0 ? kMaxPage : std::min(request.page_size(), kMaxPage);
  const size_t end = std::min<size_t>(begin + page, ranking.ranked.size());
  for (size_t i = begin; i < end; ++i) *response.add_ranked() = ranking.ranked[i];
  for (const v1::NeedsPerson& needs_person : ranking.needs_person) {
    *response.add_needs_person() = needs_person;
  }
  return response;
}

void HeldRankings::Keep(std::shared_ptr<const JobRanking> ranking) {
  absl::MutexLock lock(&mutex_);
  std::string id = ranking->ranking_id;
  if (!rankings_.insert_or_assign(id, std::move(ranking)).second) return;
  oldest_first_.push_back(std::move(id));
  if (oldest_first_.size() <= capacity_) return;
  rankings_.erase(oldest_first_.front());
  oldest_first_.pop_front();
}

void HeldRankings::Erase(const std::set<std::string>& application_ids) {
  absl::MutexLock lock(&mutex_);
  for (auto& [id, ranking] : rankings_) {
    ranking =
        Without(*ranking, [&](const std::string& id) { return application_ids.contains(id); });
  }
}

std::optional<v1::GetRankingResponse> HeldRankings::Page(
    const v1::GetRankingRequest& request) const {
  std::shared_ptr<const JobRanking> ranking;
  {
    absl::MutexLock lock(&mutex_);
    const auto found = rankings_.find(request.ranking_id());
    if (found == rankings_.end() || found->second->job_id != request.job_id()) return std::nullopt;
    ranking = found->second;
  }
  return PageOf(*Without(*ranking, is_erased_), request);
}

}  // namespace utvalg::rank
