// SPDX-License-Identifier: Apache-2.0
#include "services/rank/adapters/ranking_store.h"

#include <map>
#include <optional>

#include "common/base/status_macros.h"

namespace utvalg::rank {

using embedding::v1::CvEmbedded;

absl::StatusOr<std::string> RankingStore::SealedState(const std::string& store_key,
                                                      const v1::CandidateState& state) const {
  return keys_.Seal(key::v1::KEY_CLASS_CONTENT, state.owner_key(), SealedPlace(kStates, store_key),
                    state.SerializeAsString());
}

absl::Status RankingStore::AddStates(const std::string& application_id, const Readings& readings,
                                     KvBatch* batch) const {
  for (const auto& [generation, state] : readings.by_generation) {
    std::string key = StoreKey(application_id, generation);
    UTVALG_ASSIGN_OR_RETURN(std::string sealed, SealedState(key, state));
    batch->Put(kStates, std::move(key), std::move(sealed));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> RankingStore::SealedCv(const std::string& store_key,
                                                   const std::string& owner_key,
                                                   const std::string& cv_embedded) const {
  return keys_.Seal(key::v1::KEY_CLASS_CONTENT, owner_key, SealedPlace(kCandidates, store_key),
                    cv_embedded);
}

absl::StatusOr<CvEmbedded> RankingStore::ReadCv(const std::string& application_id,
                                                const std::string& generation) const {
  const std::string store_key = StoreKey(application_id, generation);
  UTVALG_ASSIGN_OR_RETURN(const std::optional<std::string> value,
                          store_->Get(kCandidates, store_key));
  const absl::Status unknown =
      absl::NotFoundError(Cat("there is no application \"", application_id, "\""));
  if (!value) return unknown;
  UTVALG_ASSIGN_OR_RETURN(const std::string opened,
                          keys_.Open(SealedPlace(kCandidates, store_key), *value));
  CvEmbedded cv;
  if (!cv.ParseFromString(opened)) return unknown;
  return cv;
}

absl::Status RankingStore::Delete(const std::string& application_id, KvBatch* batch) const {
  for (const KvFamily family : {kCandidates, kStates}) {
    UTVALG_RETURN_IF_ERROR(store_->ForEachWithPrefix(
        family, application_id, [&](std::string_view store_key, std::string_view) {
          if (ApplicationIn(store_key) == application_id) {
            batch->Delete(family, std::string(store_key));
          }
          return true;
        }));
  }
  return absl::OkStatus();
}

void RankingStore::DeleteReading(const std::string& application_id, const std::string& generation,
                                 KvBatch* batch) {
  batch->Delete(kCandidates, StoreKey(application_id, generation));
  batch->Delete(kStates, StoreKey(application_id, generation));
}

absl::Status RankingStore::Load(absl::FunctionRef<void(std::string_view, v1::CandidateState)> state,
                                absl::FunctionRef<bool(std::string_view)> wants_cv,
                                absl::FunctionRef<void(std::string_view, const CvEmbedded&)> cv) {
  absl::Status damaged;
  KvBatch changes;
  std::map<std::string, std::string> owners;  // Of what is moved.
  const auto open = [&](KvFamily family, std::string_view store_key, std::string_view value) {
    auto opened = keys_.Open(SealedPlace(family, store_key), value);
    if (absl::IsNotFound(opened.status()))
      changes.Delete(family, std::string(store_key));
    else if (!opened.ok())
      damaged = opened.status();
    return opened;
  };
  UTVALG_RETURN_IF_ERROR(store_->ForEachWithPrefix(
      kStates, "", [&](std::string_view store_key, std::string_view value) {
        const auto opened = open(kStates, store_key, value);
        v1::CandidateState read;
        if (opened.ok() && !read.ParseFromString(*opened)) {
          damaged = absl::DataLossError("rank's state holds a record that is none");
        }
        if (!opened.ok() || !damaged.ok()) return damaged.ok();
        const std::string_view application_id = ApplicationIn(store_key);
        if (store_key == application_id) {
          const std::string moved = StoreKey(application_id, read.generation());
          auto sealed = SealedState(moved, read);
          if (!sealed.ok()) return (damaged = sealed.status()).ok();
          changes.Put(kStates, moved, *std::move(sealed));
          changes.Delete(kStates, std::string(store_key));
          owners[std::string(application_id)] = read.owner_key();
        }
        state(application_id, std::move(read));
        return true;
      }));
  if (damaged.ok()) {
    UTVALG_RETURN_IF_ERROR(store_->ForEachWithPrefix(
        kCandidates, "", [&](std::string_view store_key, std::string_view value) {
          const auto opened = open(kCandidates, store_key, value);
          const std::string_view application_id = ApplicationIn(store_key);
          CvEmbedded read;
          if (!opened.ok() || !read.ParseFromString(*opened)) return damaged.ok();
          const auto owner = owners.find(std::string(application_id));
          if (store_key == application_id && owner != owners.end()) {
            const std::string moved = StoreKey(application_id, read.parsed().generation());
            auto sealed = SealedCv(moved, owner->second, *opened);
            if (!sealed.ok()) return (damaged = sealed.status()).ok();
            changes.Put(kCandidates, moved, *std::move(sealed));
            changes.Delete(kCandidates, std::string(store_key));
          }
          if (wants_cv(application_id)) cv(application_id, read);
          return damaged.ok();
        }));
  }
  if (absl::IsDataLoss(damaged)) {
    return absl::DataLossError(Cat(std::string(damaged.message()),
                                   "; delete the state directory of rank, it is rebuilt from the "
                                   "log"));
  }
  UTVALG_RETURN_IF_ERROR(damaged);
  return changes.empty() ? absl::OkStatus() : store_->Write(changes, KvSync::kSync);
}

}  // namespace utvalg::rank
