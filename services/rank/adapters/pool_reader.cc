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

JobPart PoolReader::ReadJob(const std::string& job_id, const Partitions& partitions) const {
  JobPart result;
  absl::MutexLock lock(&pool_->mutex);
  result.served = pool_->ServedOf(partitions);
  const auto found = pool_->jobs.find(job_id);
  if (found == pool_->jobs.end()) return result;
  result.known = true;
  result.job_revision = found->second.job.job().revision();
  for (const auto& [partition, part] : found->second.parts) {
    if (!result.served.contains(partition)) continue;
    for (const std::string& application_id : part.applications) {
      const v1::CandidateState& state = pool_->candidates.at(application_id);
      v1::ShardApplication& application = result.applications.emplace_back();
      application.set_application_id(application_id);
      application.set_blind_digest(state.blind_digest());
      application.set_generation(state.generation());
      if (state.has_result()) *application.mutable_result() = state.result();
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
  for (const auto& [partition, part] : found->second.parts) {
    if (!served.contains(partition)) continue;
    const auto applications = static_cast<uint32_t>(part.applications.size());
    progress.set_ranked(progress.ranked() + part.ranked);
    progress.set_needs_person(progress.needs_person() + part.needs_person);
    progress.set_waiting_for_job(progress.waiting_for_job() + applications - part.ranked -
                                 part.needs_person);
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
  {
    absl::MutexLock lock(&pool_->mutex);
    const Partitions served = pool_->ServedOf(partitions);
    response.mutable_served()->Add(served.begin(), served.end());
    const auto found = pool_->candidates.find(application_id);
    if (found == pool_->candidates.end() || !served.contains(pool_->PartitionFor(found->second))) {
      return response;
    }
    response.set_found(true);
    *response.mutable_result() = found->second.result();
    if (!explain || !found->second.result().has_ranked()) return response;
    job = pool_->jobs.at(found->second.job_id()).job;
  }
  const auto cv = store_->ReadCv(application_id);
  if (!cv.ok()) return response;
  auto explanation = rank::Explain(application_id, *cv, job, response.result().ranked());
  if (explanation.ok()) *response.mutable_explanation() = *std::move(explanation);
  return response;
}

}  // namespace utvalg::rank
