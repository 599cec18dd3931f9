// SPDX-License-Identifier: Apache-2.0
//
// The port to the embedding model: texts in, int8 vectors out. Implemented by
// adapters/text_encoder.h (OpenVINO) and by adapters/cached_encoder.h, which wraps another one.
// Used by EmbedCv, EmbedJob and the gRPC service.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace utvalg::embed {

enum class TextRole {
  kQuery,    // What one searches with: a criterion, a search text.
  kPassage,  // What is searched: a passage of a CV.
};

struct ModelInfo {
  std::string name;
  std::string licence;
  size_t dimensions = 0;
  // What goes into every record made with it: "<SHA-256 of manifest.json>/<arithmetic>", for
  // instance ".../bf16". Vectors are comparable when what stands before the slash is equal; they
  // are equal to the last bit only when all of it is.
  std::string digest;
};

// Implementations are thread-safe; a vector is a function of its text, role and model alone.
class Encoder {
 public:
  virtual ~Encoder() = default;

  virtual const ModelInfo& model() const = 0;

  // One row of model().dimensions for each text, in order, row-major; a component is the unit
  // vector's times the manifest's scale, rounded to nearest. What exceeds the model's positions is
  // cut off. Texts must be valid UTF-8. Internal: the runtime failed; nothing was computed.
  virtual absl::StatusOr<std::vector<int8_t>> Encode(std::span<const std::string> texts,
                                                     TextRole role) = 0;

  // The same for texts of persons: owners[i] is the key (tenant|candidate|application…) of whose
  // text i is, so that what is kept of it can be sealed and erased.
  virtual absl::StatusOr<std::vector<int8_t>> EncodeOwned(std::span<const std::string> texts,
                                                          std::span<const std::string> owners,
                                                          TextRole role) {
    static_cast<void>(owners);
    return Encode(texts, role);
  }
};

}  // namespace utvalg::embed
