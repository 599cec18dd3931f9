// SPDX-License-Identifier: Apache-2.0
#include "common/blob/kv_document_store.h"

#include <functional>
#include <optional>
#include <utility>

#include "common/base/status_macros.h"
#include "common/base/strings.h"

namespace utvalg {
namespace {

constexpr KvFamily kDocuments = 0;

absl::Status CheckName(std::string_view name) {
  if (IsValidDocumentName(name)) return absl::OkStatus();
  return absl::InvalidArgumentError("a document's name is one to eight ids joined by '/'");
}

}  // namespace

absl::StatusOr<std::unique_ptr<KvDocumentStore>> KvDocumentStore::Open(
    std::string directory, std::chrono::milliseconds lock_patience) {
  KvOptions options;
  options.directory = std::move(directory);
  options.blob_files = true;
  options.lock_patience = lock_patience;
  UTVALG_ASSIGN_OR_RETURN(std::unique_ptr<KvStore> store, KvStore::Open(std::move(options)));
  return std::unique_ptr<KvDocumentStore>(new KvDocumentStore(std::move(store)));
}

absl::Status KvDocumentStore::Put(std::string_view name, std::string_view bytes) {
  UTVALG_RETURN_IF_ERROR(CheckName(name));
  absl::MutexLock lock(&ClaimMutex(name));
  return store_->Put(kDocuments, name, bytes, KvSync::kSync);
}

absl::StatusOr<bool> KvDocumentStore::PutIfAbsent(std::string_view name, std::string_view bytes) {
  UTVALG_RETURN_IF_ERROR(CheckName(name));
  absl::MutexLock lock(&ClaimMutex(name));
  UTVALG_ASSIGN_OR_RETURN(const std::optional<std::string> present, store_->Get(kDocuments, name));
  if (present.has_value()) return false;
  UTVALG_RETURN_IF_ERROR(store_->Put(kDocuments, name, bytes, KvSync::kSync));
  return true;
}

absl::StatusOr<std::string> KvDocumentStore::Get(std::string_view name) {
  UTVALG_RETURN_IF_ERROR(CheckName(name));
  UTVALG_ASSIGN_OR_RETURN(std::optional<std::string> bytes, store_->Get(kDocuments, name));
  if (!bytes.has_value()) return absl::NotFoundError(Cat("no document ", name));
  return *std::move(bytes);
}

absl::StatusOr<std::vector<std::string>> KvDocumentStore::List(std::string_view name) {
  UTVALG_RETURN_IF_ERROR(CheckName(name));
  std::vector<std::string> names;
  UTVALG_RETURN_IF_ERROR(store_->ForEachWithPrefix(kDocuments, Cat(name, "/"),
                                                   [&](std::string_view found, std::string_view) {
                                                     names.emplace_back(found);
                                                     return true;
                                                   }));
  return names;
}

absl::Status KvDocumentStore::Delete(std::string_view name) {
  UTVALG_RETURN_IF_ERROR(CheckName(name));
  absl::MutexLock lock(&ClaimMutex(name));
  return store_->Delete(kDocuments, name, KvSync::kSync);
}

absl::Status KvDocumentStore::DeleteBelow(std::string_view name) {
  UTVALG_RETURN_IF_ERROR(CheckName(name));
  const std::string prefix = Cat(name, "/");
  KvBatch batch;
  batch.DeleteRange(kDocuments, prefix, KvPrefixEnd(prefix));
  return store_->Write(batch, KvSync::kSync);
}

absl::Mutex& KvDocumentStore::ClaimMutex(std::string_view name) {
  return claim_mutexes_[std::hash<std::string_view>()(name) % claim_mutexes_.size()];
}

}  // namespace utvalg
