// SPDX-License-Identifier: Apache-2.0
#include "services/cli/adapters/documents.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace utvalg::cli {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;

TEST(DocumentsTest, EqualBytesAreOneDocument) {
  std::string pattern = ::testing::TempDir() + "/documents.XXXXXX";
  ASSERT_NE(mkdtemp(pattern.data()), nullptr);
  const fs::path root = pattern;
  std::ofstream(root / "a") << "same";
  std::ofstream(root / "b") << "other";
  std::ofstream(root / "c") << "same";
  std::ofstream(root / "d");
  const DocumentSet set = GroupByContent(
      {{root / "a"}, {root / "b"}, {root / "c"}, {root / "d"}, {root / "e", false}, {root / "f"}},
      3);
  fs::remove_all(root);

  ASSERT_EQ(set.documents.size(), 2u);
  EXPECT_THAT(set.documents[0].files, ElementsAre(root / "a", root / "c"));
  EXPECT_THAT(set.documents[1].files, ElementsAre(root / "b"));
  EXPECT_EQ(set.documents[0].digest,
            "0967115f2813a3541eaef77de9d9d5773f1c0c04314b0bbfe4ff3b3b1c55b5d5");
  ASSERT_EQ(set.refused.size(), 3u);
  EXPECT_EQ(set.refused[0].reason, "empty_document");
  EXPECT_EQ(set.refused[1].reason, "unreadable_file");
  EXPECT_EQ(set.refused[2].reason, "unreadable_file") << "gone since it was listed";
}

}  // namespace
}  // namespace utvalg::cli
