// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/sketch.h"

#include <algorithm>
#include <limits>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "common/base/utf8.h"
#include "common/base/words.h"

namespace utvalg::rank {
namespace {

constexpr size_t kRun = 3;   // Words.
constexpr size_t kBand = 3;  // Minima.

// Finaliser of SplitMix64: every bit of the input moves every bit of the output.
uint64_t Mix(uint64_t x) {
  x += 0x9e3779b97f4a7c15;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

// FNV-1a.
uint64_t HashOf(std::string_view text) {
  uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return hash;
}

}  // namespace

std::optional<Sketch> SketchOf(std::string_view text) {
  const std::string folded = FoldCase(text);
  std::vector<uint64_t> words;
  for (const WordRange& word : SplitWords(folded)) {
    words.push_back(HashOf(std::string_view(folded).substr(word.begin, word.end - word.begin)));
  }
  if (words.size() < kFewestRuns + kRun - 1) return std::nullopt;
  Sketch sketch;
  sketch.fill(std::numeric_limits<uint32_t>::max());
  for (size_t i = 0; i + kRun <= words.size(); ++i) {
    uint64_t run = 0;
    for (size_t k = 0; k < kRun; ++k) run = Mix(run ^ words[i + k]);
    for (size_t k = 0; k < kMinima; ++k) {
      sketch[k] = std::min(sketch[k], static_cast<uint32_t>(Mix(run + k) >> 32));
    }
  }
  return sketch;
}

uint32_t Likeness(const Sketch& a, const Sketch& b) {
  uint64_t equal = 0;
  for (size_t k = 0; k < kMinima; ++k) equal += a[k] == b[k];
  return static_cast<uint32_t>(equal * 1'000'000 / kMinima);
}

std::vector<Alike> FindAlike(const std::vector<Sketch>& sketches, uint32_t least) {
  std::set<std::pair<size_t, size_t>> looked_at;
  std::vector<Alike> alike;
  for (size_t band = 0; band + kBand <= kMinima; band += kBand) {
    std::unordered_map<uint64_t, std::vector<size_t>> buckets;
    for (size_t i = 0; i < sketches.size(); ++i) {
      uint64_t key = 0;
      for (size_t k = band; k < band + kBand; ++k) key = Mix(key ^ sketches[i][k]);
      std::vector<size_t>& bucket = buckets[key];
      for (const size_t earlier : bucket) {
        if (!looked_at.insert({earlier, i}).second) continue;
        const uint32_t likeness = Likeness(sketches[earlier], sketches[i]);
        if (likeness >= least) alike.push_back({earlier, i, likeness});
      }
      bucket.push_back(i);
    }
  }
  std::sort(alike.begin(), alike.end(), [](const Alike& x, const Alike& y) {
    if (x.likeness != y.likeness) return x.likeness > y.likeness;
    return std::pair(x.a, x.b) < std::pair(y.a, y.b);
  });
  return alike;
}

}  // namespace utvalg::rank
