// SPDX-License-Identifier: Apache-2.0
//
// What similarities mean: a shipped, versioned map from one model's vectors into the space of
// occupations, and a background of passages there. A criterion's similarity to a passage is read
// against its similarities to the background; never against the live pool, so that one candidate's
// score does not depend on the others. Immutable after Create, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/rank/core/direction.h"

namespace utvalg::rank {

// With which prefix a text was embedded: both have a direction of their own that says nothing.
enum class VectorRole { kQuery, kPassage };

class Calibration {
 public:
  // The set compiled into the program (services/rank/data).
  static const Calibration& Default();
  // Reads the format of services/rank/data/README.md. InvalidArgument: malformed.
  static absl::StatusOr<Calibration> Create(std::string_view data);

  const std::string& digest() const { return digest_; }  // SHA-256 (hexadecimal) of the data.
  // Digest of the manifest of the model the vectors come from.
  const std::string& model() const { return model_; }
  size_t dimensions() const { return dimensions_; }
  const std::vector<Direction>& background() const { return background_; }

  // Whether a passage only claims ("I am a motivated team player"): its vector points where such
  // sentences do and what CVs tell does not.
  bool OnlyClaims(std::span<const int8_t> vector) const;

  // Where a vector of dimensions() components points in the space of occupations.
  Direction Map(std::span<const int8_t> vector, VectorRole role) const;

 private:
  std::string digest_;
  std::string model_;
  size_t dimensions_ = 0;
  std::vector<int16_t> query_mean_;  // Sixteenths of a component's unit.
  std::vector<int16_t> passage_mean_;
  std::vector<int16_t> claims_;  // The direction of claims, centred by passage_mean_.
  int64_t claims_length_ = 1;
  std::vector<int16_t> map_;  // Rows of dimensions().
  std::vector<Direction> background_;
};

}  // namespace utvalg::rank
