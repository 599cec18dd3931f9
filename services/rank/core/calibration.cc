// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/calibration.h"

#include "absl/status/status.h"
#include "common/base/digest.h"
#include "common/base/strings.h"

namespace utvalg::rank {
namespace {

constexpr std::string_view kMagic = "UTVB";
constexpr uint32_t kFormat = 2;
constexpr uint32_t kMaxDimensions = 4096;
constexpr uint32_t kMaxModelBytes = 256;

// Takes little-endian values off the front of the data; everything after an overrun is zero.
class Reader {
 public:
  explicit Reader(std::string_view data) : rest_(data) {}

  std::string_view Bytes(size_t count) {
    if (count > rest_.size()) {
      ok_ = false;
      rest_ = {};
      return {};
    }
    const std::string_view bytes = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return bytes;
  }
  uint32_t U32() {
    uint32_t value = 0;
    const std::string_view bytes = Bytes(4);
    for (size_t i = 0; i < bytes.size(); ++i) {
      value |= static_cast<uint32_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
    }
    return value;
  }
  std::vector<int16_t> I16(size_t count) {
    const std::string_view bytes = Bytes(2 * count);
    std::vector<int16_t> values(bytes.size() / 2);
    for (size_t i = 0; i < values.size(); ++i) {
      const auto low = static_cast<unsigned char>(bytes[2 * i]);
      const auto high = static_cast<unsigned char>(bytes[2 * i + 1]);
      values[i] = static_cast<int16_t>(low | high << 8);
    }
    return values;
  }
  bool complete() const { return ok_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace

absl::StatusOr<Calibration> Calibration::Create(std::string_view data) {
  Reader reader(data);
  if (reader.Bytes(4) != kMagic || reader.U32() != kFormat) {
    return absl::InvalidArgumentError(Cat("calibration: not a set of format ", kFormat));
  }
  Calibration calibration;
  const uint32_t dimensions = reader.U32();
  const uint32_t count = reader.U32();
  const uint32_t model_bytes = reader.U32();
  if (dimensions == 0 || dimensions > kMaxDimensions || model_bytes > kMaxModelBytes) {
    return absl::InvalidArgumentError("calibration: sizes out of range");
  }
  calibration.dimensions_ = dimensions;
  calibration.model_ = std::string(reader.Bytes(model_bytes));
  const uint32_t rows = reader.U32();
  if (rows == 0 || rows > kMaxDimensions) {
    return absl::InvalidArgumentError("calibration: sizes out of range");
  }
  calibration.query_mean_ = reader.I16(dimensions);
  calibration.passage_mean_ = reader.I16(dimensions);
  calibration.map_ = reader.I16(size_t{rows} * dimensions);
  const std::string_view vectors = reader.Bytes(size_t{count} * dimensions);
  if (!reader.complete()) {
    return absl::InvalidArgumentError(Cat("calibration: ", data.size(),
                                          " bytes do not hold a map of ", rows, " rows and ", count,
                                          " vectors of ", dimensions));
  }
  calibration.digest_ = Sha256Hex(data);
  const auto* row = reinterpret_cast<const int8_t*>(vectors.data());
  for (uint32_t i = 0; i < count; ++i, row += dimensions) {
    calibration.background_.push_back(calibration.Map({row, dimensions}, VectorRole::kPassage));
  }
  return calibration;
}

Direction Calibration::Map(std::span<const int8_t> vector, VectorRole role) const {
  const std::vector<int16_t>& mean = role == VectorRole::kQuery ? query_mean_ : passage_mean_;
  std::vector<int32_t> centred(dimensions_);
  for (size_t i = 0; i < dimensions_; ++i) centred[i] = 16 * vector[i] - mean[i];
  std::vector<int64_t> mapped(map_.size() / dimensions_);
  for (size_t k = 0; k < mapped.size(); ++k) {
    const int16_t* row = map_.data() + k * dimensions_;
    int64_t sum = 0;
    for (size_t i = 0; i < dimensions_; ++i) sum += static_cast<int64_t>(row[i]) * centred[i];
    mapped[k] = sum >> 12;
  }
  return UnitDirection(mapped);
}

}  // namespace utvalg::rank
