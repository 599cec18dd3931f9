// SPDX-License-Identifier: Apache-2.0
//
// An encoder that remembers: a text seen before under the same model is not computed again. The key
// is an HMAC under the tenant's secret, so the cache tells nobody which texts it knows, and one
// tenant nothing about another. Entries of a person lie below tenant|candidate| and are sealed with
// the person's content key.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/keys/person_keys.h"
#include "common/kv/kv_cache.h"
#include "services/embed/core/encoder.h"

namespace utvalg::embed {

// Cheap to make, one per tenant. Thread-safe.
class CachedEncoder : public Encoder {
 public:
  // `encoder` and `cache` must outlive this and may be shared.
  CachedEncoder(Encoder* encoder, KvCache* cache, std::string tenant_secret, PersonKeys keys)
      : encoder_(encoder),
        cache_(cache),
        tenant_secret_(std::move(tenant_secret)),
        keys_(std::move(keys)) {}

  const ModelInfo& model() const override { return encoder_->model(); }
  absl::StatusOr<std::vector<int8_t>> Encode(std::span<const std::string> texts,
                                             TextRole role) override;
  absl::StatusOr<std::vector<int8_t>> EncodeOwned(std::span<const std::string> texts,
                                                  std::span<const std::string> owners,
                                                  TextRole role) override;
  // Everything kept of a candidate ("tenant|candidate"); nothing of them is kept again.
  absl::Status Erase(std::string_view owner, const erasure::v1::ErasureRequest& request);

 private:
  std::string Key(const std::string& text, const std::string& owner, TextRole role) const;
  std::optional<std::string> Find(const std::string& key, const std::string& owner) const;
  void Keep(const std::string& key, const std::string& owner, std::string_view vector) const;

  Encoder* encoder_;
  KvCache* cache_;
  std::string tenant_secret_;
  PersonKeys keys_;
};

}  // namespace utvalg::embed
