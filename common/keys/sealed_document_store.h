// SPDX-License-Identifier: Apache-2.0
//
// A document store whose documents are sealed under their candidate's identity key, over any other
// store. Documents are the names of four parts, tenant/candidate/application/n; all other names
// (claims of keys and revisions) hold nothing about a person and pass as they are. Thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/blob/document_store.h"
#include "common/keys/person_keys.h"

namespace utvalg {

class SealedDocumentStore final : public DocumentStore {
 public:
  // Not owned; must outlive this.
  SealedDocumentStore(DocumentStore* store, PersonKeys keys)
      : store_(store), keys_(std::move(keys)) {}

  // NOT_FOUND from Put and Get: the person was erased.
  absl::Status Put(std::string_view name, std::string_view bytes) override;
  absl::StatusOr<bool> PutIfAbsent(std::string_view name, std::string_view bytes) override;
  absl::StatusOr<std::string> Get(std::string_view name) override;
  absl::StatusOr<std::vector<std::string>> List(std::string_view name) override {
    return store_->List(name);
  }
  absl::Status Delete(std::string_view name) override { return store_->Delete(name); }
  absl::Status DeleteBelow(std::string_view name) override { return store_->DeleteBelow(name); }

 private:
  absl::StatusOr<std::string> Sealed(std::string_view name, std::string_view bytes) const;

  DocumentStore* const store_;
  const PersonKeys keys_;
};

}  // namespace utvalg
