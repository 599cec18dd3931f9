// SPDX-License-Identifier: Apache-2.0
//
// Vectors as unit directions in the space of occupations, on integers. Stateless, thread-safe.
#pragma once

#include <cstdint>
#include <vector>

namespace utvalg::rank {

// A unit vector; components in 2^-20. Empty or all zero: no direction.
using Direction = std::vector<int32_t>;

// Scales to unit length.
Direction UnitDirection(const std::vector<int64_t>& vector);

// Cosine of two directions of the same space, in millionths.
int32_t Cosine(const Direction& a, const Direction& b);

// The direction of their sum.
Direction SumDirection(const std::vector<const Direction*>& directions);

// Floor of the square root; 0 for what is not positive.
int64_t IntegerSqrt(int64_t value);

}  // namespace utvalg::rank
