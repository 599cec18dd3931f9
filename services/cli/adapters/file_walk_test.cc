// SPDX-License-Identifier: Apache-2.0
#include "services/cli/adapters/file_walk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "services/cli/core/failure.h"

namespace utvalg::cli {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class FileWalkTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = ::testing::TempDir() + "/walk.XXXXXX";
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    root_ = fs::canonical(pattern);
  }
  void TearDown() override { fs::remove_all(root_); }

  std::string At(const std::string& relative) const { return (root_ / relative).string(); }
  void Write(const std::string& relative) const {
    fs::create_directories((root_ / relative).parent_path());
    std::ofstream(root_ / relative) << relative;
  }
  // Paths found, relative to the root; "!" before what cannot be read.
  std::vector<std::string> Walk(const std::vector<std::string>& paths,
                                const std::vector<std::string>& excluded = {}) const {
    std::vector<std::string> absolute;
    for (const auto& path : paths) absolute.push_back(At(path));
    std::vector<std::string> gone;
    for (const auto& path : excluded) gone.push_back(At(path));
    auto found = FilesBelow(absolute, gone);
    EXPECT_TRUE(found.ok()) << found.status();
    std::vector<std::string> names;
    for (const FoundFile& file : *found) {
      names.push_back((file.readable ? "" : "!") + file.path.substr(root_.string().size() + 1));
    }
    return names;
  }

  fs::path root_;
};

TEST_F(FileWalkTest, ListsEveryFileBelowSorted) {
  Write("cvs/b.pdf");
  Write("cvs/a/z.txt");
  Write("cvs/.hidden");
  EXPECT_THAT(Walk({"cvs"}), ElementsAre("cvs/.hidden", "cvs/a/z.txt", "cvs/b.pdf"));
}

TEST_F(FileWalkTest, AFileReachedTwiceIsListedOnce) {
  Write("cvs/sub/a.pdf");
  EXPECT_THAT(Walk({"cvs/sub/a.pdf", "cvs/sub", "cvs", "cvs/"}), ElementsAre("cvs/sub/a.pdf"));
}

TEST_F(FileWalkTest, TheOrderOfPathsDoesNotMatter) {
  Write("a/1");
  Write("b/2");
  EXPECT_EQ(Walk({"a", "b"}), Walk({"b", "a"}));
}

TEST_F(FileWalkTest, LinksAreFollowedWithoutCircles) {
  Write("cvs/real/x.pdf");
  fs::create_directory_symlink(At("cvs"), At("cvs/circle"));
  fs::create_directory_symlink(At("cvs/real"), At("cvs/again"));
  Write("outside/y.pdf");
  fs::create_directory_symlink(At("outside"), At("cvs/link"));
  EXPECT_THAT(Walk({"cvs"}), ElementsAre("cvs/link/y.pdf", "cvs/real/x.pdf"));
}

TEST_F(FileWalkTest, WhatCannotBeReadIsListedForAPerson) {
  Write("cvs/a.pdf");
  fs::create_symlink(At("nowhere"), At("cvs/dangling.pdf"));
  ASSERT_EQ(mkfifo(At("cvs/pipe").c_str(), 0600), 0);
  EXPECT_THAT(Walk({"cvs"}), ElementsAre("cvs/a.pdf", "!cvs/dangling.pdf", "!cvs/pipe"));
}

TEST_F(FileWalkTest, WhatTheRunBringsIsNoApplicant) {
  Write("here/cv.pdf");
  Write("here/job.yaml");
  Write("here/.utvalg/log/1");
  EXPECT_THAT(Walk({"here"}, {"here/job.yaml", "here/.utvalg", "here/not-there.html"}),
              ElementsAre("here/cv.pdf"));
}

TEST_F(FileWalkTest, AnEmptyFolderHoldsNothing) {
  fs::create_directories(At("empty/also"));
  EXPECT_THAT(Walk({"empty"}), IsEmpty());
}

TEST_F(FileWalkTest, AMissingPathIsNamed) {
  const auto found = FilesBelow({At("nowhere")}, {});
  EXPECT_EQ(ExitOf(found.status()), Exit::kNoInput);
  EXPECT_THAT(std::string(found.status().message()), ::testing::HasSubstr(At("nowhere")));
}

}  // namespace
}  // namespace utvalg::cli
