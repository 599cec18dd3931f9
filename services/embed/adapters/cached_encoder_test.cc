// SPDX-License-Identifier: Apache-2.0
#include "services/embed/adapters/cached_encoder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

namespace utvalg::embed {
namespace {

using ::testing::ElementsAre;

// Two dimensions: the text's length and its first character; counts what it was asked for.
class LengthEncoder : public Encoder {
 public:
  const ModelInfo& model() const override { return info_; }
  absl::StatusOr<std::vector<int8_t>> Encode(std::span<const std::string> texts,
                                             TextRole role) override {
    std::vector<int8_t> vectors;
    for (const std::string& text : texts) {
      vectors.push_back(static_cast<int8_t>(text.size()));
      vectors.push_back(role == TextRole::kQuery ? int8_t{1} : int8_t{2});
    }
    asked += texts.size();
    return vectors;
  }

  size_t asked = 0;

 private:
  ModelInfo info_{.name = "length", .licence = "Apache-2.0", .dimensions = 2, .digest = "d/f32"};
};

class CachedEncoderTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string name = ::testing::UnitTest::GetInstance()->current_test_info()->name();
    const auto directory = std::filesystem::path(::testing::TempDir()) / ("cached_encoder_" + name);
    std::filesystem::remove_all(directory);
    auto cache = KvCache::Open({.directory = directory.string()});
    ASSERT_TRUE(cache.ok()) << cache.status();
    cache_ = *std::move(cache);
  }

  std::vector<int8_t> Encode(const std::string& secret, const std::vector<std::string>& texts,
                             TextRole role) {
    CachedEncoder encoder(&length_, cache_.get(), secret, PersonKeys());
    auto vectors = encoder.Encode(texts, role);
    EXPECT_TRUE(vectors.ok()) << vectors.status();
    return *vectors;
  }

  LengthEncoder length_;
  std::unique_ptr<KvCache> cache_;
};

TEST_F(CachedEncoderTest, KnownTextsAreNotComputedAgain) {
  Encode("s", {"a", "bb"}, TextRole::kPassage);
  EXPECT_THAT(Encode("s", {"bb", "ccc", "a"}, TextRole::kPassage), ElementsAre(2, 2, 3, 2, 1, 2));
  EXPECT_EQ(length_.asked, 3U);
}

TEST_F(CachedEncoderTest, TheSameTextIsComputedOnceInABatch) {
  EXPECT_THAT(Encode("s", {"a", "bb", "a", "a"}, TextRole::kPassage),
              ElementsAre(1, 2, 2, 2, 1, 2, 1, 2));
  EXPECT_EQ(length_.asked, 2U);
}

TEST_F(CachedEncoderTest, RolesDoNotMix) {
  Encode("s", {"a"}, TextRole::kPassage);
  EXPECT_THAT(Encode("s", {"a"}, TextRole::kQuery), ElementsAre(1, 1));
}

TEST_F(CachedEncoderTest, TenantsDoNotShare) {
  Encode("s", {"a"}, TextRole::kPassage);
  Encode("t", {"a"}, TextRole::kPassage);
  EXPECT_EQ(length_.asked, 2U);
}

}  // namespace
}  // namespace utvalg::embed
