// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/direction.h"

#include <algorithm>
#include <cstddef>

namespace utvalg::rank {
namespace {

constexpr int kUnitBits = 20;
constexpr int64_t kMillion = 1'000'000;
// Components are brought below this before they are squared, so that sums of 4096 squares fit.
constexpr int64_t kLargestComponent = int64_t{1} << 24;

}  // namespace

int64_t IntegerSqrt(int64_t value) {
  if (value <= 0) return 0;
  int64_t root = 0;
  int64_t bit = int64_t{1} << 62;
  while (bit > value) bit >>= 2;
  while (bit != 0) {
    if (value >= root + bit) {
      value -= root + bit;
      root = (root >> 1) + bit;
    } else {
      root >>= 1;
    }
    bit >>= 2;
  }
  return root;
}

Direction UnitDirection(const std::vector<int64_t>& vector) {
  int64_t largest = 0;
  for (const int64_t component : vector)
    largest = std::max(largest, component < 0 ? -component : component);
  int shift = 0;
  while ((largest >> shift) >= kLargestComponent) ++shift;
  int64_t squares = 0;
  for (const int64_t component : vector) squares += (component >> shift) * (component >> shift);
  const int64_t norm = std::max<int64_t>(1, IntegerSqrt(squares));
  Direction direction(vector.size());
  for (size_t i = 0; i < vector.size(); ++i) {
    direction[i] = static_cast<int32_t>((vector[i] >> shift) * (int64_t{1} << kUnitBits) / norm);
  }
  return direction;
}

int32_t Cosine(const Direction& a, const Direction& b) {
  int64_t dot = 0;
  for (size_t i = 0; i < a.size(); ++i) dot += static_cast<int64_t>(a[i]) * b[i];
  const int64_t cosine = (dot >> kUnitBits) * kMillion / (int64_t{1} << kUnitBits);
  return static_cast<int32_t>(std::clamp(cosine, -kMillion, kMillion));
}

Direction SumDirection(const std::vector<const Direction*>& directions) {
  if (directions.empty()) return {};
  std::vector<int64_t> sum(directions.front()->size(), 0);
  for (const Direction* direction : directions) {
    for (size_t i = 0; i < sum.size(); ++i) sum[i] += (*direction)[i];
  }
  return UnitDirection(sum);
}

}  // namespace utvalg::rank
