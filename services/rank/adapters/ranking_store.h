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
#include "services/rank/core/readings.h"
#include "utvalg/embedding/v1/embedding.pb.h"
#include "utvalg/rank/v1/state.pb.h"

namespace utvalg::rank {

inline constexpr KvFamily kPositions = 0;
inline constexpr KvFamily kCandidates = 1;  // application|generation -> CvEmbedded, sealed
inline constexpr KvFamily kStates = 2;      // application|generation -> CandidateState, sealed
// Earlier versions wrote under the application alone: what is there is moved when it is loaded.

inline std::string StoreKey(std::string_view application_id, std::string_view generation) {
  return Cat(application_id, "|", generation);
}
inline std::string_view ApplicationIn(std::string_view store_key) {
  return store_key.substr(0, store_key.find('|'));
}

inline std::string SealedPlace(KvFamily family, std::string_view store_key) {
  return Cat("rank\n", family, "\n", store_key);
}

class RankingStore {
 public:
  // Families of the store, in this order.
  static std::vector<std::string> Families() { return {"positions", "candidates", "states"}; }

  // The store is not owned and must outlive this.
  RankingStore(KvStore* store, PersonKeys keys) : store_(store), keys_(std::move(keys)) {}

  // Adds the state of every reading to the batch. NotFound: the person was erased.
  absl::Status AddStates(const std::string& application_id, const Readings& readings,
                         KvBatch* batch) const;
  absl::StatusOr<std::string> SealedCv(const std::string& store_key, const std::string& owner_key,
                                       const std::string& cv_embedded) const;
  absl::StatusOr<embedding::v1::CvEmbedded> ReadCv(const std::string& application_id,
                                                   const std::string& generation) const;

  // Adds everything of an application, or of one of its readings, to the batch as deleted.
  absl::Status Delete(const std::string& application_id, KvBatch* batch) const;
  static void DeleteReading(const std::string& application_id, const std::string& generation,
                            KvBatch* batch);

  // Hands out all states, then the CVs of the applications that `wants_cv` says. What a key no
  // longer opens, of persons who were erased since, is cleared away.
  absl::Status Load(absl::FunctionRef<void(std::string_view, v1::CandidateState)> state,
                    absl::FunctionRef<bool(std::string_view)> wants_cv,
                    absl::FunctionRef<void(std::string_view, const embedding::v1::CvEmbedded&)> cv);
  absl::Status Write(const KvBatch& batch, KvSync sync) { return store_->Write(batch, sync); }

  // Plain writes; see KvStore.
  absl::Status Put(KvFamily family, const std::string& store_key, const std::string& sealed,
                   KvSync sync) {
    return store_->Put(family, store_key, sealed, sync);
  }
  // What was written without waiting is durable when this returns.
  absl::Status Sync() { return store_->Write(KvBatch(), KvSync::kSync); }

 private:
  absl::StatusOr<std::string> SealedState(const std::string& store_key,
                                          const v1::CandidateState& state) const;

  KvStore* const store_;
  const PersonKeys keys_;
};

}  // namespace utvalg::rank
