// SPDX-License-Identifier: Apache-2.0
//
// Texts to token ids with the tokenizer model of a model directory. Used by TextEncoder alone.
// Thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <openvino/openvino.hpp>
#include <span>
#include <string>
#include <vector>

namespace utvalg::embed {

class Tokenizer {
 public:
  // Loads libopenvino_tokenizers.so from beside libopenvino.so. Throws ov::Exception, which
  // TextEncoder translates.
  Tokenizer(ov::Core& core, const std::filesystem::path& model_xml, size_t max_tokens,
            int64_t eos_token_id);

  // One list of ids per text, marks of begin and end included; too long ones are cut to max_tokens
  // and keep their end mark. Throws ov::Exception.
  std::vector<std::vector<int64_t>> Tokenize(std::span<const std::string> texts);

 private:
  size_t max_tokens_;
  int64_t eos_token_id_;
  std::mutex mutex_;
  ov::CompiledModel model_;
  ov::InferRequest request_;  // Guarded by mutex_.
};

}  // namespace utvalg::embed
