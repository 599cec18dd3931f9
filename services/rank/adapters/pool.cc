// SPDX-License-Identifier: Apache-2.0
#include "services/rank/adapters/pool.h"

#include <utility>
#include <vector>

#include "common/log/topics.h"

namespace utvalg::rank {

uint32_t Pool::PartitionFor(const v1::CandidateState& state) const {
  return PartitionOf(state.owner_key(), partitions_);
}

void Pool::Discount(const std::string& application_id, const v1::CandidateState& state) {
  PartView& part = jobs[state.job_id()].parts[PartitionFor(state)];
  part.applications.erase(application_id);
  part.ranked -= state.result().has_ranked();
  part.needs_person -= state.result().has_needs_person();
}

void Pool::Remember(const std::string& application_id, v1::CandidateState state) {
  if (const v1::CandidateState* known = Find(application_id)) Discount(application_id, *known);
  PartView& part = jobs[state.job_id()].parts[PartitionFor(state)];
  part.applications.insert(application_id);
  part.ranked += state.result().has_ranked();
  part.needs_person += state.result().has_needs_person();
  candidates[application_id] = std::move(state);
}

void Pool::PutCv(std::string_view application_id, const embedding::v1::CvEmbedded& cv) {
  arena.Put(application_id,
            {reinterpret_cast<const int8_t*>(cv.vectors().data()), cv.vectors().size()});
  const std::string id(application_id);
  facets.erase(id);
  sketches.erase(id);
  if (!cv.parsed().has_read()) return;
  facets[id] = FacetsOf(cv.parsed().read());
  if (const auto sketch = SketchOf(cv.parsed().read().blind_text())) sketches[id] = *sketch;
}

void Pool::Forget(const std::string& application_id) {
  deciding.erase(application_id);
  const auto known = candidates.find(application_id);
  if (known == candidates.end()) return;
  Discount(application_id, known->second);
  candidates.erase(known);
  arena.Remove(application_id);
  facets.erase(application_id);
  sketches.erase(application_id);
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

const v1::CandidateState* Pool::Find(const std::string& application_id) const {
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
