// SPDX-License-Identifier: Apache-2.0
#include "services/embed/adapters/cached_encoder.h"

#include <algorithm>
#include <optional>

#include "common/base/digest.h"
#include "common/base/status_macros.h"

namespace utvalg::embed {

std::string CachedEncoder::Key(const std::string& text, TextRole role) const {
  const std::string place =
      model().digest + (role == TextRole::kQuery ? "\nquery\n" : "\npassage\n");
  return HmacSha256(tenant_secret_, place + text);
}

absl::StatusOr<std::vector<int8_t>> CachedEncoder::Encode(std::span<const std::string> texts,
                                                          TextRole role) {
  const size_t dimensions = model().dimensions;
  std::vector<int8_t> vectors(texts.size() * dimensions);
  std::vector<size_t> missing;
  std::vector<std::string> missing_keys;
  std::vector<std::string> missing_texts;
  for (size_t i = 0; i < texts.size(); ++i) {
    std::string key = Key(texts[i], role);
    const std::optional<std::string> known = cache_->Get(key);
    if (known && known->size() == dimensions) {
      std::copy(known->begin(), known->end(),
                vectors.begin() + static_cast<ptrdiff_t>(i * dimensions));
    } else {
      missing.push_back(i);
      missing_keys.push_back(std::move(key));
      missing_texts.push_back(texts[i]);
    }
  }
  if (missing.empty()) return vectors;
  UTVALG_ASSIGN_OR_RETURN(const std::vector<int8_t> computed,
                          encoder_->Encode(missing_texts, role));
  for (size_t i = 0; i < missing.size(); ++i) {
    const auto row = std::span(computed).subspan(i * dimensions, dimensions);
    std::ranges::copy(row, vectors.begin() + static_cast<ptrdiff_t>(missing[i] * dimensions));
    cache_->Put(missing_keys[i], {reinterpret_cast<const char*>(row.data()), row.size()});
  }
  return vectors;
}

}  // namespace utvalg::embed
