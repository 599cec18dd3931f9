// SPDX-License-Identifier: Apache-2.0
#include "common/keys/sealed_document_store.h"

#include <vector>

#include "common/base/status_macros.h"
#include "common/base/strings.h"

namespace utvalg {
namespace {

bool IsDocument(std::string_view name) { return Split(name, '/').size() == 4; }

std::string PersonKeyOf(std::string_view name) {
  const std::vector<std::string_view> ids = Split(name, '/');
  return Cat(ids[0], "|", ids[1], "|", ids[2]);
}

std::string Place(std::string_view name) { return Cat("document\n", name); }

}  // namespace

absl::StatusOr<std::string> SealedDocumentStore::Sealed(std::string_view name,
                                                        std::string_view bytes) const {
  if (!IsDocument(name)) return std::string(bytes);
  return keys_.Seal(key::v1::KEY_CLASS_IDENTITY, PersonKeyOf(name), Place(name), bytes);
}

absl::Status SealedDocumentStore::Put(std::string_view name, std::string_view bytes) {
  UTVALG_ASSIGN_OR_RETURN(const std::string sealed, Sealed(name, bytes));
  return store_->Put(name, sealed);
}

absl::StatusOr<bool> SealedDocumentStore::PutIfAbsent(std::string_view name,
                                                      std::string_view bytes) {
  UTVALG_ASSIGN_OR_RETURN(const std::string sealed, Sealed(name, bytes));
  return store_->PutIfAbsent(name, sealed);
}

absl::StatusOr<std::string> SealedDocumentStore::Get(std::string_view name) {
  UTVALG_ASSIGN_OR_RETURN(std::string stored, store_->Get(name));
  if (!IsDocument(name)) return stored;
  return keys_.Open(Place(name), stored);
}

}  // namespace utvalg
