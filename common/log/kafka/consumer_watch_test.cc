// SPDX-License-Identifier: Apache-2.0
//
// A consumer of which the broker refuses every request for records and answers all others:
// assigned, behind, and standing still.
#include <atomic>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "common/log/kafka/kafka_log.h"
#include "common/log/kafka/mock_cluster.h"
#include "gtest/gtest.h"

namespace utvalg {
namespace {

constexpr char kTopic[] = "watched";

class ConsumerWatchTest : public testing::Test {
 protected:
  ConsumerWatchTest() {
    cluster_.CreateTopic(kTopic, 1);
    KafkaLogOptions options;
    options.bootstrap = cluster_.bootstrap();
    options.topics = {kTopic};
    options.stall_patience = std::chrono::seconds(2);
    options.on_stall = [this](std::string_view topic, uint32_t partition) {
      EXPECT_EQ(topic, kTopic);
      EXPECT_EQ(partition, 0u);
      ++stalls_;
      if (give_when_stalled_) cluster_.Give();
    };
    options.on_fatal = [this](const absl::Status& status) {
      EXPECT_TRUE(absl::IsInternal(status));
      ++fatal_;
    };
    log_ = *KafkaLog::Open(std::move(options));
    consumer_ = *log_->Subscribe({"", {{kTopic}}, nullptr});
  }

  void Append(const std::string& value) {
    std::vector<NewRecord> records;
    records.push_back({kTopic, "t|c|a", value, {}});
    ASSERT_TRUE(log_->Append(std::move(records)).ok());
  }

  // Until a record or an error comes, or the time is over.
  absl::StatusOr<std::vector<Record>> Await(absl::Duration patience) {
    for (const absl::Time end = absl::Now() + patience; absl::Now() < end;) {
      auto records = consumer_->Poll(10, std::chrono::milliseconds(200));
      if (!records.ok() || !records->empty()) return records;
    }
    return std::vector<Record>();
  }

  MockCluster cluster_;
  std::atomic<int> stalls_{0};
  std::atomic<int> fatal_{0};
  bool give_when_stalled_ = false;
  std::unique_ptr<KafkaLog> log_;
  std::unique_ptr<Consumer> consumer_;
};

TEST_F(ConsumerWatchTest, APartitionThatStandsStillIsAskedForAnewAndThenGoesOn) {
  Append("first");
  ASSERT_EQ(Await(absl::Seconds(30))->size(), 1u);
  give_when_stalled_ = true;
  cluster_.Withhold();
  Append("second");
  const auto records = Await(absl::Seconds(60));
  ASSERT_TRUE(records.ok()) << records.status();
  ASSERT_EQ(records->size(), 1u);
  EXPECT_EQ(records->front().value, "second");
  EXPECT_EQ(stalls_, 1);
  EXPECT_EQ(fatal_, 0);
}

TEST_F(ConsumerWatchTest, OneThatStillStandsThenEndsTheConsumer) {
  Append("first");
  ASSERT_EQ(Await(absl::Seconds(30))->size(), 1u);
  cluster_.Withhold();
  Append("second");
  const auto records = Await(absl::Seconds(60));
  EXPECT_TRUE(absl::IsInternal(records.status())) << records.status();
  EXPECT_EQ(stalls_, 1);
  EXPECT_EQ(fatal_, 1);
}

TEST_F(ConsumerWatchTest, OneThatIsAtItsEndDoesNotStandStill) {
  Append("first");
  ASSERT_EQ(Await(absl::Seconds(30))->size(), 1u);
  EXPECT_TRUE(Await(absl::Seconds(6))->empty());
  EXPECT_EQ(stalls_, 0);
  EXPECT_EQ(fatal_, 0);
}

}  // namespace
}  // namespace utvalg
