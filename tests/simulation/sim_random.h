// SPDX-License-Identifier: Apache-2.0
//
// All that is random in a simulation, from one seed: the same numbers on every machine.
#pragma once

#include <cstddef>
#include <cstdint>

namespace utvalg::simulation {

class SimRandom {
 public:
  explicit SimRandom(uint64_t seed) : state_(seed) {}

  // Splitmix64.
  uint64_t Next() {
    uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
  }
  // 0 to n - 1; n > 0.
  size_t Below(size_t n) { return static_cast<size_t>(Next() % n); }
  bool Chance(unsigned percent) { return Next() % 100 < percent; }

 private:
  uint64_t state_;
};

}  // namespace utvalg::simulation
