// SPDX-License-Identifier: Apache-2.0
//
// Documents in a RocksDB of their own, the bytes in blob files. For one machine.
#pragma once

#include <array>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/blob/document_store.h"
#include "common/kv/kv_store.h"

namespace utvalg {

class KvDocumentStore final : public DocumentStore {
 public:
  // Errors as KvStore::Open.
  static absl::StatusOr<std::unique_ptr<KvDocumentStore>> Open(
      std::string directory, std::chrono::milliseconds lock_patience = std::chrono::seconds(5));

  absl::Status Put(std::string_view name, std::string_view bytes) override;
  absl::StatusOr<bool> PutIfAbsent(std::string_view name, std::string_view bytes) override;
  absl::StatusOr<std::string> Get(std::string_view name) override;
  absl::StatusOr<std::vector<std::string>> List(std::string_view name) override;
  absl::Status Delete(std::string_view name) override;
  absl::Status DeleteBelow(std::string_view name) override;

 private:
  explicit KvDocumentStore(std::unique_ptr<KvStore> store) : store_(std::move(store)) {}
  absl::Mutex& ClaimMutex(std::string_view name);

  const std::unique_ptr<KvStore> store_;
  // Writers of one name take turns, so that "is it there" and "put it" are one step. Names share
  // them by hash.
  std::array<absl::Mutex, 64> claim_mutexes_;
};

}  // namespace utvalg
