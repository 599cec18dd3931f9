// SPDX-License-Identifier: Apache-2.0
#include "common/kv/kv_store.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "common/base/strings.h"
#include "common/testing/temp_dir.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace utvalg {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class KvStoreTest : public ::testing::Test {
 protected:
  absl::StatusOr<std::unique_ptr<KvStore>> Open(bool blob_files = false) {
    KvOptions options;
    options.directory = dir_.Below("kv");
    options.families = {"default", "other"};
    options.blob_files = blob_files;
    options.lock_patience = std::chrono::milliseconds(50);
    return KvStore::Open(options);
  }
  static std::vector<std::string> Keys(const KvStore& store, std::string_view prefix) {
    std::vector<std::string> keys;
    EXPECT_TRUE(store
                    .ForEachWithPrefix(0, prefix,
                                       [&](std::string_view key, std::string_view) {
                                         keys.emplace_back(key);
                                         return true;
                                       })
                    .ok());
    return keys;
  }
  std::string Path(std::string_view name) const { return dir_.Below(Cat("kv/", name)); }

  TempDir dir_;
};

TEST_F(KvStoreTest, WhatWasPutIsThereAfterReopening) {
  {
    auto store = *Open();
    ASSERT_TRUE(store->Put(0, "a", "1").ok());
    ASSERT_TRUE(store->Put(1, "a", "2").ok());
    ASSERT_TRUE(store->Put(0, "gone", "x").ok());
    ASSERT_TRUE(store->Delete(0, "gone").ok());
  }
  auto store = *Open();
  EXPECT_EQ(**store->Get(0, "a"), "1");
  EXPECT_EQ(**store->Get(1, "a"), "2");
  EXPECT_FALSE(store->Get(0, "gone")->has_value());
}

TEST_F(KvStoreTest, ABatchSpansFamiliesAndKeepsItsOrder) {
  auto store = *Open();
  KvBatch batch;
  batch.Put(0, "a1", "x");
  batch.Put(0, "a2", "x");
  batch.Put(1, "b", "x");
  batch.DeleteRange(0, "a", "b");
  batch.Put(0, "a2", "y");
  ASSERT_TRUE(store->Write(batch).ok());
  EXPECT_THAT(Keys(*store, "a"), ElementsAre("a2"));
  EXPECT_EQ(**store->Get(0, "a2"), "y");
  EXPECT_EQ(**store->Get(1, "b"), "x");
}

TEST_F(KvStoreTest, AnEmptySyncBatchIsFine) {
  auto store = *Open();
  ASSERT_TRUE(store->Put(0, "a", "1", KvSync::kNoSync).ok());
  EXPECT_TRUE(store->Write({}, KvSync::kSync).ok());
}

TEST_F(KvStoreTest, PrefixesAreVisitedInByteOrderAndNothingElse) {
  auto store = *Open();
  for (const char* key : {"b", "a\xff", "a", "ab", "aa"}) ASSERT_TRUE(store->Put(0, key, "").ok());
  EXPECT_THAT(Keys(*store, "a"), ElementsAre("a", "aa", "ab", "a\xff"));
  EXPECT_THAT(Keys(*store, "").size(), 5u);
  EXPECT_THAT(Keys(*store, "c"), IsEmpty());
  EXPECT_EQ(**store->LastKey(0, "a"), "a\xff");
  EXPECT_FALSE(store->LastKey(0, "c")->has_value());
}

TEST_F(KvStoreTest, LargeValuesLiveInBlobFiles) {
  auto store = *Open(/*blob_files=*/true);
  const std::string document(100'000, 'd');
  ASSERT_TRUE(store->Put(0, "doc", document).ok());
  ASSERT_TRUE(store->Flush().ok());
  EXPECT_EQ(**store->Get(0, "doc"), document);
  int blobs = 0;
  for (const auto& entry : std::filesystem::directory_iterator(Path(""))) {
    blobs += entry.path().extension() == ".blob";
  }
  EXPECT_EQ(blobs, 1);
}

TEST_F(KvStoreTest, ASecondOpenerIsToldSoAndMayTryAgain) {
  auto store = *Open();
  const absl::Status status = Open().status();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("another process uses"));
  store.reset();
  EXPECT_TRUE(Open().ok());
}

TEST_F(KvStoreTest, AMissingTableFileIsDataLossAndNamed) {
  {
    auto store = *Open();
    ASSERT_TRUE(store->Put(0, "a", "1").ok());
    ASSERT_TRUE(store->Flush().ok());
  }
  std::string removed;
  for (const auto& entry : std::filesystem::directory_iterator(Path(""))) {
    if (entry.path().extension() == ".sst") removed = entry.path().filename();
  }
  std::filesystem::remove(Path(removed));
  const absl::Status status = Open().status();
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr(removed));
}

TEST_F(KvStoreTest, AMissingCurrentFileIsNotANewStore) {
  ASSERT_TRUE((*Open())->Put(0, "a", "1").ok());
  std::filesystem::remove(Path("CURRENT"));
  const absl::Status status = Open().status();
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("CURRENT"));
}

TEST_F(KvStoreTest, ADamagedBlockIsFoundByReadingAndByVerify) {
  {
    auto store = *Open();
    ASSERT_TRUE(store->Put(0, "a", std::string(10'000, 'x')).ok());
    ASSERT_TRUE(store->Flush().ok());
  }
  for (const auto& entry : std::filesystem::directory_iterator(Path(""))) {
    if (entry.path().extension() != ".sst") continue;
    std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(20);
    file.put('\x55');
  }
  auto store = *Open();
  EXPECT_EQ(store->Get(0, "a").status().code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(store->Verify().code(), absl::StatusCode::kDataLoss);
}

TEST_F(KvStoreTest, ADirectoryThatIsAFileIsRefused) {
  std::ofstream(Path("").substr(0, Path("").size() - 1)) << "x";
  EXPECT_EQ(Open().status().code(), absl::StatusCode::kFailedPrecondition) << Open().status();
}

TEST(KvBytesTest, NumbersSortAsTheirBytes) {
  std::string small;
  std::string large;
  KvAppendUint64(255, &small);
  KvAppendUint64(256, &large);
  EXPECT_LT(small, large);
  EXPECT_EQ(KvReadUint64(large), 256u);
  std::string number;
  KvAppendUint32(0xfedcba98U, &number);
  EXPECT_EQ(KvReadUint32(number), 0xfedcba98U);
}

TEST(KvBytesTest, ThePrefixEndIsTheNextPrefix) {
  EXPECT_EQ(KvPrefixEnd("ab"), "ac");
  EXPECT_EQ(KvPrefixEnd("a\xff"), "b");
  EXPECT_EQ(KvPrefixEnd("\xff\xff"), "");
}

}  // namespace
}  // namespace utvalg
