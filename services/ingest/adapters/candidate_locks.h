// SPDX-License-Identifier: Apache-2.0
//
// Lets an erasure and the applications of the same candidate take turns, so that nothing is sealed
// with a key that is just being destroyed. Candidates share locks by hash. Thread-safe.
#pragma once

#include <array>
#include <functional>
#include <string_view>

#include "absl/synchronization/mutex.h"

namespace utvalg::ingest {

class CandidateLocks {
 public:
  // Shared by what adds to a candidate, exclusive for what erases them.
  absl::Mutex& Of(std::string_view candidate) {
    return mutexes_[std::hash<std::string_view>()(candidate) % mutexes_.size()];
  }

 private:
  std::array<absl::Mutex, 256> mutexes_;
};

}  // namespace utvalg::ingest
