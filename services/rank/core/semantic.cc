// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/semantic.h"

#include <algorithm>
#include <array>
#include <utility>

namespace utvalg::rank {
namespace {

// Thousandths at -1, 0, 1 ... 8 spreads; straight lines between. The nearest two of the passages of
// a CV that has nothing to do with a criterion mostly stand one to two spreads above the mean.
constexpr int32_t kTableBegin = -1000;
constexpr std::array<int32_t, 10> kTable = {0, 5, 20, 110, 380, 600, 780, 900, 970, 1000};

}  // namespace

CalibratedQuery::CalibratedQuery(Direction query, const std::vector<Direction>& background)
    : query_(std::move(query)) {
  if (background.empty()) return;
  std::vector<int64_t> cosines;
  cosines.reserve(background.size());
  int64_t sum = 0;
  for (const Direction& direction : background) {
    cosines.push_back(Cosine(query_, direction));
    sum += cosines.back();
  }
  const auto count = static_cast<int64_t>(cosines.size());
  const int64_t mean = sum / count;
  int64_t squares = 0;
  for (const int64_t cosine : cosines) squares += (cosine - mean) * (cosine - mean);
  mean_ = static_cast<int32_t>(mean);
  spread_ = static_cast<int32_t>(std::max<int64_t>(1, IntegerSqrt(squares / count)));
}

int32_t CalibratedQuery::Deviation(int32_t similarity) const {
  const int64_t difference = static_cast<int64_t>(similarity) - mean_;
  return static_cast<int32_t>(difference * 1000 / spread_);
}

uint32_t SemanticScore(int32_t deviation) {
  constexpr auto kSteps = static_cast<int32_t>(kTable.size()) - 1;
  const int32_t above = std::clamp(deviation - kTableBegin, 0, 1000 * kSteps);
  const int32_t index = std::min(above / 1000, kSteps - 1);
  const int32_t low = kTable[static_cast<size_t>(index)];
  const int32_t high = kTable[static_cast<size_t>(index) + 1];
  return static_cast<uint32_t>(1000 * low + (high - low) * (above - 1000 * index));
}

uint32_t Recognition(const Direction& occupation, const std::vector<Direction>& background) {
  constexpr int32_t kUnknown = 250'000;
  constexpr int32_t kKnown = 400'000;
  constexpr int32_t kLeast = 250;
  if (background.empty()) return 1000;
  int32_t nearest = Cosine(occupation, background.front());
  for (const Direction& direction : background)
    nearest = std::max(nearest, Cosine(occupation, direction));
  const int64_t above = int64_t{nearest} - kUnknown;
  return static_cast<uint32_t>(
      std::clamp<int64_t>(1000 * above / (kKnown - kUnknown), kLeast, 1000));
}

uint32_t Specificity(const Direction& criterion, const Direction& occupation) {
  constexpr int32_t kNone = -100'000;
  constexpr int32_t kRange = 600;
  return static_cast<uint32_t>(
      std::clamp((Cosine(criterion, occupation) - kNone) / kRange, 100, 1000));
}

}  // namespace utvalg::rank
