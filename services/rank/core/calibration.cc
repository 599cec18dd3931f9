// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/calibration.h"

#include <algorithm>

#include "absl/status/status.h"
#include "common/base/digest.h"
#include "common/base/strings.h"

namespace utvalg::rank {
namespace {

constexpr std::string_view kMagic = "UTVB";
constexpr uint32_t kFormat = 3;
constexpr uint32_t kMaxDimensions = 4096;
constexpr uint32_t kMaxModelBytes = 256;
// Cosine with the direction of claims, in millionths, from which on a passage tells nothing. Of the
// background 99 in 100 lie below 90,000; sentences of the kind the direction was not made from
// (tests/eval/ranking/claims.tsv) above 350,000.
constexpr int64_t kOnlyClaims = 300'000;
// |16 v - mean| may not exceed this: then sixteen products fit 32 bits (16 x 32768 x 4095 < 2^31).
constexpr int32_t kLargestCentred = 4095;

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define UTVALG_WIDEST __attribute__((target_clones("arch=skylake-avx512", "avx2", "default")))
#else
#define UTVALG_WIDEST
#endif

// out[k] = (row k of the map . vector) / 4096, rounded down; exact, so equal with all instructions.
UTVALG_WIDEST void MapRows(const int16_t* map, const int16_t* vector, size_t dimensions,
                           size_t rows, int64_t* out) {
  constexpr size_t kChunk = 16;
  for (size_t k = 0; k < rows; ++k) {
    const int16_t* row = map + k * dimensions;
    int64_t sum = 0;
    size_t i = 0;
    for (; i + kChunk <= dimensions; i += kChunk) {
      int32_t part = 0;
      for (size_t j = 0; j < kChunk; ++j) part += int32_t{row[i + j]} * vector[i + j];
      sum += part;
    }
    for (; i < dimensions; ++i) sum += int64_t{row[i]} * vector[i];
    out[k] = sum >> 12;
  }
}

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
  calibration.claims_ = reader.I16(dimensions);
  calibration.map_ = reader.I16(size_t{rows} * dimensions);
  const std::string_view vectors = reader.Bytes(size_t{count} * dimensions);
  for (const std::vector<int16_t>* mean : {&calibration.query_mean_, &calibration.passage_mean_}) {
    for (const int16_t value : *mean) {
      if (value > kLargestCentred - 16 * 128 || value < 16 * 128 - kLargestCentred) {
        return absl::InvalidArgumentError("calibration: mean out of range");
      }
    }
  }
  if (!reader.complete()) {
    return absl::InvalidArgumentError(Cat("calibration: ", data.size(),
                                          " bytes do not hold a map of ", rows, " rows and ", count,
                                          " vectors of ", dimensions));
  }
  int64_t squares = 0;
  for (const int64_t component : calibration.claims_) squares += component * component;
  calibration.claims_length_ = std::max<int64_t>(1, IntegerSqrt(squares));
  calibration.digest_ = Sha256Hex(data);
  const auto* row = reinterpret_cast<const int8_t*>(vectors.data());
  for (uint32_t i = 0; i < count; ++i, row += dimensions) {
    calibration.background_.push_back(calibration.Map({row, dimensions}, VectorRole::kPassage));
  }
  return calibration;
}

bool Calibration::OnlyClaims(std::span<const int8_t> vector) const {
  int64_t dot = 0;
  int64_t squares = 0;
  for (size_t i = 0; i < dimensions_; ++i) {
    const int64_t centred = 16 * vector[i] - passage_mean_[i];
    dot += centred * claims_[i];
    squares += centred * centred;
  }
  const int64_t length = std::max<int64_t>(1, IntegerSqrt(squares));
  return dot > 0 && dot / claims_length_ * 1'000'000 / length >= kOnlyClaims;
}

Direction Calibration::Map(std::span<const int8_t> vector, VectorRole role) const {
  const std::vector<int16_t>& mean = role == VectorRole::kQuery ? query_mean_ : passage_mean_;
  std::vector<int16_t> centred(dimensions_);
  for (size_t i = 0; i < dimensions_; ++i) {
    centred[i] = static_cast<int16_t>(16 * vector[i] - mean[i]);
  }
  std::vector<int64_t> mapped(map_.size() / dimensions_);
  MapRows(map_.data(), centred.data(), dimensions_, mapped.size(), mapped.data());
  return UnitDirection(mapped);
}

}  // namespace utvalg::rank
