// SPDX-License-Identifier: Apache-2.0
#include "services/rank/adapters/replay_stored.h"

#include <utility>

#include "absl/status/status.h"
#include "common/base/status_macros.h"
#include "services/rank/adapters/ranking_store.h"
#include "utvalg/rank/v1/state.pb.h"

namespace utvalg::rank {
namespace {

using embedding::v1::CvEmbedded;
using embedding::v1::JobEmbedded;

// NotFound: the person was erased.
template <typename Message>
absl::StatusOr<Message> Opened(const PersonKeys& keys, KvFamily family,
                               std::string_view application_id, std::string_view sealed) {
  UTVALG_ASSIGN_OR_RETURN(const std::string plain,
                          keys.Open(SealedPlace(family, application_id), sealed));
  Message message;
  if (!message.ParseFromString(plain)) {
    return absl::DataLossError("rank's state holds a record that is none");
  }
  return message;
}

ReplayReport ReplayOne(const KvStore& store, const PersonKeys& keys, std::string_view store_key,
                       const v1::CandidateState& state,
                       const std::map<std::string, JobEmbedded>& jobs,
                       const Calibration& calibration, const taxonomy::Taxonomy& taxonomy) {
  const auto missing = [](std::string what) {
    ReplayReport report;
    report.differences = {std::move(what)};
    return report;
  };
  const auto job = jobs.find(state.job_id());
  if (job == jobs.end()) return missing(Cat("job_digest: the job ", state.job_id(), " is gone"));
  const auto sealed = store.Get(kCandidates, store_key);
  if (!sealed.ok() || !sealed->has_value()) return missing("cv_digest: the CV is gone");
  const auto cv = Opened<CvEmbedded>(keys, kCandidates, store_key, **sealed);
  if (!cv.ok()) return missing(Cat("cv_digest: ", std::string(cv.status().message())));
  return Replay(state.result().ranked(), *cv, job->second, calibration, taxonomy);
}

}  // namespace

absl::StatusOr<std::vector<StoredReplay>> ReplayStored(
    const KvStore& store, const PersonKeys& keys, const std::map<std::string, JobEmbedded>& jobs,
    const Calibration& calibration, const taxonomy::Taxonomy& taxonomy) {
  std::vector<StoredReplay> replayed;
  absl::Status damaged;
  UTVALG_RETURN_IF_ERROR(
      store.ForEachWithPrefix(kStates, "", [&](std::string_view key, std::string_view sealed) {
        const auto state = Opened<v1::CandidateState>(keys, kStates, key, sealed);
        if (absl::IsNotFound(state.status())) return true;
        if (!state.ok()) {
          damaged = state.status();
          return false;
        }
        if (!state->result().has_ranked()) return true;
        replayed.push_back({std::string(ApplicationIn(key)), state->job_id(),
                            ReplayOne(store, keys, key, *state, jobs, calibration, taxonomy)});
        return true;
      }));
  UTVALG_RETURN_IF_ERROR(damaged);
  return replayed;
}

}  // namespace utvalg::rank
