// SPDX-License-Identifier: Apache-2.0
#include "common/log/table_reader.h"

#include <map>
#include <string>

#include "common/log/embedded/embedded_log.h"
#include "common/log/producer.h"
#include "common/testing/fake_clock.h"
#include "common/testing/flaky_log.h"
#include "common/testing/temp_dir.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace utvalg {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

constexpr std::chrono::milliseconds kPatience = std::chrono::seconds(30);

class TableReaderTest : public ::testing::Test {
 protected:
  void SetUp() override {
    EmbeddedLogOptions options;
    options.directory = dir_.path();
    options.topics = {{"jobs", true}};
    options.partitions = 3;
    log_ = *EmbeddedLog::Open(options, &clock_);
  }
  std::vector<Position> Append(std::string key, std::string value) {
    return *log_->Append({{"jobs", std::move(key), std::move(value), {}}});
  }
  std::unique_ptr<TableReader> Start(const RecordCodec* codec) {
    return *TableReader::Start(log_.get(), codec, {"jobs"}, [this](const Record& record) {
      if (record.IsTombstone()) {
        table_.erase(record.key);
      } else {
        table_[record.key] = record.value;
      }
    });
  }

  TempDir dir_;
  FakeClock clock_;
  const IdentityRecordCodec identity_;
  std::unique_ptr<EmbeddedLog> log_;
  std::map<std::string, std::string> table_;  // Written by the reader's thread, read after a wait.
};

TEST_F(TableReaderTest, CaughtUpMeansThatAllIsApplied) {
  Append("a", "1");
  Append("b", "1");
  Append("a", "2");
  Append("b", "");
  auto reader = Start(&identity_);
  ASSERT_TRUE(reader->WaitUntilCaughtUp(kPatience).ok());
  EXPECT_THAT(table_, ElementsAre(Pair("a", "2")));
}

TEST_F(TableReaderTest, OneReadsOnesOwnWrites) {
  auto reader = Start(&identity_);
  for (int i = 0; i < 20; ++i) {
    ASSERT_TRUE(reader->WaitFor(Append("a", std::to_string(i + 1)), kPatience).ok());
    EXPECT_THAT(table_, ElementsAre(Pair("a", std::to_string(i + 1))));
  }
}

TEST_F(TableReaderTest, AGapAtTheEndIsNoReasonToWait) {
  Append("a", "1");
  Append("a", "");
  clock_.Advance(std::chrono::hours(25));
  ASSERT_TRUE(log_->Compact("jobs").ok());
  auto reader = Start(&identity_);
  EXPECT_TRUE(reader->WaitUntilCaughtUp(kPatience).ok());
}

TEST_F(TableReaderTest, ImpatienceIsAnswered) {
  auto reader = Start(&identity_);
  EXPECT_EQ(reader->WaitFor({{{"jobs", 0}, 99}}, std::chrono::milliseconds(1)).code(),
            absl::StatusCode::kDeadlineExceeded);
}

TEST_F(TableReaderTest, ALogThatIsAwayForAWhileIsReadAgain) {
  FlakyLog flaky(log_.get());
  flaky.FailPolls(absl::UnavailableError("down"));
  auto reader = *TableReader::Start(&flaky, &identity_, {"jobs"}, [this](const Record& record) {
    table_[record.key] = record.value;
  });
  const auto position = Append("a", "1");
  EXPECT_EQ(reader->WaitFor(position, std::chrono::milliseconds(1)).code(),
            absl::StatusCode::kDeadlineExceeded);
  flaky.FailPolls(absl::OkStatus());
  EXPECT_TRUE(reader->WaitFor(position, kPatience).ok());
}

TEST_F(TableReaderTest, ADamagedLogIsTold) {
  FlakyLog flaky(log_.get());
  flaky.FailPolls(absl::DataLossError("block checksum mismatch"));
  auto reader = *TableReader::Start(&flaky, &identity_, {"jobs"}, [](const Record&) {});
  EXPECT_EQ(reader->WaitFor(Append("a", "1"), kPatience).code(), absl::StatusCode::kDataLoss);
}

class RefusingCodec final : public RecordCodec {
 public:
  absl::StatusOr<std::string> Encode(std::string_view, std::string_view,
                                     std::string value) const override {
    return value;
  }
  absl::StatusOr<std::string> Decode(std::string_view, std::string_view,
                                     std::string) const override {
    return absl::DataLossError("no");
  }
};

TEST_F(TableReaderTest, WhatDoesNotDecodeIsCountedAndSkipped) {
  const RefusingCodec refusing;
  Append("a", "1");
  auto reader = Start(&refusing);
  ASSERT_TRUE(reader->WaitUntilCaughtUp(kPatience).ok());
  EXPECT_TRUE(table_.empty());
  EXPECT_EQ(reader->undecodable(), 1u);
}

}  // namespace
}  // namespace utvalg
