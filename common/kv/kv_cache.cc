// SPDX-License-Identifier: Apache-2.0
#include "common/kv/kv_cache.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "common/base/crc32c.h"
#include "common/base/status_macros.h"

namespace utvalg {
namespace {

constexpr size_t kEnvelopeBytes = 12;  // Version, length, CRC-32C.

// Covers the key too: an intact value under another key is as wrong as a damaged one.
uint32_t Checksum(uint32_t version, std::string_view key, std::string_view value) {
  std::string head;
  KvAppendUint32(version, &head);
  KvAppendUint32(static_cast<uint32_t>(key.size()), &head);
  return ExtendCrc32c(ExtendCrc32c(Crc32c(head), key), value);
}

KvOptions ToKvOptions(const KvCacheOptions& options) {
  KvOptions kv;
  kv.directory = options.directory;
  kv.keep_newest_bytes = options.max_bytes;
  kv.lock_patience = options.lock_patience;
  return kv;
}

}  // namespace

class KvCache::Impl {
 public:
  Impl(uint32_t version, std::unique_ptr<KvStore> store)
      : version_(version), store_(std::move(store)) {}

  std::optional<std::string> Get(std::string_view key) {
    absl::StatusOr<std::optional<std::string>> entry = store_->Get(0, key);
    if (!entry.ok()) return Miss(/*corrupt=*/entry.status().code() == absl::StatusCode::kDataLoss);
    if (!entry->has_value()) return Miss(false);
    const std::string& bytes = **entry;
    if (bytes.size() < kEnvelopeBytes) return Miss(true);
    const std::string_view envelope(bytes);
    const uint32_t version = KvReadUint32(envelope);
    std::string value = bytes.substr(kEnvelopeBytes);
    if (KvReadUint32(envelope.substr(4)) != value.size() ||
        KvReadUint32(envelope.substr(8)) != Checksum(version, key, value)) {
      return Miss(true);
    }
    if (version != version_) return Miss(false);
    ++counters_.hits;
    return value;
  }

  void Put(std::string_view key, std::string_view value) {
    std::string bytes;
    bytes.reserve(kEnvelopeBytes + value.size());
    KvAppendUint32(version_, &bytes);
    KvAppendUint32(static_cast<uint32_t>(value.size()), &bytes);
    KvAppendUint32(Checksum(version_, key, value), &bytes);
    bytes += value;
    if (!store_->Put(0, key, bytes, KvSync::kNoSync).ok()) ++counters_.failed_writes;
  }

  absl::Status DeletePrefix(std::string_view prefix) {
    KvBatch batch;
    batch.DeleteRange(0, std::string(prefix), KvPrefixEnd(prefix));
    return store_->Write(batch, KvSync::kSync);
  }

  KvCacheCounters& counters() { return counters_; }

 private:
  std::nullopt_t Miss(bool corrupt) {
    ++counters_.misses;
    if (corrupt) ++counters_.corrupt;
    return std::nullopt;
  }

  const uint32_t version_;
  const std::unique_ptr<KvStore> store_;
  KvCacheCounters counters_;
};

KvCache::KvCache(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
KvCache::~KvCache() = default;

absl::StatusOr<std::unique_ptr<KvCache>> KvCache::Open(KvCacheOptions options) {
  absl::StatusOr<std::unique_ptr<KvStore>> store = KvStore::Open(ToKvOptions(options));
  bool rebuilt = false;
  if (store.status().code() == absl::StatusCode::kDataLoss) {
    std::error_code error;
    std::filesystem::remove_all(options.directory, error);
    store = KvStore::Open(ToKvOptions(options));
    rebuilt = true;
  }
  UTVALG_RETURN_IF_ERROR(store.status());
  auto impl = std::make_unique<Impl>(options.version, *std::move(store));
  impl->counters().rebuilds = rebuilt ? 1 : 0;
  return std::unique_ptr<KvCache>(new KvCache(std::move(impl)));
}

std::optional<std::string> KvCache::Get(std::string_view key) { return impl_->Get(key); }
void KvCache::Put(std::string_view key, std::string_view value) { impl_->Put(key, value); }
absl::Status KvCache::DeletePrefix(std::string_view prefix) { return impl_->DeletePrefix(prefix); }
const KvCacheCounters& KvCache::counters() const { return impl_->counters(); }

}  // namespace utvalg
