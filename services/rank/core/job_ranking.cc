// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/job_ranking.h"

#include <algorithm>
#include <utility>

#include "services/rank/core/order.h"

namespace utvalg::rank {

JobRanking RankApplications(std::string_view tenant, std::string_view job_id, uint32_t job_revision,
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
  std::string generation;
  for (const v1::ShardApplication& application : applications) {
    if (application.result().has_ranked()) {
      generation = application.generation();
      entries.push_back({application.application_id(), application.blind_digest(),
                         application.result().ranked().score()});
      sources.push_back(&application);
    } else if (application.result().has_needs_person()) {
      v1::NeedsPerson& needs_person = ranking.needs_person.emplace_back();
      needs_person.set_application_id(application.application_id());
      needs_person.set_reason(application.result().needs_person());
    }
  }
  ranking.ranking_id = RankingId(job_id, job_revision, generation, entries);
  for (const OrderedEntry& entry : Order(entries, JobSeed(tenant, job_id))) {
    v1::RankedApplication& ranked = ranking.ranked.emplace_back();
    ranked.set_rank(entry.rank);
    ranked.set_application_id(entries[entry.index].application_id);
    *ranked.mutable_score() = sources[entry.index]->result().ranked();
  }
  return ranking;
}

}  // namespace utvalg::rank
