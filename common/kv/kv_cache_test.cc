// SPDX-License-Identifier: Apache-2.0
#include "common/kv/kv_cache.h"

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

#include "common/testing/temp_dir.h"
#include "gtest/gtest.h"

namespace utvalg {
namespace {

class KvCacheTest : public ::testing::Test {
 protected:
  std::unique_ptr<KvCache> Open(uint32_t version = 1, uint64_t max_bytes = 64 << 20) {
    KvCacheOptions options;
    options.directory = dir_.Below("cache");
    options.version = version;
    options.max_bytes = max_bytes;
    return *KvCache::Open(options);
  }
  // The same bytes under the cache's feet.
  std::unique_ptr<KvStore> OpenRaw() {
    KvOptions options;
    options.directory = dir_.Below("cache");
    options.keep_newest_bytes = 64 << 20;
    return *KvStore::Open(options);
  }

  TempDir dir_;
};

TEST_F(KvCacheTest, AnAnswerSurvivesReopening) {
  Open()->Put("k", "v");
  auto cache = Open();
  EXPECT_EQ(cache->Get("k"), "v");
  EXPECT_EQ(cache->Get("other"), std::nullopt);
  EXPECT_EQ(cache->counters().hits, 1u);
  EXPECT_EQ(cache->counters().misses, 1u);
  EXPECT_EQ(cache->counters().corrupt, 0u);
}

TEST_F(KvCacheTest, AnotherVersionIsAMiss) {
  Open(1)->Put("k", "v");
  auto cache = Open(2);
  EXPECT_EQ(cache->Get("k"), std::nullopt);
  EXPECT_EQ(cache->counters().corrupt, 0u);
}

TEST_F(KvCacheTest, ADamagedValueIsACountedMiss) {
  Open()->Put("k", "value");
  {
    auto raw = OpenRaw();
    std::string bytes = **raw->Get(0, "k");
    bytes.back() ^= 1;
    ASSERT_TRUE(raw->Put(0, "k", bytes).ok());
  }
  auto cache = Open();
  EXPECT_EQ(cache->Get("k"), std::nullopt);
  EXPECT_EQ(cache->counters().corrupt, 1u);
}

TEST_F(KvCacheTest, AValueUnderAnotherKeyIsACountedMiss) {
  Open()->Put("tenant-a", "value");
  {
    auto raw = OpenRaw();
    ASSERT_TRUE(raw->Put(0, "tenant-b", **raw->Get(0, "tenant-a")).ok());
  }
  auto cache = Open();
  EXPECT_EQ(cache->Get("tenant-b"), std::nullopt);
  EXPECT_EQ(cache->counters().corrupt, 1u);
}

TEST_F(KvCacheTest, ADamagedDirectoryIsEmptiedAndUsed) {
  Open()->Put("k", "v");
  std::ofstream(dir_.Below("cache/CURRENT")) << "nonsense";
  auto cache = Open();
  EXPECT_EQ(cache->counters().rebuilds, 1u);
  EXPECT_EQ(cache->Get("k"), std::nullopt);
  cache->Put("k", "w");
  EXPECT_EQ(cache->Get("k"), "w");
}

TEST_F(KvCacheTest, APrefixCanBeErased) {
  auto cache = Open();
  cache->Put("t|c|1", "v");
  cache->Put("t|d|1", "w");
  ASSERT_TRUE(cache->DeletePrefix("t|c|").ok());
  EXPECT_EQ(cache->Get("t|c|1"), std::nullopt);
  EXPECT_EQ(cache->Get("t|d|1"), "w");
}

TEST_F(KvCacheTest, TheOldestEntriesGoWhenItIsFull) {
  auto cache = Open(1, /*max_bytes=*/1 << 20);
  std::string value(10'000, 'x');
  uint32_t state = 1;
  for (char& c : value) c = static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
  for (int i = 0; i < 1000; ++i) cache->Put(std::to_string(i), value);
  cache.reset();
  cache = Open(1, 1 << 20);
  EXPECT_EQ(cache->Get("999"), value);
  EXPECT_EQ(cache->Get("0"), std::nullopt);

  cache.reset();  // an open store may delete a file while its size is asked for
  uint64_t bytes = 0;
  for (const auto& entry : std::filesystem::directory_iterator(dir_.Below("cache"))) {
    if (entry.path().extension() == ".sst") bytes += entry.file_size();
  }
  EXPECT_LT(bytes, 4u << 20);
}

}  // namespace
}  // namespace utvalg
