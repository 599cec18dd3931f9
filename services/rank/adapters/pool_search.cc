// SPDX-License-Identifier: Apache-2.0
#include "services/rank/adapters/pool_search.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <map>
#include <span>
#include <utility>

#include "common/base/status_macros.h"
#include "services/rank/core/similar.h"

namespace utvalg::rank {
namespace {

using embedding::v1::CvEmbedded;

constexpr std::chrono::milliseconds kConsentPatience(2000);
// Those nearest by their raw vectors are compared in full.
constexpr size_t kComparedPerHit = 8;
constexpr size_t kFewestCompared = 200;

std::span<const int8_t> Rows(const std::string& bytes) {
  return {reinterpret_cast<const int8_t*>(bytes.data()), bytes.size()};
}

template <typename Request>
Partitions Asked(const Request& request) {
  return Partitions(request.partitions().begin(), request.partitions().end());
}

}  // namespace

bool PoolSearch::KnowsConsents() const {
  return consents_ != nullptr && consents_->CatchUp(kConsentPatience).ok();
}

std::vector<std::string> PoolSearch::Passing(const SearchFilter& filter, const std::string& job_id,
                                             const Partitions& served) const {
  std::vector<std::string> passing;
  for (const auto& [application_id, facets] : pool_->facets) {
    if (!filter.Passes(facets)) continue;
    const Pool::Candidate* candidate = pool_->Find(application_id);
    if (candidate == nullptr || !served.contains(pool_->PartitionFor(*candidate)) ||
        (!job_id.empty() && candidate->job_id() != job_id) || !consents_->IsGiven(application_id)) {
      continue;
    }
    passing.push_back(application_id);
  }
  return passing;
}

absl::StatusOr<v1::SearchPassagesResponse> PoolSearch::Search(
    const v1::SearchPassagesRequest& request) const {
  SearchQuery query;
  query.text = request.text();
  const auto vector = Rows(request.vector());
  query.vector.assign(vector.begin(), vector.end());
  query.limit = request.limit();
  UTVALG_ASSIGN_OR_RETURN(query.filter, SearchFilter::Create(request.filter(), *taxonomy_));
  v1::SearchPassagesResponse response;
  if (!KnowsConsents()) return response;
  absl::MutexLock lock(&pool_->mutex);
  const Partitions served = pool_->ServedOf(Asked(request));
  response.mutable_served()->Add(served.begin(), served.end());
  response.set_known(request.job_id().empty() || pool_->jobs.contains(request.job_id()));
  const std::vector<std::string> passing = Passing(query.filter, request.job_id(), served);
  response.set_searched(static_cast<uint32_t>(passing.size()));
  std::map<std::string, CvEmbedded, std::less<>> read;  // Keeps what `find` hands out alive.
  const FindCv find = [&](std::string_view application_id) -> const CvEmbedded* {
    pool_->mutex.AssertReaderHeld();
    const std::string id(application_id);
    auto cv = store_->ReadCv(id, pool_->candidates.at(id).searched);
    if (!cv.ok() || !cv->parsed().has_read()) return nullptr;
    return &read.emplace(application_id, *std::move(cv)).first->second;
  };
  const auto is_passing = [&](std::string_view application_id) {
    return std::binary_search(passing.begin(), passing.end(), application_id);
  };
  std::vector<v1::NearPassage> near =
      query.vector.empty() ? LookAll(query, passing, find)
                           : LookNear(query, pool_->arena, is_passing, find, *calibration_);
  response.mutable_near()->Add(std::make_move_iterator(near.begin()),
                               std::make_move_iterator(near.end()));
  return response;
}

absl::StatusOr<v1::ReadPassagesResponse> PoolSearch::ReadPassages(
    const v1::ReadPassagesRequest& request) const {
  v1::ReadPassagesResponse response;
  std::string generation;
  {
    absl::MutexLock lock(&pool_->mutex);
    const Partitions served = pool_->ServedOf(Asked(request));
    response.mutable_served()->Add(served.begin(), served.end());
    const Pool::Candidate* candidate = pool_->Find(request.application_id());
    if (candidate == nullptr || !served.contains(pool_->PartitionFor(*candidate))) return response;
    response.set_job_id(candidate->job_id());
    generation = candidate->searched;
  }
  const auto cv = store_->ReadCv(request.application_id(), generation);
  if (absl::IsNotFound(cv.status())) return response;  // Erased meanwhile.
  UTVALG_RETURN_IF_ERROR(cv.status());
  response.set_found(true);
  UTVALG_RETURN_IF_ERROR(ReadTold(*cv, *calibration_, &response));
  return response;
}

absl::StatusOr<v1::FindSimilarPassagesResponse> PoolSearch::FindSimilar(
    const v1::FindSimilarPassagesRequest& request) const {
  UTVALG_ASSIGN_OR_RETURN(const SearchFilter filter,
                          SearchFilter::Create(request.filter(), *taxonomy_));
  const ToldPassages own(request.own(), *calibration_);
  v1::FindSimilarPassagesResponse response;
  if (!KnowsConsents()) return response;
  std::map<std::string, std::string> nearest;  // Application to the generation searched.
  {
    absl::MutexLock lock(&pool_->mutex);
    const Partitions served = pool_->ServedOf(Asked(request));
    response.mutable_served()->Add(served.begin(), served.end());
    std::vector<std::string> passing = Passing(filter, request.job_id(), served);
    std::erase(passing, request.application_id());
    response.set_searched(static_cast<uint32_t>(passing.size()));
    const size_t compared = std::max<size_t>(kComparedPerHit * request.limit(), kFewestCompared);
    for (const std::string& application_id :
         pool_->arena.NearestTo(Rows(request.own().vectors()), std::move(passing), compared)) {
      nearest[application_id] = pool_->candidates.at(application_id).searched;
    }
  }
  std::vector<v1::SimilarHit> hits;
  for (const auto& [application_id, generation] : nearest) {
    const auto cv = store_->ReadCv(application_id, generation);
    if (!cv.ok() || !cv->parsed().has_read()) continue;  // Erased meanwhile.
    UTVALG_ASSIGN_OR_RETURN(v1::SimilarHit hit, own.Compare(*cv));
    if (hit.nearness() == 0) continue;
    hit.set_application_id(application_id);
    hits.push_back(std::move(hit));
  }
  SortHits(&hits, request.limit());
  response.mutable_hits()->Add(std::make_move_iterator(hits.begin()),
                               std::make_move_iterator(hits.end()));
  return response;
}

v1::ReadSketchesResponse PoolSearch::ReadSketches(const v1::ReadSketchesRequest& request) const {
  v1::ReadSketchesResponse response;
  absl::MutexLock lock(&pool_->mutex);
  const Partitions served = pool_->ServedOf(Asked(request));
  response.mutable_served()->Add(served.begin(), served.end());
  const auto job = pool_->jobs.find(request.job_id());
  if (job == pool_->jobs.end()) return response;
  response.set_known(true);
  for (const auto& [partition, part] : job->second.parts) {
    if (!served.contains(partition)) continue;
    for (const std::string& application_id : part.applications) {
      const auto sketch = pool_->sketches.find(application_id);
      if (sketch == pool_->sketches.end()) continue;
      v1::ApplicationSketch* out = response.add_sketches();
      out->set_application_id(application_id);
      out->mutable_minima()->Add(sketch->second.begin(), sketch->second.end());
    }
  }
  return response;
}

}  // namespace utvalg::rank
