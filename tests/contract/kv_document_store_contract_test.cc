// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "common/blob/kv_document_store.h"
#include "common/testing/temp_dir.h"
#include "tests/contract/document_store_contract.h"

namespace utvalg {
namespace {

class KvDocumentPlace final : public DocumentPlace {
 public:
  absl::StatusOr<std::unique_ptr<DocumentStore>> Open() override {
    auto store = KvDocumentStore::Open(dir_.Below("documents"));
    if (!store.ok()) return store.status();
    return std::unique_ptr<DocumentStore>(*std::move(store));
  }

 private:
  TempDir dir_;
};

INSTANTIATE_TEST_SUITE_P(RocksDb, DocumentStoreContractTest,
                         ::testing::Values(DocumentStoreFactory{[] {
                           return std::unique_ptr<DocumentPlace>(new KvDocumentPlace());
                         }}));

}  // namespace
}  // namespace utvalg
