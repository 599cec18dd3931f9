// SPDX-License-Identifier: Apache-2.0
//
// What raw similarities mean: a shipped, versioned background of passage vectors of one model. A
// criterion's similarity to a passage is read as its place among the similarities of that criterion
// to the background; never among the live pool, so that one candidate's score does not depend on
// the others. Immutable after Create, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace utvalg::rank {

class Calibration {
 public:
  // The set compiled into the program (services/rank/data).
  static const Calibration& Default();
  // Reads the format of services/rank/data/README.md. InvalidArgument: malformed.
  static absl::StatusOr<Calibration> Create(std::string_view data);

  const std::string& digest() const { return digest_; }  // SHA-256 (hexadecimal) of the data.
  const std::string& model() const {
    return model_;
  }  // Digest of the manifest of the model the vectors come from.
  size_t dimensions() const { return dimensions_; }
  size_t size() const { return dimensions_ == 0 ? 0 : rows_.size() / dimensions_; }
  // size() x dimensions(), row-major.
  std::span<const int8_t> rows() const { return rows_; }
  // Mean of the rows, in 1/16 of a component's unit; what vectors are centred by.
  std::span<const int16_t> mean() const { return mean_; }

 private:
  std::string digest_;
  std::string model_;
  size_t dimensions_ = 0;
  std::vector<int8_t> rows_;
  std::vector<int16_t> mean_;
};

}  // namespace utvalg::rank
