// SPDX-License-Identifier: Apache-2.0
//
// How near a criterion's vector stands to passages, as its place among the background of the
// calibration. Vectors are centred by the background's mean first, for all texts of one language
// model share a direction that says nothing. Integers throughout: dot products, integer square
// roots and a table. Immutable, thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "services/rank/core/calibration.h"

namespace utvalg::rank {

// The centred direction of an int8 vector.
struct Direction {
  std::vector<int32_t> components;  // 16ths of a component's unit.
  int64_t norm = 0;                 // Floor of the Euclidean length; at least 1.
};
Direction CentredDirection(std::span<const int8_t> vector, const Calibration& calibration);

// Cosine of two directions in millionths, -1,000,000..1,000,000.
int32_t Cosine(const Direction& a, const Direction& b);

// A query with its place among the background.
class CalibratedQuery {
 public:
  CalibratedQuery(std::span<const int8_t> vector, const std::vector<Direction>& background,
                  const Calibration& calibration);

  // How many thousandths of the background's spread the passage stands above its mean.
  int32_t Deviation(const Direction& passage) const;

 private:
  Direction query_;
  int32_t mean_ = 0;
  int32_t spread_ = 1;
};

// Deviation in thousandths -> millionths, by a table: 0 where half the CVs that have nothing to do
// with a criterion reach with some passage, 1,000,000 where hardly any does.
uint32_t SemanticScore(int32_t deviation);

std::vector<Direction> BackgroundDirections(const Calibration& calibration);

// Floor of the square root.
int64_t IntegerSqrt(int64_t value);

}  // namespace utvalg::rank
