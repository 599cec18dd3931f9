// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/job_ranking.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "services/rank/core/order.h"

namespace utvalg::rank {
namespace {

// Of those that have a score; of equally many the last by name.
std::string MostCommonGeneration(const std::vector<v1::ShardApplication>& applications) {
  std::map<std::string, size_t> counts;
  for (const v1::ShardApplication& application : applications) {
    if (application.result().has_ranked()) ++counts[application.generation()];
  }
  std::string most;
  size_t highest = 0;
  for (const auto& [generation, count] : counts) {
    if (count < highest) continue;
    most = generation;
    highest = count;
  }
  return most;
}

}  // namespace

JobRanking RankApplications(std::string_view tenant, std::string_view job_id, uint32_t job_revision,
                            std::string_view generation,
                            std::vector<v1::ShardApplication> applications) {
  std::sort(applications.begin(), applications.end(),
            [](const v1::ShardApplication& a, const v1::ShardApplication& b) {
              return a.application_id() < b.application_id();
            });
  JobRanking ranking;
  ranking.job_id = job_id;
  ranking.job_revision = job_revision;
  std::vector<OrderEntry> entries;
  std::vector<const v1::ShardApplication*> sources;
  ranking.generation = generation.empty() ? MostCommonGeneration(applications) : generation;
  const auto need_person = [&ranking](const v1::ShardApplication& application,
                                      cv::v1::NeedsPersonReason reason) {
    v1::NeedsPerson& needs_person = ranking.needs_person.emplace_back();
    needs_person.set_application_id(application.application_id());
    needs_person.set_reason(reason);
  };
  for (const v1::ShardApplication& application : applications) {
    if (application.result().has_ranked() && application.generation() != ranking.generation) {
      need_person(application, cv::v1::NEEDS_PERSON_REASON_OTHER_GENERATION);
    } else if (application.result().has_ranked() &&
               application.result().job_revision() == job_revision) {
      entries.push_back({application.application_id(), application.blind_digest(),
                         application.result().ranked().score()});
      sources.push_back(&application);
    } else if (application.result().has_needs_person()) {
      need_person(application, application.result().needs_person());
    } else {
      ++ranking.waiting;
    }
  }
  ranking.ranking_id = RankingId(job_id, job_revision, ranking.generation, entries);
  for (const OrderedEntry& entry : Order(entries, JobSeed(tenant, job_id))) {
    v1::RankedApplication& ranked = ranking.ranked.emplace_back();
    ranked.set_rank(entry.rank);
    ranked.set_application_id(entries[entry.index].application_id);
    *ranked.mutable_score() = sources[entry.index]->result().ranked();
  }
  return ranking;
}

}  // namespace utvalg::rank
