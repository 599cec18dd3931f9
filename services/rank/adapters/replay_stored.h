// SPDX-License-Identifier: Apache-2.0
//
// Every score that is stored, computed again from what is stored beside it: the proof behind
// `utvalg replay`, in a process that had no part in the first computation. Reads only. One thread.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/keys/person_keys.h"
#include "common/kv/kv_store.h"
#include "services/rank/core/calibration.h"
#include "services/rank/core/replay.h"
#include "utvalg/embedding/v1/embedding.pb.h"

namespace utvalg::rank {

struct StoredReplay {
  std::string application_id;
  std::string job_id;
  ReplayReport report;
};

// All ranked applications of the store in the order of their ids; those of erased persons cannot be
// opened and are left out. A job that is not among `jobs` is a difference. DataLoss: a record that
// is none.
absl::StatusOr<std::vector<StoredReplay>> ReplayStored(
    const KvStore& store, const PersonKeys& keys,
    const std::map<std::string, utvalg::embedding::v1::JobEmbedded>& jobs,
    const Calibration& calibration, const taxonomy::Taxonomy& taxonomy);

}  // namespace utvalg::rank
