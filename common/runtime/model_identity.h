// SPDX-License-Identifier: Apache-2.0
//
// What services that do not run the model need to know of it: read from its manifest.json. Used by
// the mains of parse and rank. Stateless.
#pragma once

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"

namespace utvalg {

struct ModelIdentity {
  std::string digest;  // SHA-256 of the manifest, hexadecimal: as embed names the model.
  size_t dimensions = 0;
};

// FailedPrecondition: there is no manifest in the directory, or it is none.
absl::StatusOr<ModelIdentity> ReadModelIdentity(const std::string& model_dir);

}  // namespace utvalg
