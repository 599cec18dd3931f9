// SPDX-License-Identifier: Apache-2.0
//
// What a DocumentStore must do, stated once. An implementation instantiates
// DocumentStoreContractTest with its factory.
#pragma once

#include <functional>
#include <memory>
#include <ostream>

#include "absl/status/statusor.h"
#include "common/blob/document_store.h"
#include "gtest/gtest.h"

namespace utvalg {

// Where one test's documents lie; outlives the stores that open it one after another.
class DocumentPlace {
 public:
  virtual ~DocumentPlace() = default;
  virtual absl::StatusOr<std::unique_ptr<DocumentStore>> Open() = 0;
};

struct DocumentStoreFactory {
  std::function<std::unique_ptr<DocumentPlace>()> make;
};
inline void PrintTo(const DocumentStoreFactory&, std::ostream* out) { *out << "a document store"; }

class DocumentStoreContractTest : public ::testing::TestWithParam<DocumentStoreFactory> {
 protected:
  void SetUp() override {
    place_ = GetParam().make();
    Reopen();
  }
  void Reopen() {
    store_.reset();
    auto store = place_->Open();
    ASSERT_TRUE(store.ok()) << store.status();
    store_ = *std::move(store);
  }

  std::unique_ptr<DocumentPlace> place_;
  std::unique_ptr<DocumentStore> store_;
};

}  // namespace utvalg
