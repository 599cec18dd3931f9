// SPDX-License-Identifier: Apache-2.0
#include "common/log/embedded/high_water_file.h"

#include <filesystem>
#include <fstream>
#include <string>

#include "common/testing/temp_dir.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace utvalg::embedded {
namespace {

class HighWaterFileTest : public ::testing::Test {
 protected:
  absl::StatusOr<std::unique_ptr<HighWaterFile>> Open() { return HighWaterFile::Open(path_, 3); }

  TempDir dir_;
  std::string path_ = dir_.Below("topic");
};

TEST_F(HighWaterFileTest, MarksSurviveReopening) {
  {
    auto file = *Open();
    EXPECT_TRUE(file->created());
    EXPECT_EQ(file->Get(2).end, 0u);
    ASSERT_TRUE(file->SetEnd(2, 77).ok());
    ASSERT_TRUE(file->SetUnbrokenFrom(2, 11).ok());
    ASSERT_TRUE(file->Sync().ok());
  }
  auto file = *Open();
  EXPECT_FALSE(file->created());
  EXPECT_EQ(file->Get(2).end, 77u);
  EXPECT_EQ(file->Get(2).unbroken_from, 11u);
  EXPECT_EQ(file->Get(1).end, 0u);
}

TEST_F(HighWaterFileTest, EveryChangedByteIsNoticedAndTheFileNamed) {
  ASSERT_TRUE((*Open())->SetEnd(1, 5).ok());
  for (size_t at = 0; at < std::filesystem::file_size(path_); ++at) {
    std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(static_cast<std::streamoff>(at));
    const char before = static_cast<char>(file.get());
    file.seekp(static_cast<std::streamoff>(at));
    file.put(static_cast<char>(before ^ 0x10)).flush();
    const absl::Status status = Open().status();
    EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss) << at;
    EXPECT_THAT(std::string(status.message()), ::testing::HasSubstr(path_));
    file.seekp(static_cast<std::streamoff>(at));
    file.put(before).flush();
  }
  EXPECT_TRUE(Open().ok());
}

TEST_F(HighWaterFileTest, AnotherLengthIsNoticed) {
  ASSERT_TRUE(Open().ok());
  for (const size_t size : {0, 31, 95, 97, 128}) {
    std::filesystem::resize_file(path_, size);
    EXPECT_EQ(Open().status().code(), absl::StatusCode::kDataLoss) << size;
  }
}

}  // namespace
}  // namespace utvalg::embedded
