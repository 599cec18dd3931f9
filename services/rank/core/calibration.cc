// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/calibration.h"

#include <cstring>

#include "absl/status/status.h"
#include "common/base/digest.h"
#include "common/base/strings.h"
#include "services/rank/core/text.h"

namespace utvalg::rank {
namespace {

constexpr std::string_view kMagic = "UTVB";
constexpr uint32_t kFormat = 1;
constexpr uint32_t kMaxDimensions = 4096;

// Little-endian number at `offset`.
uint32_t ReadU32(std::string_view data, size_t offset) {
  uint32_t value = 0;
  for (size_t i = 0; i < 4; ++i) {
    value |= static_cast<uint32_t>(static_cast<unsigned char>(data[offset + i])) << (8 * i);
  }
  return value;
}

}  // namespace

absl::StatusOr<Calibration> Calibration::Create(std::string_view data) {
  constexpr size_t kHeader = 20;
  if (data.size() < kHeader || data.substr(0, 4) != kMagic || ReadU32(data, 4) != kFormat) {
    return absl::InvalidArgumentError("calibration: not a background set of format 1");
  }
  const size_t dimensions = ReadU32(data, 8);
  const size_t count = ReadU32(data, 12);
  const size_t model_bytes = ReadU32(data, 16);
  if (dimensions == 0 || dimensions > kMaxDimensions || model_bytes > 256 ||
      data.size() != kHeader + model_bytes + count * dimensions) {
    return absl::InvalidArgumentError(Cat("calibration: ", data.size(), " bytes do not hold ",
                                          count, " vectors of ", dimensions));
  }
  Calibration calibration;
  calibration.digest_ = Sha256Hex(data);
  calibration.model_ = std::string(data.substr(kHeader, model_bytes));
  calibration.dimensions_ = dimensions;
  calibration.rows_.resize(count * dimensions);
  std::memcpy(calibration.rows_.data(), data.data() + kHeader + model_bytes, count * dimensions);
  calibration.mean_.resize(dimensions);
  for (size_t d = 0; d < dimensions && count > 0; ++d) {
    int64_t sum = 0;
    for (size_t row = 0; row < count; ++row) sum += calibration.rows_[row * dimensions + d];
    calibration.mean_[d] = static_cast<int16_t>(16 * sum / static_cast<int64_t>(count));
  }
  return calibration;
}

}  // namespace utvalg::rank
