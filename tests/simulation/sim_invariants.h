// SPDX-License-Identifier: Apache-2.0
//
// What must hold when a simulation has come to rest.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/simulation/sim_client.h"
#include "tests/simulation/sim_memo.h"
#include "tests/simulation/sim_processes.h"

namespace utvalg::simulation {

struct Remains {
  const SimBroker* broker = nullptr;
  const std::map<std::string, std::string>* objects = nullptr;
  const SimClient* client = nullptr;
  std::vector<IngestProcess*> ingests;   // All that live.
  std::vector<const RankProcess*> rank;  // All that live.
  std::vector<const KvStore*> rank_stores;
  std::vector<const KvStore*> ingest_stores;
  std::string filled;  // The generation that was filled; "" = none.
  Oracle* oracle = nullptr;
};

// What does not hold, in words. `outcomes` becomes the digest of all outcomes.
std::vector<std::string> CheckInvariants(const Remains& remains, std::string* outcomes);

}  // namespace utvalg::simulation
