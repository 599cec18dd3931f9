// SPDX-License-Identifier: Apache-2.0
#include "services/cli/adapters/job_source.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "services/cli/core/failure.h"

namespace utvalg::cli {
namespace {

namespace fs = std::filesystem;

class JobSourceTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = ::testing::TempDir() + "/job.XXXXXX";
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    root_ = pattern;
  }
  void TearDown() override { fs::remove_all(root_); }
  absl::StatusOr<JobSource> Read(const std::string& name, const std::string& text) const {
    std::ofstream(root_ / name) << text;
    return ReadJobSource((root_ / name).string());
  }

  fs::path root_;
};

TEST_F(JobSourceTest, TextIsReadAsItIs) {
  const auto source = Read("job.txt", "We look for a nurse.");
  ASSERT_TRUE(source.ok()) << source.status();
  EXPECT_EQ(source->text, "We look for a nurse.");
}

TEST_F(JobSourceTest, WhatIsNoJobIsSaid) {
  EXPECT_EQ(ExitOf(Read("a.txt", " \n").status()), Exit::kData);
  EXPECT_EQ(ExitOf(Read("a.txt", "\xff\xfe").status()), Exit::kData);
  EXPECT_EQ(ExitOf(ReadJobSource((root_ / "none").string()).status()), Exit::kNoInput);
}

}  // namespace
}  // namespace utvalg::cli
