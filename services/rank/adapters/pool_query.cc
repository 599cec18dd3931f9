// SPDX-License-Identifier: Apache-2.0
#include "services/rank/adapters/pool_query.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "services/rank/core/search.h"
#include "services/rank/core/similar.h"
#include "services/rank/core/sketch.h"

namespace utvalg::rank {
namespace {

constexpr uint32_t kDefaultHits = 20;
constexpr uint32_t kMaxHits = 1000;
constexpr uint32_t kAlikeFrom = 500'000;

uint32_t LimitOf(uint32_t asked) { return asked == 0 ? kDefaultHits : std::min(asked, kMaxHits); }

absl::Status NoSuchJob(const std::string& job_id) {
  return absl::NotFoundError(
      Cat("there is no job \"", job_id, "\"; `utvalg job list` shows the jobs there are"));
}

template <typename Request>
Request With(Request request, const Partitions& partitions) {
  request.mutable_partitions()->Clear();
  request.mutable_partitions()->Add(partitions.begin(), partitions.end());
  return request;
}

// What cannot be answered here serves nothing, as a replica that is away.
template <typename Response>
Response OrNothing(absl::StatusOr<Response> answer) {
  return answer.ok() ? *std::move(answer) : Response();
}

}  // namespace

absl::StatusOr<v1::SearchCandidatesResponse> PoolQuery::Search(
    const v1::SearchCandidatesRequest& request, std::span<const int8_t> query_vector,
    absl::Time deadline) {
  // Said here: from a replica it would make the answer partial.
  UTVALG_RETURN_IF_ERROR(SearchFilter::Create(request.filter(), *taxonomy_).status());
  v1::SearchPassagesRequest search;
  search.set_text(request.text());
  search.set_job_id(request.job_id());
  search.set_limit(LimitOf(request.limit()));
  *search.mutable_filter() = request.filter();
  search.set_vector(
      std::string(reinterpret_cast<const char*>(query_vector.data()), query_vector.size()));
  Gathered<v1::SearchPassagesResponse> gathered = scatter_->Ask<v1::SearchPassagesResponse>(
      scatter_->All(), deadline,
      [&](const Partitions& here) { return OrNothing(here_->Search(With(search, here))); },
      [&](const std::string& address, const Partitions& there) {
        return peers_->SearchPassages(address, With(search, there), deadline);
      });
  bool known = false;
  v1::SearchCandidatesResponse response;
  std::vector<v1::NearPassage> near;
  for (v1::SearchPassagesResponse& answer : gathered.answers) {
    known |= answer.known();
    response.set_searched(response.searched() + answer.searched());
    std::move(answer.mutable_near()->begin(), answer.mutable_near()->end(),
              std::back_inserter(near));
  }
  if (!known && gathered.missing.empty()) return NoSuchJob(request.job_id());
  for (v1::SearchHit& hit : MergeHits(std::move(near), search.limit())) {
    *response.add_hits() = std::move(hit);
  }
  response.set_partial(!gathered.missing.empty());
  return response;
}

absl::StatusOr<v1::ReadPassagesResponse> PoolQuery::ReadPassages(const std::string& application_id,
                                                                 absl::Time deadline) {
  v1::ReadPassagesRequest request;
  request.set_application_id(application_id);
  Gathered<v1::ReadPassagesResponse> gathered = scatter_->Ask<v1::ReadPassagesResponse>(
      scatter_->All(), deadline,
      [&](const Partitions& here) { return OrNothing(here_->ReadPassages(With(request, here))); },
      [&](const std::string& address, const Partitions& there) {
        return peers_->ReadPassages(address, With(request, there), deadline);
      });
  for (v1::ReadPassagesResponse& answer : gathered.answers) {
    if (answer.found()) return std::move(answer);
  }
  if (!gathered.missing.empty()) {
    return absl::UnavailableError("part of rank cannot be asked at the moment; try again");
  }
  return absl::NotFoundError(Cat("there is no application \"", application_id, "\""));
}

absl::StatusOr<v1::FindSimilarResponse> PoolQuery::FindSimilar(
    const v1::FindSimilarRequest& request, v1::ReadPassagesResponse own, absl::Time deadline) {
  UTVALG_RETURN_IF_ERROR(SearchFilter::Create(request.filter(), *taxonomy_).status());
  if (own.quotes().empty()) {
    return absl::FailedPreconditionError(
        "nothing can be compared with it: the document was not read");
  }
  v1::FindSimilarPassagesRequest find;
  *find.mutable_own() = std::move(own);
  find.set_application_id(request.application_id());
  find.set_job_id(request.job_id());
  find.set_limit(LimitOf(request.limit()));
  *find.mutable_filter() = request.filter();
  Gathered<v1::FindSimilarPassagesResponse> gathered =
      scatter_->Ask<v1::FindSimilarPassagesResponse>(
          scatter_->All(), deadline,
          [&](const Partitions& here) { return OrNothing(here_->FindSimilar(With(find, here))); },
          [&](const std::string& address, const Partitions& there) {
            return peers_->FindSimilarPassages(address, With(find, there), deadline);
          });
  v1::FindSimilarResponse response;
  std::vector<v1::SimilarHit> hits;
  for (v1::FindSimilarPassagesResponse& answer : gathered.answers) {
    response.set_searched(response.searched() + answer.searched());
    std::move(answer.mutable_hits()->begin(), answer.mutable_hits()->end(),
              std::back_inserter(hits));
  }
  SortHits(&hits, find.limit());
  response.mutable_hits()->Add(std::make_move_iterator(hits.begin()),
                               std::make_move_iterator(hits.end()));
  response.set_partial(!gathered.missing.empty());
  return response;
}

absl::StatusOr<v1::FindDuplicatesResponse> PoolQuery::FindDuplicates(
    const v1::FindDuplicatesRequest& request, absl::Time deadline) {
  v1::ReadSketchesRequest read;
  read.set_job_id(request.job_id());
  const auto gathered = scatter_->Ask<v1::ReadSketchesResponse>(
      scatter_->All(), deadline,
      [&](const Partitions& here) { return here_->ReadSketches(With(read, here)); },
      [&](const std::string& address, const Partitions& there) {
        return peers_->ReadSketches(address, With(read, there), deadline);
      });
  bool known = false;
  std::vector<std::pair<std::string, Sketch>> found;
  for (const v1::ReadSketchesResponse& answer : gathered.answers) {
    known |= answer.known();
    for (const v1::ApplicationSketch& one : answer.sketches()) {
      if (one.minima_size() != static_cast<int>(kMinima)) continue;
      Sketch& sketch = found.emplace_back(one.application_id(), Sketch()).second;
      std::copy(one.minima().begin(), one.minima().end(), sketch.begin());
    }
  }
  if (!known && gathered.missing.empty()) return NoSuchJob(request.job_id());
  std::sort(found.begin(), found.end());  // As one process would have them.
  std::vector<Sketch> sketches;
  sketches.reserve(found.size());
  for (const auto& [application_id, sketch] : found) sketches.push_back(sketch);
  v1::FindDuplicatesResponse response;
  const uint32_t least = request.min_likeness() == 0 ? kAlikeFrom : request.min_likeness();
  for (const Alike& alike : FindAlike(sketches, least)) {
    v1::LikePair* pair = response.add_pairs();
    pair->set_application_id(found[alike.a].first);
    pair->set_other(found[alike.b].first);
    pair->set_likeness(alike.likeness);
  }
  response.set_partial(!gathered.missing.empty());
  return response;
}

}  // namespace utvalg::rank
