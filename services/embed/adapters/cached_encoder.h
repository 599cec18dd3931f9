// SPDX-License-Identifier: Apache-2.0
//
// An encoder that remembers: a text seen before under the same model is not computed again. The key
// is an HMAC under the tenant's secret, so the cache tells nobody which texts it knows, and one
// tenant nothing about another.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/kv/kv_cache.h"
#include "services/embed/core/encoder.h"

namespace utvalg::embed {

// Cheap to make, one per tenant. Thread-safe.
class CachedEncoder : public Encoder {
 public:
  // `encoder` and `cache` must outlive this and may be shared.
  CachedEncoder(Encoder* encoder, KvCache* cache, std::string tenant_secret)
      : encoder_(encoder), cache_(cache), tenant_secret_(std::move(tenant_secret)) {}

  const ModelInfo& model() const override { return encoder_->model(); }
  absl::StatusOr<std::vector<int8_t>> Encode(std::span<const std::string> texts,
                                             TextRole role) override;

 private:
  std::string Key(const std::string& text, TextRole role) const;

  Encoder* encoder_;
  KvCache* cache_;
  std::string tenant_secret_;
};

}  // namespace utvalg::embed
