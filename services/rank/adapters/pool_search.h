// SPDX-License-Identifier: Apache-2.0
//
// What this replica answers of the pool as a whole, in the partitions it serves: search, similar
// CVs, sketches of a job's texts. PoolQuery puts the replicas' answers together. Reads only.
// Thread-safe.
//
// Search and similar CVs find only whom a consent lets be found as the log stands when they begin;
// while that is not known they serve nothing.
#pragma once

#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "common/keys/search_consents.h"
#include "common/taxonomy/taxonomy.h"
#include "services/rank/adapters/pool.h"
#include "services/rank/adapters/ranking_store.h"
#include "services/rank/core/calibration.h"
#include "services/rank/core/search.h"
#include "utvalg/rank/v1/shard_service.pb.h"

namespace utvalg::rank {

class PoolSearch {
 public:
  // None is owned; all must outlive this. consents null: nobody is found.
  PoolSearch(const Pool* pool, const RankingStore* store, const Calibration* calibration,
             const taxonomy::Taxonomy* taxonomy, SearchConsents* consents)
      : pool_(pool),
        store_(store),
        calibration_(calibration),
        taxonomy_(taxonomy),
        consents_(consents) {}

  // InvalidArgument: the filter.
  absl::StatusOr<v1::SearchPassagesResponse> Search(const v1::SearchPassagesRequest& request) const;
  // Of any application, found or not: whose passages others are compared with.
  absl::StatusOr<v1::ReadPassagesResponse> ReadPassages(
      const v1::ReadPassagesRequest& request) const;
  // InvalidArgument: the filter.
  absl::StatusOr<v1::FindSimilarPassagesResponse> FindSimilar(
      const v1::FindSimilarPassagesRequest& request) const;
  // Of all applications for the job: it is their own job that compares them.
  v1::ReadSketchesResponse ReadSketches(const v1::ReadSketchesRequest& request) const;

 private:
  // Of what is served: whom a consent lets be found and the filter lets pass, sorted.
  std::vector<std::string> Passing(const SearchFilter& filter, const std::string& job_id,
                                   const Partitions& served) const
      ABSL_SHARED_LOCKS_REQUIRED(pool_->mutex);
  bool KnowsConsents() const;

  const Pool* const pool_;
  const RankingStore* const store_;
  const Calibration* const calibration_;
  const taxonomy::Taxonomy* const taxonomy_;
  SearchConsents* const consents_;
};

}  // namespace utvalg::rank
