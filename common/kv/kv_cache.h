// SPDX-License-Identifier: Apache-2.0
//
// A cache on disk: answers that can be had again. Its directory may be deleted at any time, a
// damaged one is emptied on opening, and every value carries version, length and CRC-32C, so a
// value that does not check is a miss (and counted), never an answer. Oldest entries go first when
// it is full. All methods are thread-safe.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/kv/kv_store.h"

namespace utvalg {

struct KvCacheOptions {
  std::string directory;
  uint32_t version = 1;             // Of the values' format; values of other versions are misses.
  uint64_t max_bytes = 4ULL << 30;  // About; the oldest table files go first.
  std::chrono::milliseconds lock_patience{5000};
};

struct KvCacheCounters {
  std::atomic<uint64_t> hits{0};
  std::atomic<uint64_t> misses{0};  // Corrupt ones included.
  std::atomic<uint64_t> corrupt{0};
  std::atomic<uint64_t> rebuilds{0};  // 1 when the directory was damaged on opening and emptied.
  std::atomic<uint64_t> failed_writes{0};
};

class KvCache {
 public:
  // Fails only when the directory cannot be used at all.
  static absl::StatusOr<std::unique_ptr<KvCache>> Open(KvCacheOptions options);
  ~KvCache();

  std::optional<std::string> Get(std::string_view key);
  // A failed write is counted, not told: the next Get is a miss.
  void Put(std::string_view key, std::string_view value);
  // For erasure: this must succeed, so its failure is told.
  absl::Status DeletePrefix(std::string_view prefix);

  const KvCacheCounters& counters() const;

 private:
  class Impl;
  explicit KvCache(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace utvalg
