// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/aead.h"

#include "gtest/gtest.h"

namespace utvalg {
namespace {

const std::string kKey(32, 'k');

TEST(AeadTest, WhatWasSealedOpensWithTheSameKeyAndPlace) {
  for (const std::string& plain : {std::string(), std::string("x"), std::string(100000, 'a')}) {
    const std::string sealed = AeadSeal(kKey, "place", plain);
    EXPECT_EQ(sealed.size(), plain.size() + kAeadOverheadBytes);
    EXPECT_EQ(*AeadOpen(kKey, "place", sealed), plain);
  }
}

TEST(AeadTest, EqualValuesAreNotEqualSealed) {
  EXPECT_NE(AeadSeal(kKey, "place", "value"), AeadSeal(kKey, "place", "value"));
}

TEST(AeadTest, AnotherKeyPlaceOrByteDoesNotOpen) {
  const std::string sealed = AeadSeal(kKey, "place", "value");
  EXPECT_TRUE(absl::IsDataLoss(AeadOpen(std::string(32, 'l'), "place", sealed).status()));
  EXPECT_TRUE(absl::IsDataLoss(AeadOpen(kKey, "elsewhere", sealed).status()));
  for (size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_TRUE(absl::IsDataLoss(AeadOpen(kKey, "place", changed).status())) << i;
  }
  for (size_t size = 0; size < sealed.size(); ++size) {
    EXPECT_FALSE(AeadOpen(kKey, "place", sealed.substr(0, size)).ok()) << size;
  }
}

}  // namespace
}  // namespace utvalg
