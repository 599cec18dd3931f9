// SPDX-License-Identifier: Apache-2.0
//
// What only the embedded log promises; what every log promises is in tests/contract.
#include "common/log/embedded/embedded_log.h"

#include <filesystem>
#include <string>

#include "common/base/strings.h"
#include "common/kv/kv_store.h"
#include "common/log/embedded/record_format.h"
#include "common/testing/fake_clock.h"
#include "common/testing/temp_dir.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace utvalg {
namespace {

using ::testing::HasSubstr;

class EmbeddedLogTest : public ::testing::Test {
 protected:
  absl::StatusOr<std::unique_ptr<EmbeddedLog>> Open(uint32_t partitions = 0,
                                                    const std::string& directory = "") {
    EmbeddedLogOptions options;
    options.directory = directory.empty() ? dir_.Below("log") : directory;
    options.topics = {{"plain", false}, {"table", true}};
    options.partitions = partitions;
    options.lock_patience = std::chrono::milliseconds(0);
    return EmbeddedLog::Open(options, &clock_);
  }
  static void Append(Log* log, std::string topic, std::string key, std::string value) {
    ASSERT_TRUE(log->Append({{std::move(topic), std::move(key), std::move(value), {}}}).ok());
  }
  static std::vector<std::string> ReadAll(Log* log, const std::string& topic) {
    ConsumerOptions options;
    options.topics = {{topic}};
    auto consumer = *log->Subscribe(options);
    std::vector<std::string> read;
    const auto records = consumer->Poll(1'000'000, std::chrono::milliseconds(0));
    for (const Record& record : *records) {
      read.push_back(Cat(record.key, "=", record.value));
    }
    return read;
  }

  TempDir dir_;
  FakeClock clock_;
};

TEST_F(EmbeddedLogTest, TheNumberOfPartitionsIsFixedAtCreation) {
  { EXPECT_EQ((*Open(3))->partitions(), 3u); }
  { EXPECT_EQ((*Open())->partitions(), 3u); }
  EXPECT_EQ(Open(4).status().code(), absl::StatusCode::kFailedPrecondition);
}

TEST_F(EmbeddedLogTest, ASecondProcessIsToldThatTheLogIsInUse) {
  auto log = *Open();
  EXPECT_EQ(Open().status().code(), absl::StatusCode::kUnavailable);
}

TEST_F(EmbeddedLogTest, ANewTopicIsAddedToAnOldLog) {
  Append(Open()->get(), "plain", "k", "v");
  EmbeddedLogOptions options;
  options.directory = dir_.Below("log");
  options.topics = {{"plain", false}, {"later", false}};
  auto log = *EmbeddedLog::Open(options, &clock_);
  Append(log.get(), "later", "k", "w");
  EXPECT_THAT(ReadAll(log.get(), "plain"), ::testing::ElementsAre("k=v"));
  EXPECT_THAT(ReadAll(log.get(), "later"), ::testing::ElementsAre("k=w"));
}

TEST_F(EmbeddedLogTest, ALogThatLostItsRecordsIsRefused) {
  Append(Open()->get(), "plain", "k", "v");
  std::filesystem::remove_all(dir_.Below("log/records"));
  const absl::Status status = Open().status();
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss);
  EXPECT_THAT(std::string(status.message()), HasSubstr(dir_.Below("log/high-water/plain")));
  EXPECT_THAT(std::string(status.message()), HasSubstr("Restore"));
}

TEST_F(EmbeddedLogTest, RemovingTheHighWaterFileAcceptsTheLoss) {
  Append(Open()->get(), "plain", "k", "v");
  std::filesystem::remove_all(dir_.Below("log/records"));
  std::filesystem::remove(dir_.Below("log/high-water/plain"));
  EXPECT_TRUE(Open().ok());
}

TEST_F(EmbeddedLogTest, GapsThatCompactionMadeAreNotALossEvenAfterACrash) {
  auto log = *Open(1);
  for (int i = 0; i < 10; ++i) Append(log.get(), "table", "k", std::to_string(i));
  ASSERT_TRUE(log->Compact("table").ok());
  Append(log.get(), "table", "k", "last");
  // As a killed process leaves it.
  std::filesystem::copy(dir_.Below("log"), dir_.Below("crashed"),
                        std::filesystem::copy_options::recursive);
  log.reset();
  for (const std::string& directory : {dir_.Below("log"), dir_.Below("crashed")}) {
    for (int i = 0; i < 2; ++i) {
      auto again = Open(0, directory);
      ASSERT_TRUE(again.ok()) << again.status();
      EXPECT_THAT(ReadAll(again->get(), "table"), ::testing::ElementsAre("k=9", "k=last"));
    }
  }
}

// Damage that RocksDB does not see: a record among those of the last run is not there.
TEST_F(EmbeddedLogTest, AGapThatCompactionDidNotMakeIsALoss) {
  auto log = *Open(1);
  for (int i = 0; i < 10; ++i) Append(log.get(), "plain", "k", std::to_string(i));
  std::filesystem::copy(dir_.Below("log"), dir_.Below("crashed"),
                        std::filesystem::copy_options::recursive);
  {
    KvOptions options;
    options.directory = dir_.Below("crashed/records");
    options.families = {"records", "positions"};
    auto store = *KvStore::Open(options);
    // The first topic that was created.
    ASSERT_TRUE(store->Delete(embedded::kRecords, embedded::RecordKey(0, 0, 4)).ok());
  }
  const absl::Status status = Open(0, dir_.Below("crashed")).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss);
  EXPECT_THAT(std::string(status.message()), HasSubstr("offset 4 is gone"));
}

TEST_F(EmbeddedLogTest, AnOldTombstoneGoesAndItsOffsetIsNotUsedAgain) {
  auto log = *Open(1);
  Append(log.get(), "table", "k", "v");
  Append(log.get(), "table", "k", "");
  ASSERT_TRUE(log->Compact("table").ok());
  EXPECT_THAT(ReadAll(log.get(), "table"), ::testing::ElementsAre("k="));
  clock_.Advance(std::chrono::hours(25));
  ASSERT_TRUE(log->Compact("table").ok());
  EXPECT_THAT(ReadAll(log.get(), "table"), ::testing::IsEmpty());
  log.reset();
  log = *Open();
  EXPECT_EQ(log->Append({{"table", "k", "w", {}}})->front().next_offset, 3u);
}

TEST_F(EmbeddedLogTest, AFreshTopicIsCompactedByItself) {
  auto log = *Open(1);
  for (int i = 0; i < 11; ++i) {
    std::vector<NewRecord> records(1000, NewRecord{"table", "k", "v", {}});
    ASSERT_TRUE(log->Append(std::move(records)).ok());
  }
  ConsumerOptions options;
  options.topics = {{"table"}};
  // Deletion is seen by new readers in time; a reader that starts each time counts what is left.
  size_t left = 11'000;
  for (int i = 0; i < 2000 && left > 6'000; ++i) left = ReadAll(log.get(), "table").size();
  EXPECT_LE(left, 6'000u);
}

TEST_F(EmbeddedLogTest, AnIntactLogVerifies) {
  auto log = *Open();
  Append(log.get(), "plain", "k", "v");
  EXPECT_TRUE(log->Verify().ok());
}

}  // namespace
}  // namespace utvalg
