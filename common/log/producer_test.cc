// SPDX-License-Identifier: Apache-2.0
#include "common/log/producer.h"

#include <algorithm>
#include <string>

#include "common/log/embedded/embedded_log.h"
#include "common/testing/fake_clock.h"
#include "common/testing/temp_dir.h"
#include "gtest/gtest.h"
#include "utvalg/application/v1/application.pb.h"
#include "utvalg/job/v1/job.pb.h"

namespace utvalg {
namespace {

// A codec one can see: the value backwards.
class ReversingCodec final : public RecordCodec {
 public:
  absl::StatusOr<std::string> Encode(std::string_view, std::string_view,
                                     std::string value) const override {
    std::reverse(value.begin(), value.end());
    return value;
  }
  absl::StatusOr<std::string> Decode(std::string_view topic, std::string_view key,
                                     std::string value) const override {
    return Encode(topic, key, std::move(value));
  }
};

class ProducerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    EmbeddedLogOptions options;
    options.directory = dir_.path();
    options.topics = {{"t", false}};
    options.partitions = 1;
    log_ = *EmbeddedLog::Open(options, &clock_);
  }
  std::vector<Record> ReadAll() {
    ConsumerOptions options;
    options.topics = {{"t"}};
    return *(*log_->Subscribe(options))->Poll(100, std::chrono::milliseconds(0));
  }

  TempDir dir_;
  FakeClock clock_;
  std::unique_ptr<EmbeddedLog> log_;
};

TEST_F(ProducerTest, ValuesPassTheCodecAndTombstonesDoNot) {
  const ReversingCodec codec;
  Producer producer(log_.get(), &codec);
  ASSERT_TRUE(producer.Append({{"t", "k", "abc", {}}, {"t", "k", "", {}}}).ok());
  const auto records = ReadAll();
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(records[0].value, "cba");
  EXPECT_TRUE(records[1].IsTombstone());
}

TEST_F(ProducerTest, AMessageIsReadBackAndAnotherTypeIsRefused) {
  const IdentityRecordCodec codec;
  Producer producer(log_.get(), &codec);
  job::v1::Job job;
  job.set_job_id("j");
  const auto position = producer.Append(MakeRecord("t", "tenant|j", job));
  ASSERT_TRUE(position.ok());
  EXPECT_EQ(position->next_offset, 1u);
  const auto records = ReadAll();
  ASSERT_EQ(records.size(), 1u);
  job::v1::Job read;
  ASSERT_TRUE(ParseRecord(records[0], &read).ok());
  EXPECT_EQ(read.job_id(), "j");
  application::v1::Application application;
  EXPECT_EQ(ParseRecord(records[0], &application).code(), absl::StatusCode::kDataLoss);
}

TEST_F(ProducerTest, BytesThatAreNoMessageAreRefused) {
  Record record;
  record.value = "\xff\xff";
  job::v1::Job job;
  EXPECT_EQ(ParseRecord(record, &job).code(), absl::StatusCode::kDataLoss);
}

}  // namespace
}  // namespace utvalg
