// SPDX-License-Identifier: Apache-2.0
#include "services/rank/adapters/pool_reader.h"

#include <utility>

#include "services/rank/core/explain.h"

namespace utvalg::rank {

using embedding::v1::JobEmbedded;

Partitions PoolReader::Served() const {
  absl::MutexLock lock(&pool_->mutex);
  return pool_->served;
}

bool PoolReader::IsOrderHidden(const std::string& job_id) const {
  absl::MutexLock lock(&pool_->mutex);
  const auto found = pool_->jobs.find(job_id);
  return found != pool_->jobs.end() && found->second.job.order_hidden();
}

JobPart PoolReader::ReadJob(const std::string& job_id, const Partitions& partitions,
                            const std::string& generation) const {
  JobPart result;
  absl::MutexLock lock(&pool_->mutex);
  result.served = pool_->ServedOf(partitions);
  const auto found = pool_->jobs.find(job_id);
  if (found == pool_->jobs.end()) return result;
  result.known = true;
  result.job_revision = found->second.job.job().revision();
  result.generation = found->second.job.generation();
  for (const auto& [partition, part] : found->second.parts) {
    if (!result.served.contains(partition)) continue;
    for (const std::string& application_id : part.applications) {
      const Pool::Candidate& candidate = pool_->candidates.at(application_id);
      const Shown shown = generation.empty() ? pool_->ShownOf(candidate)
                                             : ShownAsIfOn(candidate.readings, generation);
      v1::ShardApplication& application = result.applications.emplace_back();
      application.set_application_id(application_id);
      if (shown.state == nullptr) continue;
      application.set_blind_digest(shown.state->blind_digest());
      application.set_generation(shown.state->generation());
      result::v1::Result outcome = OutcomeOf(shown);
      if (outcome.outcome_case() != result::v1::Result::OUTCOME_NOT_SET) {
        *application.mutable_result() = std::move(outcome);
      }
    }
  }
  return result;
}

v1::CountOutcomesResponse PoolReader::CountOutcomes(const std::string& job_id,
                                                    const Partitions& partitions) const {
  v1::CountOutcomesResponse response;
  absl::MutexLock lock(&pool_->mutex);
  const Partitions served = pool_->ServedOf(partitions);
  response.mutable_served()->Add(served.begin(), served.end());
  const auto found = pool_->jobs.find(job_id);
  if (found == pool_->jobs.end()) return response;
  v1::GetProgressResponse& progress = *response.mutable_progress();
  progress.set_generation(found->second.job.generation());
  std::map<std::string, uint32_t> read;
  uint32_t all = 0;
  for (const auto& [partition, part] : found->second.parts) {
    if (!served.contains(partition)) continue;
    const auto applications = static_cast<uint32_t>(part.applications.size());
    progress.set_ranked(progress.ranked() + part.ranked);
    progress.set_needs_person(progress.needs_person() + part.needs_person);
    progress.set_waiting_for_job(progress.waiting_for_job() + applications - part.ranked -
                                 part.needs_person);
    all += applications;
    for (const std::string& application_id : part.applications) {
      const Readings& readings = pool_->candidates.at(application_id).readings;
      for (const auto& [generation, state] : readings.by_generation) {
        read[generation] += state.revision() == NewestRevision(readings);
      }
    }
  }
  for (const auto& [generation, count] : read) {
    v1::GenerationCount& filled = *progress.add_generations();
    filled.set_generation(generation);
    filled.set_read(count);
    filled.set_missing(all - count);
  }
  return response;
}

void PoolReader::WaitForOutcomes(const std::string& job_id, uint32_t outcomes,
                                 absl::Time deadline) const {
  absl::MutexLock lock(&pool_->mutex);
  const auto enough = [&]() ABSL_SHARED_LOCKS_REQUIRED(pool_->mutex) {
    const auto found = pool_->jobs.find(job_id);
    if (found == pool_->jobs.end()) return false;
    uint32_t there = 0;
    for (const auto& [partition, part] : found->second.parts) {
      if (pool_->served.contains(partition)) there += part.ranked + part.needs_person;
    }
    return there >= outcomes;
  };
  pool_->mutex.AwaitWithDeadline(absl::Condition(&enough), deadline);
}

v1::FindApplicationResponse PoolReader::Find(const std::string& application_id, bool explain,
                                             const Partitions& partitions) const {
  v1::FindApplicationResponse response;
  JobEmbedded job;
  std::string generation;
  {
    absl::MutexLock lock(&pool_->mutex);
    const Partitions served = pool_->ServedOf(partitions);
    response.mutable_served()->Add(served.begin(), served.end());
    const auto found = pool_->candidates.find(application_id);
    if (found == pool_->candidates.end() || !served.contains(pool_->PartitionFor(found->second))) {
      return response;
    }
    const Shown shown = pool_->ShownOf(found->second);
    if (shown.state == nullptr) return response;
    response.set_found(true);
    *response.mutable_result() = OutcomeOf(shown);
    if (!explain || !response.result().has_ranked()) return response;
    generation = shown.state->generation();
    job = pool_->jobs.at(found->second.job_id()).job;
  }
  const auto cv = store_->ReadCv(application_id, generation);
  if (!cv.ok()) return response;
  auto explanation = rank::Explain(application_id, *cv, job, response.result().ranked());
  if (explanation.ok()) *response.mutable_explanation() = *std::move(explanation);
  return response;
}

}  // namespace utvalg::rank
