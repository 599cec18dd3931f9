// SPDX-License-Identifier: Apache-2.0
#include "services/cli/adapters/file_io.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "services/cli/core/failure.h"

namespace utvalg::cli {
namespace {

namespace fs = std::filesystem;

class FileIoTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = ::testing::TempDir() + "/io.XXXXXX";
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    root_ = pattern;
  }
  void TearDown() override { fs::remove_all(root_); }
  size_t Entries() const {
    return static_cast<size_t>(
        std::distance(fs::directory_iterator(root_), fs::directory_iterator()));
  }

  fs::path root_;
};

TEST_F(FileIoTest, ReadsUpToTheLimit) {
  std::ofstream(root_ / "a") << "12345";
  EXPECT_EQ(*ReadFile(root_ / "a", 5), "12345");
  EXPECT_EQ(ReadFile(root_ / "a", 4).status().code(), absl::StatusCode::kResourceExhausted);
}

TEST_F(FileIoTest, AMissingFileAndAFolderCannotBeRead) {
  EXPECT_EQ(ReadFile(root_ / "b", 5).status().code(), absl::StatusCode::kNotFound);
  EXPECT_FALSE(ReadFile(root_, 5).ok());
}

TEST_F(FileIoTest, OutputAppearsWhole) {
  auto file = OutputFile::Create(root_ / "report.html");
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_FALSE(fs::exists(root_ / "report.html"));
  ASSERT_TRUE(file->Commit("<html>").ok());
  EXPECT_EQ(*ReadFile(root_ / "report.html", 100), "<html>");
  EXPECT_EQ(Entries(), 1u);
}

TEST_F(FileIoTest, OutputThatIsNotCommittedLeavesNothing) {
  { ASSERT_TRUE(OutputFile::Create(root_ / "report.html").ok()); }
  EXPECT_EQ(Entries(), 0u);
}

TEST_F(FileIoTest, AWrongPlaceIsSaidBeforeTheWork) {
  EXPECT_EQ(ExitOf(OutputFile::Create(root_ / "no/such/report.html").status()),
            Exit::kCannotCreate);
  EXPECT_EQ(ExitOf(OutputFile::Create(root_).status()), Exit::kCannotCreate);
}

}  // namespace
}  // namespace utvalg::cli
