// SPDX-License-Identifier: Apache-2.0
//
// From the hidden states of a text's tokens to its int8 vector. Pure; sums in token order, so that
// the result depends on nothing but the states.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace utvalg::embed {

// Mean over the first `tokens` rows of `states` (row-major, out.size() columns), scaled to unit
// length, times `scale`, rounded to nearest and saturated to -127..127. `tokens` must be above 0.
void PoolToInt8(std::span<const float> states, size_t tokens, double scale, std::span<int8_t> out);

}  // namespace utvalg::embed
