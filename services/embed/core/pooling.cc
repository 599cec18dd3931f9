// SPDX-License-Identifier: Apache-2.0
#include "services/embed/core/pooling.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace utvalg::embed {

void PoolToInt8(std::span<const float> states, size_t tokens, double scale, std::span<int8_t> out) {
  const size_t dimensions = out.size();
  // The mean's divisor falls out of the scaling to unit length.
  std::vector<double> sum(dimensions, 0);
  for (size_t token = 0; token < tokens; ++token) {
    const float* row = states.data() + token * dimensions;
    for (size_t i = 0; i < dimensions; ++i) sum[i] += row[i];
  }
  double square = 0;
  for (const double value : sum) square += value * value;
  const double factor = square > 0 ? scale / std::sqrt(square) : 0;
  for (size_t i = 0; i < dimensions; ++i) {
    out[i] = static_cast<int8_t>(std::clamp(std::nearbyint(sum[i] * factor), -127.0, 127.0));
  }
}

}  // namespace utvalg::embed
