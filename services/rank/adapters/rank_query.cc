// SPDX-License-Identifier: Apache-2.0
#include "services/rank/adapters/rank_query.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "services/rank/core/job_ranking.h"

namespace utvalg::rank {
namespace {

constexpr absl::Duration kBetweenCounts = absl::Milliseconds(100);

absl::Status NoSuchJob(const std::string& job_id) {
  return absl::NotFoundError(
      Cat("there is no job \"", job_id, "\"; `utvalg job list` shows the jobs there are"));
}

absl::Status NoSuchApplication(const std::string& application_id) {
  return absl::NotFoundError(Cat("there is no application \"", application_id, "\""));
}

template <typename Request>
Request For(const Partitions& partitions) {
  Request request;
  request.mutable_partitions()->Add(partitions.begin(), partitions.end());
  return request;
}

}  // namespace

RankQuery::RankQuery(std::string tenant, const PoolReader* pool, const Scatter* scatter,
                     ShardPeers* peers, HeldRankings* held)
    : tenant_(std::move(tenant)), pool_(pool), scatter_(scatter), peers_(peers), held_(held) {}

RankQuery::WholeJob RankQuery::ReadJob(const std::string& job_id, const std::string& generation,
                                       absl::Time deadline) {
  const absl::Time give_up = std::min(deadline, absl::Now() + scatter_->patience());
  for (;;) {
    Gathered<JobPart> gathered = scatter_->Ask<JobPart>(
        scatter_->All(), deadline,
        [&](const Partitions& here) { return pool_->ReadJob(job_id, here, generation); },
        [&](const std::string& address, const Partitions& there) {
          auto request = For<v1::ReadJobRequest>(there);
          request.set_job_id(job_id);
          request.set_generation(generation);
          return peers_->ReadJob(address, request, deadline);
        });
    WholeJob whole;
    whole.partial = !gathered.missing.empty();
    for (const JobPart& part : gathered.answers) {
      whole.job.known |= part.known;
      if (part.job_revision < whole.job.job_revision) continue;
      whole.job.job_revision = part.job_revision;
      whole.job.generation = part.generation;
    }
    // An order never mixes two revisions of a job: a replica that has not heard of the newest is
    // waited for, then left out.
    bool behind = false;
    for (JobPart& part : gathered.answers) {
      if (part.job_revision != whole.job.job_revision && !part.served.empty()) {
        behind = true;
        continue;
      }
      std::move(part.applications.begin(), part.applications.end(),
                std::back_inserter(whole.job.applications));
    }
    // So is one that is still scoring by it.
    const bool scoring =
        std::any_of(whole.job.applications.begin(), whole.job.applications.end(),
                    [&whole](const v1::ShardApplication& application) {
                      return application.result().has_ranked() &&
                             application.result().job_revision() != whole.job.job_revision;
                    });
    if (!behind && !scoring) return whole;
    whole.partial |= behind;
    if (absl::Now() >= give_up) return whole;
    absl::SleepFor(kBetweenCounts);
  }
}

absl::StatusOr<v1::GetRankingResponse> RankQuery::GetRanking(const v1::GetRankingRequest& request,
                                                             absl::Time deadline) {
  if (!request.ranking_id().empty()) return FindHeld(request, deadline);
  WholeJob whole = ReadJob(request.job_id(), request.generation(), deadline);
  if (!whole.job.known) {
    if (whole.partial) return absl::UnavailableError("part of rank cannot be asked; try again");
    return NoSuchJob(request.job_id());
  }
  auto ranking = std::make_shared<JobRanking>(
      RankApplications(tenant_, request.job_id(), whole.job.job_revision,
                       request.generation().empty() ? whole.job.generation : request.generation(),
                       std::move(whole.job.applications)));
  ranking->partial = whole.partial;
  held_->Keep(ranking);
  return PageOf(*ranking, request);
}

absl::StatusOr<v1::GetRankingResponse> RankQuery::FindHeld(const v1::GetRankingRequest& request,
                                                           absl::Time deadline) {
  if (auto page = held_->Page(request)) return *std::move(page);
  v1::GetHeldRankingRequest held;
  *held.mutable_request() = request;
  for (const std::string& address : scatter_->Others()) {
    auto answer = peers_->GetHeldRanking(address, held, deadline);
    if (answer.ok()) return std::move(*answer->mutable_ranking());
  }
  return absl::FailedPreconditionError(
      "this ranking is no longer held; ask for the order anew, without a ranking_id");
}

absl::StatusOr<v1::FindApplicationResponse> RankQuery::Find(const std::string& application_id,
                                                            bool explain, absl::Time deadline) {
  const auto gathered = scatter_->Ask<v1::FindApplicationResponse>(
      scatter_->All(), deadline,
      [&](const Partitions& here) { return pool_->Find(application_id, explain, here); },
      [&](const std::string& address, const Partitions& there) {
        auto request = For<v1::FindApplicationRequest>(there);
        request.set_application_id(application_id);
        request.set_explain(explain);
        return peers_->FindApplication(address, request, deadline);
      });
  for (const v1::FindApplicationResponse& answer : gathered.answers) {
    if (answer.found()) return answer;
  }
  if (!gathered.missing.empty()) {
    return absl::UnavailableError("part of rank cannot be asked at the moment; try again");
  }
  return v1::FindApplicationResponse();
}

absl::StatusOr<v1::GetOutcomeResponse> RankQuery::GetOutcome(const std::string& application_id,
                                                             absl::Time deadline) {
  UTVALG_ASSIGN_OR_RETURN(v1::FindApplicationResponse found, Find(application_id, false, deadline));
  v1::GetOutcomeResponse response;
  if (found.result().outcome_case() == result::v1::Result::OUTCOME_NOT_SET) {
    response.set_pending(true);
  } else {
    *response.mutable_result() = std::move(*found.mutable_result());
  }
  return response;
}

absl::StatusOr<v1::ExplainApplicationResponse> RankQuery::Explain(const std::string& application_id,
                                                                  absl::Time deadline) {
  UTVALG_ASSIGN_OR_RETURN(v1::FindApplicationResponse found, Find(application_id, true, deadline));
  if (!found.found()) return NoSuchApplication(application_id);
  if (!found.result().has_ranked()) {
    return absl::FailedPreconditionError(
        "the application has no score: it needs a person or is not finished");
  }
  if (!found.has_explanation())
    return absl::DataLossError("the application's score cannot be explained");
  return std::move(*found.mutable_explanation());
}

v1::GetProgressResponse RankQuery::Count(const std::string& job_id, absl::Time deadline) {
  const auto gathered = scatter_->Ask<v1::CountOutcomesResponse>(
      scatter_->All(), deadline,
      [&](const Partitions& here) { return pool_->CountOutcomes(job_id, here); },
      [&](const std::string& address, const Partitions& there) {
        auto request = For<v1::CountOutcomesRequest>(there);
        request.set_job_id(job_id);
        return peers_->CountOutcomes(address, request, deadline);
      });
  v1::GetProgressResponse sum;
  std::map<std::string, uint32_t> read;
  uint32_t applications = 0;
  for (const v1::CountOutcomesResponse& answer : gathered.answers) {
    sum.set_ranked(sum.ranked() + answer.progress().ranked());
    sum.set_needs_person(sum.needs_person() + answer.progress().needs_person());
    sum.set_waiting_for_job(sum.waiting_for_job() + answer.progress().waiting_for_job());
    if (!answer.progress().generation().empty()) sum.set_generation(answer.progress().generation());
    for (const v1::GenerationCount& count : answer.progress().generations()) {
      read[count.generation()] += count.read();
    }
    if (answer.progress().generations_size() > 0) {
      const v1::GenerationCount& any = answer.progress().generations(0);
      applications += any.read() + any.missing();
    }
  }
  for (const auto& [generation, count] : read) {
    v1::GenerationCount& filled = *sum.add_generations();
    filled.set_generation(generation);
    filled.set_read(count);
    filled.set_missing(applications - count);
  }
  sum.set_partial(!gathered.missing.empty());
  return sum;
}

v1::GetProgressResponse RankQuery::GetProgress(const v1::GetProgressRequest& request,
                                               absl::Time deadline) {
  if (request.wait_until_finished() == 0) return Count(request.job_id(), deadline);
  if (scatter_->IsAlone()) {
    pool_->WaitForOutcomes(request.job_id(), request.wait_until_finished(), deadline);
    return Count(request.job_id(), deadline);
  }
  for (;;) {
    v1::GetProgressResponse progress = Count(request.job_id(), deadline);
    if (progress.ranked() + progress.needs_person() >= request.wait_until_finished() ||
        absl::Now() + kBetweenCounts >= deadline) {
      return progress;
    }
    absl::SleepFor(kBetweenCounts);
  }
}

}  // namespace utvalg::rank
