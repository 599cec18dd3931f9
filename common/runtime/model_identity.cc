// SPDX-License-Identifier: Apache-2.0
#include "common/runtime/model_identity.h"

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "common/base/digest.h"
#include "common/base/strings.h"

namespace utvalg {

absl::StatusOr<ModelIdentity> ReadModelIdentity(const std::string& model_dir) {
  const std::string path = Cat(model_dir, "/manifest.json");
  std::ifstream file(path, std::ios::binary);
  const std::string content{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  const auto json = nlohmann::json::parse(content, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object() || !json.contains("dimensions") ||
      !json["dimensions"].is_number_unsigned()) {
    return absl::FailedPreconditionError(Cat(path, " is no model's manifest; run `make model`"));
  }
  return ModelIdentity{Sha256Hex(content), json["dimensions"].get<size_t>()};
}

}  // namespace utvalg
