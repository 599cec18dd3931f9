// SPDX-License-Identifier: Apache-2.0
//
// How much two texts are the same, from small sketches: MinHash over runs of three words (A.
// Broder, "On the resemblance and containment of documents", 1997). The share of equal minima
// estimates the share of runs that stand in both among those that stand in either (standard error
// at most 4.5 of a hundred with 128 minima). Integers throughout. Used by the rank service to show
// a person which applications may be the same. Stateless, thread-safe.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace utvalg::rank {

inline constexpr size_t kMinima = 128;
using Sketch = std::array<uint32_t, kMinima>;

// Nothing for a text of fewer than `kFewestRuns` runs: what is so short is easily alike.
inline constexpr size_t kFewestRuns = 20;
std::optional<Sketch> SketchOf(std::string_view text);

// Millionths.
uint32_t Likeness(const Sketch& a, const Sketch& b);

struct Alike {
  size_t a = 0;  // Indices; a < b.
  size_t b = 0;
  uint32_t likeness = 0;
};
// Pairs of at least `least` (millionths), most alike first. Looks at those that agree in one of 42
// bands of three minima only, so that many texts take no time: of pairs that are half alike 99.6 of
// a hundred.
std::vector<Alike> FindAlike(const std::vector<Sketch>& sketches, uint32_t least);

}  // namespace utvalg::rank
