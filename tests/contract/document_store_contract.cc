// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/document_store_contract.h"

#include <algorithm>
#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "common/base/strings.h"

namespace utvalg {

TEST_P(DocumentStoreContractTest, ADocumentIsReadBackAlsoAfterReopening) {
  std::string document(300'000, '\0');
  for (size_t i = 0; i < document.size(); ++i) document[i] = static_cast<char>(i * 31 >> 3);
  ASSERT_TRUE(store_->Put("t/c/a/0", document).ok());
  ASSERT_TRUE(store_->Put("t/c/a/1", "").ok());
  EXPECT_EQ(*store_->Get("t/c/a/0"), document);
  Reopen();
  EXPECT_EQ(*store_->Get("t/c/a/0"), document);
  EXPECT_EQ(*store_->Get("t/c/a/1"), "");
}

TEST_P(DocumentStoreContractTest, WhatIsNotThereIsNotFound) {
  EXPECT_EQ(store_->Get("t/c/a/0").status().code(), absl::StatusCode::kNotFound);
  EXPECT_TRUE(store_->Delete("t/c/a/0").ok());
  EXPECT_TRUE(store_->DeleteBelow("t/c").ok());
}

TEST_P(DocumentStoreContractTest, PutReplaces) {
  ASSERT_TRUE(store_->Put("t/c/a/0", "one").ok());
  ASSERT_TRUE(store_->Put("t/c/a/0", "two").ok());
  EXPECT_EQ(*store_->Get("t/c/a/0"), "two");
}

TEST_P(DocumentStoreContractTest, PutIfAbsentLeavesWhatIsThere) {
  EXPECT_EQ(*store_->PutIfAbsent("t/claim/k", "one"), true);
  EXPECT_EQ(*store_->PutIfAbsent("t/claim/k", "two"), false);
  Reopen();
  EXPECT_EQ(*store_->PutIfAbsent("t/claim/k", "three"), false);
  EXPECT_EQ(*store_->Get("t/claim/k"), "one");
  ASSERT_TRUE(store_->Delete("t/claim/k").ok());
  EXPECT_EQ(*store_->PutIfAbsent("t/claim/k", "four"), true);
}

TEST_P(DocumentStoreContractTest, OfManyClaimersExactlyOneWins) {
  constexpr int kThreads = 8;
  constexpr int kNames = 25;
  std::vector<std::atomic<int>> winners(kNames);
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      for (int name = 0; name < kNames; ++name) {
        if (*store_->PutIfAbsent(Cat("t/claim/", name), Cat(thread))) ++winners[name];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const auto& count : winners) EXPECT_EQ(count, 1);
}

TEST_P(DocumentStoreContractTest, DeleteBelowTakesThatPersonAndNobodyElse) {
  for (const char* name : {"t/c/a/0", "t/c/b/0", "t/c2/a/0", "t/c", "t2/c/a/0"}) {
    ASSERT_TRUE(store_->Put(name, "x").ok());
  }
  ASSERT_TRUE(store_->DeleteBelow("t/c").ok());
  Reopen();
  EXPECT_FALSE(store_->Get("t/c/a/0").ok());
  EXPECT_FALSE(store_->Get("t/c/b/0").ok());
  EXPECT_TRUE(store_->Get("t/c2/a/0").ok());
  EXPECT_TRUE(store_->Get("t/c").ok());
  EXPECT_TRUE(store_->Get("t2/c/a/0").ok());
}

TEST_P(DocumentStoreContractTest, ListNamesWhatIsOfThatPersonAndOfNobodyElse) {
  for (const char* name : {"t/c/a/1", "t/c/a/2", "t/c/b/1", "t/c2/a/1", "t/c", "t2/c/a/1"}) {
    ASSERT_TRUE(store_->Put(name, "x").ok());
  }
  auto names = store_->List("t/c");
  ASSERT_TRUE(names.ok()) << names.status();
  std::sort(names->begin(), names->end());
  EXPECT_EQ(*names, (std::vector<std::string>{"t/c/a/1", "t/c/a/2", "t/c/b/1"}));
  EXPECT_TRUE(store_->List("t/none")->empty());
}

TEST_P(DocumentStoreContractTest, ANameThatIsNoneIsRefused) {
  for (const std::string& name :
       {std::string(), std::string("/a"), std::string("a/"), std::string("a//b"),
        std::string("a|b"), std::string("a\0b", 3), std::string("1/2/3/4/5/6/7/8/9")}) {
    EXPECT_EQ(store_->Put(name, "x").code(), absl::StatusCode::kInvalidArgument) << name;
    EXPECT_EQ(store_->Get(name).status().code(), absl::StatusCode::kInvalidArgument) << name;
    EXPECT_EQ(store_->PutIfAbsent(name, "x").status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(store_->DeleteBelow(name).code(), absl::StatusCode::kInvalidArgument) << name;
    EXPECT_EQ(store_->List(name).status().code(), absl::StatusCode::kInvalidArgument) << name;
  }
}

TEST(DocumentNameTest, NamesAreMadeOfIds) {
  EXPECT_EQ(*DocumentName("t", "c", "a", 3), "t/c/a/3");
  EXPECT_FALSE(DocumentName("t", "c/d", "a", 0).ok());
}

}  // namespace utvalg
