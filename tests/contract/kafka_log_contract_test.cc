// SPDX-License-Identifier: Apache-2.0
//
// The meaning of the log, on Kafka: against librdkafka's mock brokers (Mock/...) and against a real
// broker (Broker/..., at the address in UTVALG_KAFKA).
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/log/kafka/kafka_log.h"
#include "common/log/kafka/kafka_topics.h"
#include "common/log/kafka/mock_cluster.h"
#include "common/log/topics.h"
#include "tests/contract/log_contract.h"
#include "tests/kafka_broker.h"

namespace utvalg {
namespace {

KafkaLogOptions ContractOptions(std::string bootstrap) {
  KafkaLogOptions options;
  options.bootstrap = std::move(bootstrap);
  options.topics = {kPlainTopic, kSideTopic, kTableTopic};
  return options;
}

absl::StatusOr<std::unique_ptr<Log>> OpenLog(const KafkaLogOptions& options) {
  UTVALG_ASSIGN_OR_RETURN(std::unique_ptr<KafkaLog> log, KafkaLog::Open(options));
  return std::unique_ptr<Log>(std::move(log));
}

class MockPlace final : public LogPlace {
 public:
  MockPlace() {
    for (const char* topic : {kPlainTopic, kSideTopic, kTableTopic}) {
      cluster_.CreateTopic(topic, kContractPartitions);
    }
  }
  absl::StatusOr<std::unique_ptr<Log>> Open() override {
    KafkaLogOptions options = ContractOptions(cluster_.bootstrap());
    // The mock brokers wait so long for a member that left, and take no less.
    options.session_timeout = std::chrono::seconds(6);
    return OpenLog(options);
  }
  absl::Status Compact(Log*, const std::string&) override {
    return absl::UnimplementedError("the mock brokers do not compact");
  }
  bool CommitsWhileHandingOver() const override { return false; }

 private:
  MockCluster cluster_;
};

class BrokerPlace final : public LogPlace {
 public:
  absl::StatusOr<std::unique_ptr<Log>> Open() override {
    if (options_.bootstrap.empty()) UTVALG_RETURN_IF_ERROR(Create());
    return OpenLog(options_);
  }

  absl::Status Compact(Log* log, const std::string& topic) override {
    UTVALG_ASSIGN_OR_RETURN(const std::vector<Position> ends, log->EndPositions(topic));
    for (const absl::Time give_up = absl::Now() + absl::Seconds(60); absl::Now() < give_up;) {
      // The segment that is being written is not compacted: begin new ones.
      UTVALG_RETURN_IF_ERROR(log->Append(Fillers(topic)).status());
      UTVALG_ASSIGN_OR_RETURN(const bool left, AnySuperseded(log, topic, ends));
      if (!left) return absl::OkStatus();
    }
    return absl::DeadlineExceededError("the broker did not compact");
  }

 private:
  absl::Status Create() {
    UTVALG_ASSIGN_OR_RETURN(const std::string bootstrap, KafkaBroker());
    options_ = ContractOptions(bootstrap);
    options_.prefix = UniquePrefix();
    UTVALG_ASSIGN_OR_RETURN(std::unique_ptr<KafkaTopics> topics, KafkaTopics::Connect(options_));
    const std::map<std::string, std::string> compacted = {
        {"cleanup.policy", "compact"}, {"segment.ms", "50"}, {"min.cleanable.dirty.ratio", "0"}};
    return topics->Create({{kPlainTopic, kContractPartitions, 1, {}},
                           {kSideTopic, kContractPartitions, 1, {}},
                           {kTableTopic, kContractPartitions, 1, compacted}});
  }

  std::vector<NewRecord> Fillers(const std::string& topic) {
    std::vector<NewRecord> fillers;
    std::map<uint32_t, std::string> keys;
    for (int i = 0; keys.size() < kContractPartitions; ++i) {
      const std::string key = Cat(kFillerKey, i);
      if (keys.emplace(PartitionOf(key, kContractPartitions), key).second) {
        fillers.push_back({topic, key, "filler", {}});
      }
    }
    return fillers;
  }

  absl::StatusOr<bool> AnySuperseded(Log* log, const std::string& topic,
                                     const std::vector<Position>& ends) {
    UTVALG_ASSIGN_OR_RETURN(auto reader, log->Subscribe({"", {{topic}}, nullptr}));
    std::set<std::pair<TopicPartition, std::string>> keys;
    bool superseded = false;
    std::map<TopicPartition, uint64_t> open;
    for (const Position& end : ends) {
      if (end.next_offset > 0) open[end.at] = end.next_offset;
    }
    for (const absl::Time give_up = absl::Now() + absl::Seconds(60); !open.empty();) {
      if (absl::Now() > give_up) {
        return absl::DeadlineExceededError(Cat(topic, " was not read to where it ended before"));
      }
      UTVALG_ASSIGN_OR_RETURN(const auto records,
                              reader->Poll(1000, std::chrono::milliseconds(100)));
      for (const Record& record : records) {
        const auto end = open.find(record.at);
        if (end == open.end() || record.offset >= end->second) continue;
        superseded |=
            !record.key.starts_with(kFillerKey) && !keys.emplace(record.at, record.key).second;
      }
      for (const Position& position : reader->Positions()) {
        const auto end = open.find(position.at);
        if (end != open.end() && position.next_offset >= end->second) open.erase(end);
      }
    }
    return superseded;
  }

  KafkaLogOptions options_;
};

// For what only a log on a broker can meet.
class KafkaLogTest : public LogContractTest {};

// As a stage with state finds it whose topic was made anew: what follows would be taken for known.
TEST_P(KafkaLogTest, APositionBehindTheEndIsADataLossNotASilence) {
  class Ahead final : public AssignmentListener {
   public:
    absl::StatusOr<std::vector<Position>> OnAssigned(
        const std::vector<TopicPartition>& partitions) override {
      std::vector<Position> starts;
      for (const TopicPartition& at : partitions) starts.push_back({at, 1000});
      return starts;
    }
    void OnRevoked(const std::vector<TopicPartition>&) override {}
  } ahead;
  AppendNumbered(kPlainTopic, 0, 20);
  auto consumer = Join("g", {{kPlainTopic}}, &ahead);
  absl::Status status;
  for (const absl::Time give_up = absl::Now() + absl::FromChrono(kPatience);
       status.ok() && absl::Now() < give_up;) {
    const auto records = consumer->Poll(10, std::chrono::milliseconds(1000));
    status = records.status();
    if (records.ok()) {
      EXPECT_TRUE(records->empty());
    }
  }
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss) << status;
}

const LogFactory kMock{[] { return std::unique_ptr<LogPlace>(new MockPlace()); }};
const LogFactory kBroker{[] { return std::unique_ptr<LogPlace>(new BrokerPlace()); }};

INSTANTIATE_TEST_SUITE_P(Mock, LogContractTest, ::testing::Values(kMock));
INSTANTIATE_TEST_SUITE_P(Broker, LogContractTest, ::testing::Values(kBroker));
INSTANTIATE_TEST_SUITE_P(Mock, KafkaLogTest, ::testing::Values(kMock));
INSTANTIATE_TEST_SUITE_P(Broker, KafkaLogTest, ::testing::Values(kBroker));
INSTANTIATE_TEST_SUITE_P(Broker, LogCompactionContractTest, ::testing::Values(kBroker));

}  // namespace
}  // namespace utvalg
