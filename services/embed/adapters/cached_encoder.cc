// SPDX-License-Identifier: Apache-2.0
#include "services/embed/adapters/cached_encoder.h"

#include <algorithm>
#include <map>
#include <optional>

#include "common/base/digest.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/log/topics.h"

namespace utvalg::embed {

std::string CachedEncoder::Key(const std::string& text, const std::string& owner,
                               TextRole role) const {
  const std::string place =
      model().digest + (role == TextRole::kQuery ? "\nquery\n" : "\npassage\n");
  const std::string digest = HmacSha256(tenant_secret_, place + text);
  return owner.empty() ? digest : Cat(OwnerOf(owner), "|", digest);
}

std::optional<std::string> CachedEncoder::Find(const std::string& key,
                                               const std::string& owner) const {
  std::optional<std::string> known = cache_->Get(key);
  if (!known || owner.empty()) return known;
  auto opened = keys_.Open(key, *known);
  if (!opened.ok()) return std::nullopt;
  return *std::move(opened);
}

void CachedEncoder::Keep(const std::string& key, const std::string& owner,
                         std::string_view vector) const {
  if (owner.empty()) return cache_->Put(key, vector);
  // Whoever was erased meanwhile has no key: nothing is kept.
  const auto sealed = keys_.Seal(key::v1::KEY_CLASS_CONTENT, owner, key, vector);
  if (sealed.ok()) cache_->Put(key, *sealed);
}

absl::Status CachedEncoder::Erase(std::string_view owner,
                                  const erasure::v1::ErasureRequest& request) {
  keys_.NoteErasure(request);
  return cache_->DeletePrefix(Cat(owner, "|"));
}

absl::StatusOr<std::vector<int8_t>> CachedEncoder::Encode(std::span<const std::string> texts,
                                                          TextRole role) {
  const std::vector<std::string> nobody(texts.size());
  return EncodeOwned(texts, nobody, role);
}

absl::StatusOr<std::vector<int8_t>> CachedEncoder::EncodeOwned(std::span<const std::string> texts,
                                                               std::span<const std::string> owners,
                                                               TextRole role) {
  const size_t dimensions = model().dimensions;
  std::vector<int8_t> vectors(texts.size() * dimensions);
  std::vector<size_t> missing;
  std::vector<std::string> missing_keys;
  std::vector<std::string> missing_texts;  // Each once, whoever wrote it.
  std::vector<size_t> row_of;              // Of missing, in missing_texts.
  std::map<std::string_view, size_t> rows;
  for (size_t i = 0; i < texts.size(); ++i) {
    std::string key = Key(texts[i], owners[i], role);
    const std::optional<std::string> known = Find(key, owners[i]);
    if (known && known->size() == dimensions) {
      std::copy(known->begin(), known->end(),
                vectors.begin() + static_cast<ptrdiff_t>(i * dimensions));
    } else {
      missing.push_back(i);
      missing_keys.push_back(std::move(key));
      const auto [row, added] = rows.emplace(texts[i], missing_texts.size());
      if (added) missing_texts.push_back(texts[i]);
      row_of.push_back(row->second);
    }
  }
  if (missing.empty()) return vectors;
  UTVALG_ASSIGN_OR_RETURN(const std::vector<int8_t> computed,
                          encoder_->Encode(missing_texts, role));
  for (size_t i = 0; i < missing.size(); ++i) {
    const auto row = std::span(computed).subspan(row_of[i] * dimensions, dimensions);
    std::ranges::copy(row, vectors.begin() + static_cast<ptrdiff_t>(missing[i] * dimensions));
    Keep(missing_keys[i], owners[missing[i]],
         {reinterpret_cast<const char*>(row.data()), row.size()});
  }
  return vectors;
}

}  // namespace utvalg::embed
