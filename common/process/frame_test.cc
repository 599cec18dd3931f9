// SPDX-License-Identifier: Apache-2.0
#include "common/process/frame.h"

#include <unistd.h>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace utvalg::process {
namespace {

class FrameTest : public testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(pipe(fds_), 0); }
  void TearDown() override {
    close(fds_[0]);
    CloseWriter();
  }
  void CloseWriter() {
    if (fds_[1] >= 0) close(fds_[1]);
    fds_[1] = -1;
  }
  int reader() const { return fds_[0]; }
  int writer() const { return fds_[1]; }

 private:
  int fds_[2] = {-1, -1};
};

TEST_F(FrameTest, MessagesComeOutAsTheyWentIn) {
  const std::string binary("\0\xFF middle \0", 11);
  ASSERT_TRUE(WriteFrame(writer(), binary).ok());
  ASSERT_TRUE(WriteFrame(writer(), "").ok());
  EXPECT_EQ(**ReadFrame(reader(), 100), binary);
  EXPECT_EQ(**ReadFrame(reader(), 100), "");
}

TEST_F(FrameTest, TheEndOfTheStreamIsNoMessage) {
  CloseWriter();
  const auto frame = ReadFrame(reader(), 100);
  ASSERT_TRUE(frame.ok());
  EXPECT_FALSE(frame->has_value());
}

TEST_F(FrameTest, AnEndInsideAFrameIsDataLoss) {
  ASSERT_EQ(write(writer(), "\x05\0\0\0ab", 6), 6);
  CloseWriter();
  EXPECT_EQ(ReadFrame(reader(), 100).status().code(), absl::StatusCode::kDataLoss);
}

TEST_F(FrameTest, AnOversizedFrameIsRefusedBeforeItIsRead) {
  ASSERT_EQ(write(writer(), "\xFF\xFF\xFF\x7F", 4), 4);
  EXPECT_EQ(ReadFrame(reader(), 100).status().code(), absl::StatusCode::kResourceExhausted);
}

TEST(FrameHeaderTest, IsLittleEndian) {
  const auto header = EncodeFrameHeader(0x01020304);
  EXPECT_THAT(header, testing::ElementsAre(4, 3, 2, 1));
  EXPECT_EQ(DecodeFrameHeader(header.data()), 0x01020304u);
}

}  // namespace
}  // namespace utvalg::process
