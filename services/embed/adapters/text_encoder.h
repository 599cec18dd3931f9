// SPDX-License-Identifier: Apache-2.0
//
// The embedding model run by OpenVINO from a directory of tools/prepare-model (or any with the same
// manifest). A passage's vector does not depend on what is embedded beside it: every text is padded
// to the next multiple of 16 tokens of its own length and shares a batch only with texts of the
// same padded length.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/embed/core/encoder.h"

namespace utvalg::embed {

// The arithmetic of the matrix products. kAuto takes kBf16 where the processor is faster with it
// (AMX, or AVX-512 BF16 on AMD; on Intel's without AMX float32 was measured 1.6 times as fast) and
// kF32 elsewhere.
enum class Precision { kAuto, kF32, kBf16 };

class TextEncoder : public Encoder {
 public:
  struct Options {
    std::filesystem::path model_dir;
    size_t threads = 0;  // Of inference, each a stream of its own; 0 = one per core.
    Precision precision = Precision::kAuto;
  };

  // Checks the manifest and that the files are there; the model is loaded (about a second) with the
  // first text. FailedPrecondition: no model, or it is not whole. InvalidArgument: a manifest this
  // program cannot use.
  static absl::StatusOr<std::unique_ptr<TextEncoder>> Create(Options options);
  ~TextEncoder() override;

  const ModelInfo& model() const override;
  // Besides Internal: FailedPrecondition when the model's files are not what the manifest says.
  absl::StatusOr<std::vector<int8_t>> Encode(std::span<const std::string> texts,
                                             TextRole role) override;

 private:
  struct State;
  explicit TextEncoder(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace utvalg::embed
