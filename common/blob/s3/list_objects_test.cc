// SPDX-License-Identifier: Apache-2.0
#include "common/blob/s3/list_objects.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace utvalg::s3 {
namespace {

TEST(ListObjectsTest, KeysAndTheRestAreRead) {
  const auto list = ParseObjectList(
      "<?xml version=\"1.0\"?><ListBucketResult xmlns=\"x\"><IsTruncated>true</IsTruncated>"
      "<Contents><Key>t/c/a/1~</Key><Size>3</Size></Contents><Contents><Key>t/c/b/1~</Key></"
      "Contents>"
      "<NextContinuationToken>abc=</NextContinuationToken></ListBucketResult>");
  ASSERT_TRUE(list.ok()) << list.status();
  EXPECT_THAT(list->keys, testing::ElementsAre("t/c/a/1~", "t/c/b/1~"));
  EXPECT_EQ(list->next, "abc=");
}

TEST(ListObjectsTest, AnEmptyListIsOne) {
  const auto list =
      ParseObjectList("<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>");
  ASSERT_TRUE(list.ok()) << list.status();
  EXPECT_TRUE(list->keys.empty());
  EXPECT_EQ(list->next, "");
}

TEST(ListObjectsTest, WhatIsCutOffIsNotTakenForTheWhole) {
  EXPECT_FALSE(ParseObjectList("<html>proxy error</html>").ok());
  EXPECT_FALSE(
      ParseObjectList("<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>").ok());
}

}  // namespace
}  // namespace utvalg::s3
