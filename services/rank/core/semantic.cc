// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/semantic.h"

#include <algorithm>
#include <array>

namespace utvalg::rank {
namespace {

constexpr int32_t kMillion = 1'000'000;

// Value at every quarter of a spread from kTableBegin on, in thousandths; straight lines between.
constexpr int32_t kTableBegin = 1000;
constexpr int32_t kTableStep = 250;
constexpr std::array<uint32_t, 17> kTable = {0,   20,  50,  90,  140, 205, 285, 375, 470,
                                             565, 655, 735, 805, 865, 915, 960, 1000};

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

Direction CentredDirection(std::span<const int8_t> vector, const Calibration& calibration) {
  Direction direction;
  direction.components.resize(vector.size());
  int64_t squares = 0;
  for (size_t i = 0; i < vector.size(); ++i) {
    const int32_t component = 16 * vector[i] - calibration.mean()[i];
    direction.components[i] = component;
    squares += static_cast<int64_t>(component) * component;
  }
  direction.norm = std::max<int64_t>(1, IntegerSqrt(squares));
  return direction;
}

int32_t Cosine(const Direction& a, const Direction& b) {
  int64_t dot = 0;
  for (size_t i = 0; i < a.components.size(); ++i) {
    dot += static_cast<int64_t>(a.components[i]) * b.components[i];
  }
  const int64_t cosine = dot * kMillion / (a.norm * b.norm);
  return static_cast<int32_t>(std::clamp<int64_t>(cosine, -kMillion, kMillion));
}

std::vector<Direction> BackgroundDirections(const Calibration& calibration) {
  std::vector<Direction> directions;
  directions.reserve(calibration.size());
  for (size_t i = 0; i < calibration.size(); ++i) {
    directions.push_back(CentredDirection(
        calibration.rows().subspan(i * calibration.dimensions(), calibration.dimensions()),
        calibration));
  }
  return directions;
}

CalibratedQuery::CalibratedQuery(std::span<const int8_t> vector,
                                 const std::vector<Direction>& background,
                                 const Calibration& calibration)
    : query_(CentredDirection(vector, calibration)) {
  if (background.empty()) return;
  int64_t sum = 0;
  std::vector<int32_t> cosines;
  cosines.reserve(background.size());
  for (const Direction& direction : background) {
    cosines.push_back(Cosine(query_, direction));
    sum += cosines.back();
  }
  const auto count = static_cast<int64_t>(cosines.size());
  mean_ = static_cast<int32_t>(sum / count);
  int64_t squares = 0;
  for (const int32_t cosine : cosines) {
    const int64_t difference = cosine - mean_;
    squares += difference * difference;
  }
  spread_ = static_cast<int32_t>(std::max<int64_t>(1, IntegerSqrt(squares / count)));
}

int32_t CalibratedQuery::Deviation(const Direction& passage) const {
  const int64_t difference = static_cast<int64_t>(Cosine(query_, passage)) - mean_;
  return static_cast<int32_t>(difference * 1000 / spread_);
}

uint32_t SemanticScore(int32_t deviation) {
  if (deviation <= kTableBegin) return 0;
  const int32_t index = (deviation - kTableBegin) / kTableStep;
  if (index + 1 >= static_cast<int32_t>(kTable.size())) return kMillion;
  const auto low = static_cast<int32_t>(kTable[static_cast<size_t>(index)]);
  const auto high = static_cast<int32_t>(kTable[static_cast<size_t>(index) + 1]);
  const int32_t rest = deviation - kTableBegin - index * kTableStep;
  return static_cast<uint32_t>(1000 * low + 1000 * (high - low) * rest / kTableStep);
}

}  // namespace utvalg::rank
