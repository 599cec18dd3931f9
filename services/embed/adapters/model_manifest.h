// SPDX-License-Identifier: Apache-2.0
//
// manifest.json of a model directory: what the model is and how to use it. services/embed/README.md
// describes the format; tools/prepare-model writes it for the default model. Plain values.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace utvalg::embed {

struct ModelManifest {
  struct File {
    std::string name;
    uint64_t bytes = 0;
    std::string sha256;  // Hexadecimal.
  };

  std::string digest;  // SHA-256 of manifest.json itself, hexadecimal.
  std::string name;
  std::string licence;
  size_t dimensions = 0;
  size_t max_tokens = 0;  // Positions, the two that mark begin and end included.
  int64_t pad_token_id = 0;
  int64_t eos_token_id = 0;
  std::string query_prefix;
  std::string passage_prefix;
  double int8_scale = 0;
  std::vector<File> files;
};

// Reads and checks the manifest and that its files are there with the sizes it says.
// FailedPrecondition: there is no model, or it is not whole; the message says what to do.
// InvalidArgument: a manifest this program cannot use.
absl::StatusOr<ModelManifest> ReadModelManifest(const std::filesystem::path& model_dir);

// Compares the digests of all files. FailedPrecondition: one differs.
absl::Status VerifyModelFiles(const std::filesystem::path& model_dir,
                              const ModelManifest& manifest);

}  // namespace utvalg::embed
