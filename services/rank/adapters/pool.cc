// SPDX-License-Identifier: Apache-2.0
#include "services/rank/adapters/pool.h"

#include <utility>
#include <vector>

#include "common/log/topics.h"

namespace utvalg::rank {

using result::v1::Result;

uint32_t Pool::PartitionFor(const std::string& owner_key) const {
  return PartitionOf(owner_key, partitions_);
}

const std::string& Pool::GenerationOf(const std::string& job_id) const {
  static const std::string kNotSaid;
  const auto job = jobs.find(job_id);
  return job == jobs.end() ? kNotSaid : job->second.job.generation();
}

void Pool::Count(const std::string& application_id, const Candidate& candidate, bool in) {
  PartView& part = jobs[candidate.job_id()].parts[PartitionFor(candidate)];
  const Result outcome = OutcomeOf(ShownOf(candidate));
  if (in) {
    part.applications.insert(application_id);
    part.ranked += outcome.has_ranked();
    part.needs_person += outcome.has_needs_person();
  } else {
    part.applications.erase(application_id);
    part.ranked -= outcome.has_ranked();
    part.needs_person -= outcome.has_needs_person();
  }
}

void Pool::Remember(const std::string& application_id, v1::CandidateState state) {
  Candidate candidate;
  if (const Candidate* known = Find(application_id)) candidate = *known;
  candidate.owner_key = state.owner_key();
  PutReading(&candidate.readings, std::move(state));
  RememberAll(application_id, std::move(candidate));
}

void Pool::RememberAll(const std::string& application_id, Candidate candidate) {
  if (const Candidate* known = Find(application_id)) Count(application_id, *known, /*in=*/false);
  Count(application_id, candidate, /*in=*/true);
  candidates[application_id] = std::move(candidate);
}

void Pool::SetJob(embedding::v1::JobEmbedded job, Scorer scorer) {
  JobView& view = jobs[job.job().job_id()];
  std::vector<std::string> counted;
  for (const auto& [partition, part] : view.parts) {
    counted.insert(counted.end(), part.applications.begin(), part.applications.end());
  }
  for (const std::string& id : counted) Count(id, candidates.at(id), /*in=*/false);
  view.scorer = std::make_unique<Scorer>(std::move(scorer));
  view.job = std::move(job);
  for (const std::string& id : counted) Count(id, candidates.at(id), /*in=*/true);
}

void Pool::PutCv(const std::string& application_id, const embedding::v1::CvEmbedded& cv) {
  DropCv(application_id);
  candidates.at(application_id).searched = cv.parsed().generation();
  arena.Put(application_id,
            {reinterpret_cast<const int8_t*>(cv.vectors().data()), cv.vectors().size()});
  if (!cv.parsed().has_read()) return;
  facets[application_id] = FacetsOf(cv.parsed().read());
  if (const auto sketch = SketchOf(cv.parsed().read().blind_text())) {
    sketches[application_id] = *sketch;
  }
}

void Pool::DropCv(const std::string& application_id) {
  arena.Remove(application_id);
  facets.erase(application_id);
  sketches.erase(application_id);
}

void Pool::Forget(const std::string& application_id) {
  deciding.erase(application_id);
  const auto known = candidates.find(application_id);
  if (known == candidates.end()) return;
  Count(application_id, known->second, /*in=*/false);
  candidates.erase(known);
  DropCv(application_id);
}

void Pool::ForgetPartition(uint32_t partition) {
  std::vector<std::string> gone;
  for (auto& [job_id, view] : jobs) {
    const auto part = view.parts.find(partition);
    if (part == view.parts.end()) continue;
    gone.insert(gone.end(), part->second.applications.begin(), part->second.applications.end());
  }
  for (const std::string& application_id : gone) Forget(application_id);
}

const Pool::Candidate* Pool::Find(const std::string& application_id) const {
  const auto known = candidates.find(application_id);
  return known == candidates.end() ? nullptr : &known->second;
}

Partitions Pool::ServedOf(const Partitions& partitions) const {
  Partitions both;
  for (const uint32_t partition : partitions) {
    if (served.contains(partition)) both.insert(partition);
  }
  return both;
}

}  // namespace utvalg::rank
