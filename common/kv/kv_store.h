// SPDX-License-Identifier: Apache-2.0
//
// Ordered bytes to bytes on local disk, in families that share one write-ahead log: RocksDB behind
// a door of our own. Whoever keeps state uses it (event log, document store, rank). What may be
// lost at any time belongs in KvCache.
//
// An OK sync write survives a power cut; an OK write without sync survives the death of the
// process. A store that lost or holds damaged data refuses to open or to read with DATA_LOSS,
// naming the file; it never answers from a subset. Errors: RESOURCE_EXHAUSTED disk full (free
// space; writes resume by themselves), DATA_LOSS damaged (restore), UNAVAILABLE another process has
// the directory open, FAILED_PRECONDITION the directory cannot be used, INTERNAL all else. All
// methods are thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/kv/kv_batch.h"

namespace utvalg {

struct KvOptions {
  std::string directory;  // Created, with its parents, when missing.
  std::vector<std::string> families = {
      "default"};           // Those not there yet are created. Never remove one.
  bool blob_files = false;  // Keep values from 4 KiB apart from the keys: for documents.
  // 0 = everything is kept. Else about this much: the oldest tables are dropped whole. For caches.
  uint64_t keep_newest_bytes = 0;
  // How long to wait for another process to let go of the directory.
  std::chrono::milliseconds lock_patience{5000};
};

enum class KvSync {
  kSync,    // Durable when the call returns.
  kNoSync,  // Durable with the next sync write.
};

class KvStore {
 public:
  static absl::StatusOr<std::unique_ptr<KvStore>> Open(KvOptions options);
  ~KvStore();
  KvStore(const KvStore&) = delete;
  KvStore& operator=(const KvStore&) = delete;

  // Empty when there is no such key.
  absl::StatusOr<std::optional<std::string>> Get(KvFamily family, std::string_view key) const;

  absl::Status Put(KvFamily family, std::string_view key, std::string_view value,
                   KvSync sync = KvSync::kSync);
  absl::Status Delete(KvFamily family, std::string_view key, KvSync sync = KvSync::kSync);
  // All changes or none. An empty batch with kSync makes earlier kNoSync writes durable.
  absl::Status Write(const KvBatch& batch, KvSync sync = KvSync::kSync);

  // Visits keys in byte order as they were when the call began, until visit returns false. Views
  // live for one visit.
  using Visitor = absl::FunctionRef<bool(std::string_view key, std::string_view value)>;
  absl::Status ForEachWithPrefix(KvFamily family, std::string_view prefix, Visitor visit) const;
  // Keys in [begin, end); end "" = to the last one.
  absl::Status ForEachInRange(KvFamily family, std::string_view begin, std::string_view end,
                              Visitor visit) const;

  // The last key that begins with prefix; empty when there is none.
  absl::StatusOr<std::optional<std::string>> LastKey(KvFamily family,
                                                     std::string_view prefix) const;

  // Moves what is in memory into table files.
  absl::Status Flush();
  // Rewrites [begin, end) so that deleted values leave the disk now.
  absl::Status CompactRange(KvFamily family, std::string_view begin, std::string_view end);
  // Reads every block of every file and checks it. Takes as long as reading the directory.
  absl::Status Verify() const;

  const std::string& directory() const;

 private:
  class Impl;
  explicit KvStore(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// The first key behind all keys that begin with prefix; empty when there is none (prefix all 0xFF).
std::string KvPrefixEnd(std::string_view prefix);

// Big-endian, so that byte order is number order.
void KvAppendUint32(uint32_t value, std::string* out);
void KvAppendUint64(uint64_t value, std::string* out);
uint32_t KvReadUint32(std::string_view bytes);  // bytes.size() >= 4
uint64_t KvReadUint64(std::string_view bytes);  // bytes.size() >= 8

}  // namespace utvalg
