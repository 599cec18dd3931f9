// SPDX-License-Identifier: Apache-2.0
#include "services/rank/adapters/ranking_store.h"

#include <optional>

#include "common/base/status_macros.h"

namespace utvalg::rank {

using embedding::v1::CvEmbedded;

absl::StatusOr<std::string> RankingStore::SealedState(const std::string& application_id,
                                                      const v1::CandidateState& state) const {
  return keys_.Seal(key::v1::KEY_CLASS_CONTENT, state.owner_key(),
                    SealedPlace(kStates, application_id), state.SerializeAsString());
}

absl::StatusOr<std::string> RankingStore::SealedCv(const std::string& application_id,
                                                   const std::string& owner_key,
                                                   const std::string& cv_embedded) const {
  return keys_.Seal(key::v1::KEY_CLASS_CONTENT, owner_key, SealedPlace(kCandidates, application_id),
                    cv_embedded);
}

absl::StatusOr<CvEmbedded> RankingStore::ReadCv(const std::string& application_id) const {
  UTVALG_ASSIGN_OR_RETURN(const std::optional<std::string> value,
                          store_->Get(kCandidates, application_id));
  const absl::Status unknown =
      absl::NotFoundError(Cat("there is no application \"", application_id, "\""));
  if (!value) return unknown;
  UTVALG_ASSIGN_OR_RETURN(const std::string opened,
                          keys_.Open(SealedPlace(kCandidates, application_id), *value));
  CvEmbedded cv;
  if (!cv.ParseFromString(opened)) return unknown;
  return cv;
}

void RankingStore::Delete(const std::string& application_id, KvBatch* batch) {
  batch->Delete(kCandidates, application_id);
  batch->Delete(kStates, application_id);
}

absl::Status RankingStore::Load(absl::FunctionRef<void(std::string_view, v1::CandidateState)> state,
                                absl::FunctionRef<bool(std::string_view)> wants_cv,
                                absl::FunctionRef<void(std::string_view, const CvEmbedded&)> cv) {
  absl::Status damaged;
  KvBatch erased;
  const auto open = [&](KvFamily family, std::string_view application_id, std::string_view value) {
    auto opened = keys_.Open(SealedPlace(family, application_id), value);
    if (absl::IsNotFound(opened.status()))
      erased.Delete(family, std::string(application_id));
    else if (!opened.ok())
      damaged = opened.status();
    return opened;
  };
  UTVALG_RETURN_IF_ERROR(store_->ForEachWithPrefix(
      kStates, "", [&](std::string_view application_id, std::string_view value) {
        const auto opened = open(kStates, application_id, value);
        v1::CandidateState read;
        if (opened.ok() && !read.ParseFromString(*opened)) {
          damaged = absl::DataLossError("rank's state holds a record that is none");
        }
        if (opened.ok()) state(application_id, std::move(read));
        return damaged.ok();
      }));
  if (damaged.ok()) {
    UTVALG_RETURN_IF_ERROR(store_->ForEachWithPrefix(
        kCandidates, "", [&](std::string_view application_id, std::string_view value) {
          const auto opened = open(kCandidates, application_id, value);
          CvEmbedded read;
          if (opened.ok() && wants_cv(application_id) && read.ParseFromString(*opened)) {
            cv(application_id, read);
          }
          return damaged.ok();
        }));
  }
  if (absl::IsDataLoss(damaged)) {
    return absl::DataLossError(Cat(std::string(damaged.message()),
                                   "; delete the state directory of rank, it is rebuilt from the "
                                   "log"));
  }
  UTVALG_RETURN_IF_ERROR(damaged);
  return erased.empty() ? absl::OkStatus() : store_->Write(erased, KvSync::kSync);
}

}  // namespace utvalg::rank
