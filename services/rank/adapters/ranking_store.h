// SPDX-License-Identifier: Apache-2.0
//
// What a rank replica has on disk: every CvEmbedded and every CandidateState, each sealed for its
// place with the person's content key, beside the positions of the stage. Used by RankingState and
// Rescorer, which write it, by PoolReader and by ReplayStored, which only read. Thread-safe.
//
// NotFound: the person was erased, or there is no such application. DataLoss: damaged.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/strings.h"
#include "common/keys/person_keys.h"
#include "common/kv/kv_batch.h"
#include "common/kv/kv_store.h"
#include "utvalg/embedding/v1/embedding.pb.h"
#include "utvalg/rank/v1/state.pb.h"

namespace utvalg::rank {

inline constexpr KvFamily kPositions = 0;
inline constexpr KvFamily kCandidates = 1;  // application -> CvEmbedded, sealed
inline constexpr KvFamily kStates = 2;      // application -> CandidateState, sealed

inline std::string SealedPlace(KvFamily family, std::string_view application_id) {
  return Cat("rank\n", family, "\n", application_id);
}

class RankingStore {
 public:
  // Families of the store, in this order.
  static std::vector<std::string> Families() { return {"positions", "candidates", "states"}; }

  // The store is not owned and must outlive this.
  RankingStore(KvStore* store, PersonKeys keys) : store_(store), keys_(std::move(keys)) {}

  absl::StatusOr<std::string> SealedState(const std::string& application_id,
                                          const v1::CandidateState& state) const;
  absl::StatusOr<std::string> SealedCv(const std::string& application_id,
                                       const std::string& owner_key,
                                       const std::string& cv_embedded) const;
  absl::StatusOr<embedding::v1::CvEmbedded> ReadCv(const std::string& application_id) const;

  // Adds everything of an application to the batch as deleted.
  static void Delete(const std::string& application_id, KvBatch* batch);

  // Hands out all states, then the CVs of the applications that `wants_cv` says. What a key no
  // longer opens, of persons who were erased since, is cleared away.
  absl::Status Load(absl::FunctionRef<void(std::string_view, v1::CandidateState)> state,
                    absl::FunctionRef<bool(std::string_view)> wants_cv,
                    absl::FunctionRef<void(std::string_view, const embedding::v1::CvEmbedded&)> cv);

  // Plain writes; see KvStore.
  absl::Status Put(KvFamily family, const std::string& application_id, const std::string& sealed,
                   KvSync sync) {
    return store_->Put(family, application_id, sealed, sync);
  }
  // What was written without waiting is durable when this returns.
  absl::Status Sync() { return store_->Write(KvBatch(), KvSync::kSync); }

 private:
  KvStore* const store_;
  const PersonKeys keys_;
};

}  // namespace utvalg::rank
