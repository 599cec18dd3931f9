// SPDX-License-Identifier: Apache-2.0
//
// How far a score moves when nothing of substance does: the 95th percentile of |score difference|
// when the same CV stands in another layout, its bullets are turned or its words swapped for
// synonyms. Differences below it are not merit and are not shown as an order. Measured by
// tests/eval/ranking/evaluate.py, which fails when what it measures is above what stands here.
#pragma once

#include <cstdint>
#include <string_view>

namespace utvalg::rank {

// Millionths, of the scorer kNoiseBandScorer; measured anew with every version (order_test.cc sees
// to it that it is not forgotten).
inline constexpr uint32_t kNoiseBand = 7'000;
inline constexpr std::string_view kNoiseBandScorer = "6";

}  // namespace utvalg::rank
