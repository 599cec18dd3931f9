// SPDX-License-Identifier: Apache-2.0
//
// The order of a job from what is known of its applications, wherever they lie. Pure: the same
// applications give the same order and the same id, in whatever pieces and sequence they come.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "utvalg/rank/v1/rank_service.pb.h"
#include "utvalg/rank/v1/shard_service.pb.h"

namespace utvalg::rank {

struct JobRanking {
  std::string ranking_id;
  std::string job_id;
  uint32_t job_revision = 0;
  std::string generation;  // Of all that is ranked.
  std::vector<v1::RankedApplication> ranked;
  std::vector<v1::NeedsPerson> needs_person;  // By application id.
  uint32_t waiting = 0;  // Applications this revision of the job has not scored yet.
  bool partial = false;  // Some applications could not be asked for.
};

// An order holds one revision of the job and one generation: the job's, or, while it has not said,
// the one most of its applications are of. Whoever has a score of another generation needs a
// person, and whoever has one of another revision waits to be scored anew.
JobRanking RankApplications(std::string_view tenant, std::string_view job_id, uint32_t job_revision,
                            std::string_view generation,
                            std::vector<v1::ShardApplication> applications);

}  // namespace utvalg::rank
