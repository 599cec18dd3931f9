// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/log_contract.h"

#include <algorithm>
#include <atomic>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "common/base/strings.h"
#include "common/log/topics.h"
#include "gmock/gmock.h"

namespace utvalg {

using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<Position> Behind(const std::vector<Record>& records) {
  std::map<TopicPartition, uint64_t> next;
  for (const Record& record : records) next[record.at] = record.offset + 1;
  std::vector<Position> positions;
  for (const auto& [at, next_offset] : next) positions.push_back({at, next_offset});
  return positions;
}

void LogContractTest::SetUp() {
  place_ = GetParam().make();
  auto log = place_->Open();
  if (absl::IsNotFound(log.status())) GTEST_SKIP() << log.status();
  ASSERT_TRUE(log.ok()) << log.status();
  log_ = *std::move(log);
}

void LogContractTest::Reopen() {
  log_.reset();
  auto log = place_->Open();
  ASSERT_TRUE(log.ok()) << log.status();
  log_ = *std::move(log);
}

Position LogContractTest::Append(const std::string& topic, std::string key, std::string value,
                                 std::vector<RecordHeader> headers) {
  auto positions = log_->Append({{topic, std::move(key), std::move(value), std::move(headers)}});
  EXPECT_TRUE(positions.ok()) << positions.status();
  return positions.ok() ? positions->front() : Position{};
}

void LogContractTest::AppendNumbered(const std::string& topic, int from, int to) {
  std::vector<NewRecord> records;
  for (int i = from; i < to; ++i) records.push_back({topic, Cat("t|k", i), Cat(i), {}});
  ASSERT_TRUE(log_->Append(std::move(records)).ok());
}

std::unique_ptr<Consumer> LogContractTest::Join(const std::string& group,
                                                std::vector<Subscription> topics,
                                                AssignmentListener* listener) {
  auto consumer = log_->Subscribe({group, std::move(topics), listener});
  EXPECT_TRUE(consumer.ok()) << consumer.status();
  return *std::move(consumer);
}

std::unique_ptr<Consumer> LogContractTest::ReadAlone(const std::string& topic) {
  return Join("", {{topic}});
}

std::vector<Record> LogContractTest::Read(Consumer* consumer, size_t count) {
  std::vector<Record> all;
  const auto give_up = std::chrono::steady_clock::now() + kPatience;
  while (all.size() < count && std::chrono::steady_clock::now() < give_up) {
    auto records = consumer->Poll(count - all.size(), kPatience);
    EXPECT_TRUE(records.ok()) << records.status();
    if (!records.ok()) break;
    for (Record& record : *records) {
      if (!record.key.starts_with(kFillerKey)) all.push_back(std::move(record));
    }
  }
  return all;
}

std::vector<Record> LogContractTest::ReadToEnd(Consumer* consumer, const std::string& topic) {
  const auto ends = log_->EndPositions(topic);
  EXPECT_TRUE(ends.ok()) << ends.status();
  std::vector<Record> all;
  const auto at_end = [&] {
    std::map<TopicPartition, uint64_t> positions;
    for (const Position& position : consumer->Positions()) {
      positions[position.at] = position.next_offset;
    }
    return std::all_of(ends->begin(), ends->end(), [&positions](const Position& end) {
      return positions.contains(end.at) && positions[end.at] >= end.next_offset;
    });
  };
  const auto give_up = std::chrono::steady_clock::now() + kPatience;
  while (!at_end() && std::chrono::steady_clock::now() < give_up) {
    auto records = consumer->Poll(1000, milliseconds(10));
    EXPECT_TRUE(records.ok()) << records.status();
    if (!records.ok()) break;
    for (Record& record : *records) {
      if (!record.key.starts_with(kFillerKey)) all.push_back(std::move(record));
    }
  }
  EXPECT_TRUE(at_end()) << "not read to the end of " << topic;
  return all;
}

std::map<uint32_t, std::vector<std::string>> LogContractTest::Everything(const std::string& topic) {
  std::map<uint32_t, std::vector<std::string>> all;
  for (const Record& record : ReadToEnd(ReadAlone(topic).get(), topic)) {
    all[record.at.partition].push_back(Cat(record.key, "=", record.value));
  }
  return all;
}

size_t LogContractTest::CountWaiting(const std::string& group, const std::string& topic) {
  return ReadToEnd(Join(group, {{topic}}).get(), topic).size();
}

// --- Appending and reading.

TEST_P(LogContractTest, ARecordIsReadBackAsItWasAppended) {
  const std::string value("bytes \0 and \xff", 13);
  const std::vector<RecordHeader> headers = {{"schema", "m"}, {"empty", ""}, {"schema", "again"}};
  const Position position = Append(kPlainTopic, "tenant|c|a", value, headers);
  EXPECT_EQ(position.at.partition, PartitionOf("tenant|c|a", kContractPartitions));
  const auto records = Read(ReadAlone(kPlainTopic).get(), 1);
  ASSERT_THAT(records, SizeIs(1));
  EXPECT_EQ(records[0].at, position.at);
  EXPECT_EQ(records[0].offset + 1, position.next_offset);
  EXPECT_EQ(records[0].key, "tenant|c|a");
  EXPECT_EQ(records[0].value, value);
  EXPECT_EQ(records[0].headers, headers);
  EXPECT_GT(records[0].produced_at_ms, 1'600'000'000'000);
}

TEST_P(LogContractTest, WhatWasAppendedIsThereAfterReopening) {
  AppendNumbered(kPlainTopic, 0, 50);
  const auto before = Everything(kPlainTopic);
  Reopen();
  EXPECT_EQ(Everything(kPlainTopic), before);
  AppendNumbered(kPlainTopic, 50, 60);
  size_t count = 0;
  for (const auto& [partition, records] : Everything(kPlainTopic)) count += records.size();
  EXPECT_EQ(count, 60u);
}

TEST_P(LogContractTest, ABatchGoesToSeveralTopicsAndKeepsItsOrder) {
  std::vector<NewRecord> records;
  for (int i = 0; i < 20; ++i) {
    records.push_back({i % 2 == 0 ? kPlainTopic : kSideTopic, "t|same", Cat(i), {}});
  }
  const auto positions = log_->Append(records);
  ASSERT_TRUE(positions.ok());
  ASSERT_THAT(*positions, SizeIs(20));
  EXPECT_EQ((*positions)[1].at.topic, kSideTopic);
  const auto plain = Read(ReadAlone(kPlainTopic).get(), 10);
  const auto side = Read(ReadAlone(kSideTopic).get(), 10);
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(plain[i].value, Cat(2 * i));
    EXPECT_EQ(side[i].value, Cat(2 * i + 1));
    EXPECT_EQ(plain[i].offset + 1, (*positions)[2 * i].next_offset);
  }
}

TEST_P(LogContractTest, ConcurrentAppendsAreAllThereInTheirProducersOrder) {
  constexpr int kThreads = 8;
  constexpr int kAppends = 40;
  std::vector<std::thread> threads;
  std::atomic<int> failures{0};
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([this, thread, &failures] {
      for (int i = 0; i < kAppends; ++i) {
        const bool ok = log_->Append({{kPlainTopic, Cat("t|", thread), Cat(2 * i), {}},
                                      {kPlainTopic, Cat("t|", thread), Cat(2 * i + 1), {}}})
                            .ok();
        failures += ok ? 0 : 1;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(failures, 0);
  std::map<std::string, int> next;
  std::map<uint32_t, uint64_t> offsets;
  for (const Record& record : Read(ReadAlone(kPlainTopic).get(), kThreads * kAppends * 2)) {
    EXPECT_EQ(record.value, Cat(next[record.key]++)) << record.key;
    if (offsets.contains(record.at.partition)) {
      EXPECT_GT(record.offset, offsets[record.at.partition]);
    }
    offsets[record.at.partition] = record.offset;
  }
  for (int thread = 0; thread < kThreads; ++thread)
    EXPECT_EQ(next[Cat("t|", thread)], 2 * kAppends);
}

TEST_P(LogContractTest, AnUnknownTopicAndAnEmptyKeyAreRefusedWhole) {
  EXPECT_EQ(
      log_->Append({{kPlainTopic, "t|k", "v", {}}, {"nowhere", "k", "v", {}}}).status().code(),
      absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(log_->Append({{kPlainTopic, "", "v", {}}}).status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(log_->Subscribe({"g", {{"nowhere"}}, nullptr}).status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(log_->Subscribe({"g", {}, nullptr}).status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_TRUE(log_->Append({}).ok());
  EXPECT_THAT(Everything(kPlainTopic), IsEmpty());
}

TEST_P(LogContractTest, AWaitingPollIsEndedByAnAppend) {
  auto consumer = ReadAlone(kPlainTopic);
  ASSERT_THAT(*consumer->Poll(10, milliseconds(0)), IsEmpty());
  std::thread appender([this] { Append(kPlainTopic, "t|k", "v"); });
  EXPECT_THAT(Read(consumer.get(), 1), SizeIs(1));
  appender.join();
}

TEST_P(LogContractTest, AWaitingPollIsEndedByWake) {
  auto consumer = ReadAlone(kPlainTopic);
  std::thread waker([&consumer] { consumer->Wake(); });
  const auto records = consumer->Poll(10, kPatience);
  waker.join();
  ASSERT_TRUE(records.ok());
  EXPECT_THAT(*records, IsEmpty());
}

TEST_P(LogContractTest, PollGivesAtMostWhatWasAskedForAndLosesNothing) {
  AppendNumbered(kPlainTopic, 0, 30);
  auto consumer = ReadAlone(kPlainTopic);
  std::set<std::string> keys;
  while (keys.size() < 30) {
    const auto records = consumer->Poll(7, kPatience);
    ASSERT_TRUE(records.ok());
    ASSERT_FALSE(records->empty());
    ASSERT_LE(records->size(), 7u);
    for (const Record& record : *records) EXPECT_TRUE(keys.insert(record.key).second);
  }
}

TEST_P(LogContractTest, EndPositionsAreBehindTheLastRecords) {
  AppendNumbered(kPlainTopic, 0, 30);
  auto consumer = ReadAlone(kPlainTopic);
  std::map<TopicPartition, uint64_t> ends;
  const auto positions = log_->EndPositions(kPlainTopic);
  for (const Position& end : *positions) ends[end.at] = end.next_offset;
  EXPECT_THAT(ends, SizeIs(kContractPartitions));
  for (const Position& position : Behind(Read(consumer.get(), 30))) {
    EXPECT_EQ(position.next_offset, ends[position.at]);
  }
}

// --- Groups and positions.

TEST_P(LogContractTest, EveryGroupSeesEveryRecord) {
  AppendNumbered(kPlainTopic, 0, 40);
  auto first = Join("first", {{kPlainTopic}});
  auto second = Join("second", {{kPlainTopic}});
  EXPECT_THAT(Read(first.get(), 40), SizeIs(40));
  EXPECT_THAT(Read(second.get(), 40), SizeIs(40));
}

TEST_P(LogContractTest, AGroupGoesOnFromItsCommittedPositionsAfterReopening) {
  AppendNumbered(kPlainTopic, 0, 40);
  std::set<std::string> keys;
  {
    auto consumer = Join("g", {{kPlainTopic}});
    const auto done = Read(consumer.get(), 15);
    for (const Record& record : done) keys.insert(record.key);
    ASSERT_TRUE(consumer->Commit(Behind(done)).ok());
    EXPECT_THAT(Read(consumer.get(), 10), SizeIs(10));  // Read, but not committed: comes again.
  }
  Reopen();
  auto consumer = Join("g", {{kPlainTopic}});
  for (const Record& record : Read(consumer.get(), 25)) EXPECT_TRUE(keys.insert(record.key).second);
  EXPECT_THAT(keys, SizeIs(40));
}

TEST_P(LogContractTest, AReaderWithoutAGroupStartsAtTheBeginningEachTime) {
  AppendNumbered(kPlainTopic, 0, 10);
  for (int i = 0; i < 2; ++i) {
    auto consumer = ReadAlone(kPlainTopic);
    const auto records = Read(consumer.get(), 10);
    EXPECT_THAT(records, SizeIs(10));
    EXPECT_EQ(consumer->Commit(Behind(records)).code(), absl::StatusCode::kAborted);
  }
}

TEST_P(LogContractTest, ACommitNeverGoesBack) {
  for (int i = 0; i < 5; ++i) Append(kPlainTopic, "t|k", Cat(i));
  {
    auto consumer = Join("g", {{kPlainTopic}});
    const auto records = Read(consumer.get(), 5);
    ASSERT_TRUE(consumer->Commit({{records[0].at, records[3].offset + 1}}).ok());
    ASSERT_TRUE(consumer->Commit({{records[0].at, records[1].offset + 1}}).ok());
    const auto committed = *log_->CommittedPositions("g", kPlainTopic);
    EXPECT_THAT(committed, ElementsAre(Position{records[0].at, records[3].offset + 1}));
  }
  Reopen();
  auto consumer = Join("g", {{kPlainTopic}});
  EXPECT_EQ(Read(consumer.get(), 1)[0].value, "4");
}

TEST_P(LogContractTest, OfAGroupEachPartitionBelongsToOneMember) {
  auto first = Join("g", {{kPlainTopic}});
  auto second = Join("g", {{kPlainTopic}});
  // Both take part until the shares are settled.
  const auto settled = [&] {
    return first->Positions().size() + second->Positions().size() == kContractPartitions &&
           !first->Positions().empty() && !second->Positions().empty();
  };
  const auto give_up = std::chrono::steady_clock::now() + kPatience;
  while (!settled() && std::chrono::steady_clock::now() < give_up) {
    ASSERT_TRUE(first->Poll(0, milliseconds(0)).ok());
    ASSERT_TRUE(second->Poll(0, milliseconds(0)).ok());
  }
  ASSERT_TRUE(settled());
  AppendNumbered(kPlainTopic, 0, 60);
  std::vector<Record> all;
  while (all.size() < 60 && std::chrono::steady_clock::now() < give_up) {
    for (Consumer* member : {first.get(), second.get()}) {
      const auto records = member->Poll(100, milliseconds(0));
      ASSERT_TRUE(records.ok());
      all.insert(all.end(), records->begin(), records->end());
    }
  }
  std::set<std::string> keys;
  for (const Record& record : all) keys.insert(record.key);
  EXPECT_THAT(all, SizeIs(60));
  EXPECT_THAT(keys, SizeIs(60));
}

// Remembers what it was told; commits, when it must give up, what it was given to commit.
class RecordingListener final : public AssignmentListener {
 public:
  absl::StatusOr<std::vector<Position>> OnAssigned(
      const std::vector<TopicPartition>& partitions) override {
    owned.insert(partitions.begin(), partitions.end());
    return starts;
  }
  void OnRevoked(const std::vector<TopicPartition>& partitions) override {
    for (const TopicPartition& at : partitions) owned.erase(at);
    std::vector<Position> last;
    for (const Position& position : to_commit) {
      if (std::find(partitions.begin(), partitions.end(), position.at) != partitions.end()) {
        last.push_back(position);
      }
    }
    if (!last.empty()) committed.Update(consumer->Commit(last));
  }

  Consumer* consumer = nullptr;
  std::vector<Position> starts;
  std::vector<Position> to_commit;
  std::set<TopicPartition> owned;
  absl::Status committed;
};

TEST_P(LogContractTest, APartitionIsHandedOverWithItsLastCommit) {
  AppendNumbered(kPlainTopic, 0, 40);
  RecordingListener listener;
  auto first = Join("g", {{kPlainTopic}}, &listener);
  listener.consumer = first.get();
  const auto done = Read(first.get(), 40);
  listener.to_commit = Behind(done);
  EXPECT_THAT(listener.owned, SizeIs(kContractPartitions));
  RecordingListener other;
  auto second = Join("g", {{kPlainTopic}}, &other);
  const auto give_up = std::chrono::steady_clock::now() + kPatience;
  while (other.owned.size() < kContractPartitions / 2 &&
         std::chrono::steady_clock::now() < give_up) {
    ASSERT_TRUE(first->Poll(0, milliseconds(0)).ok());
    ASSERT_THAT(*second->Poll(10, milliseconds(0)), IsEmpty());
  }
  if (place_->CommitsWhileHandingOver()) {
    EXPECT_TRUE(listener.committed.ok()) << listener.committed;
  }
  EXPECT_THAT(listener.owned, SizeIs(kContractPartitions / 2));
  for (const TopicPartition& at : other.owned) {
    EXPECT_FALSE(listener.owned.contains(at));
    EXPECT_EQ(first->Commit({{at, 1}}).code(), absl::StatusCode::kAborted);
    EXPECT_EQ(first->Seek({at, 0}).code(), absl::StatusCode::kNotFound);
  }
}

TEST_P(LogContractTest, WhoLeavesGivesItsPartitionsToTheOthers) {
  AppendNumbered(kPlainTopic, 0, 40);
  RecordingListener listener;
  auto first = Join("g", {{kPlainTopic}}, &listener);
  listener.consumer = first.get();
  const auto done = Read(first.get(), 12);
  listener.to_commit = Behind(done);
  auto second = Join("g", {{kPlainTopic}});
  first->Close();
  // The second may have joined by now.
  if (place_->CommitsWhileHandingOver()) {
    EXPECT_TRUE(listener.committed.ok()) << listener.committed;
  }
  EXPECT_THAT(listener.owned, IsEmpty());
  std::set<std::string> keys;
  for (const Record& record : done) keys.insert(record.key);
  const auto give_up = std::chrono::steady_clock::now() + kPatience;
  while (keys.size() < 40 && std::chrono::steady_clock::now() < give_up) {
    const auto records = second->Poll(40, milliseconds(100));
    ASSERT_TRUE(records.ok()) << records.status();
    for (const Record& record : *records) {
      // What was committed does not come again.
      EXPECT_TRUE(keys.insert(record.key).second || !listener.committed.ok());
    }
  }
  EXPECT_THAT(keys, SizeIs(40));
}

TEST_P(LogContractTest, AReaderStartsWhereTheCallerSays) {
  for (int i = 0; i < 6; ++i) Append(kPlainTopic, "t|k", Cat(i));
  const TopicPartition at{kPlainTopic, PartitionOf("t|k", kContractPartitions)};
  {
    auto consumer = Join("g", {{kPlainTopic}});
    const auto records = Read(consumer.get(), 6);
    ASSERT_TRUE(consumer->Commit(Behind(records)).ok());
  }
  RecordingListener listener;
  listener.starts = {{at, 2}};
  auto consumer = Join("g", {{kPlainTopic}}, &listener);
  const auto records = Read(consumer.get(), 4);
  ASSERT_THAT(records, SizeIs(4));
  EXPECT_EQ(records[0].value, "2");
}

TEST_P(LogContractTest, AListenersErrorEndsThePoll) {
  class Refusing final : public AssignmentListener {
    absl::StatusOr<std::vector<Position>> OnAssigned(const std::vector<TopicPartition>&) override {
      return absl::DataLossError("state gone");
    }
    void OnRevoked(const std::vector<TopicPartition>&) override {}
  } refusing;
  auto consumer = Join("g", {{kPlainTopic}}, &refusing);
  EXPECT_EQ(consumer->Poll(1, kPatience).status().code(), absl::StatusCode::kDataLoss);
}

TEST_P(LogContractTest, MembersOfAGroupReadTheSameTopics) {
  auto first = Join("g", {{kPlainTopic}});
  EXPECT_EQ(log_->Subscribe({"g", {{kSideTopic}}, nullptr}).status().code(),
            absl::StatusCode::kFailedPrecondition);
}

TEST_P(LogContractTest, SeekReadsAgain) {
  for (int i = 0; i < 3; ++i) Append(kPlainTopic, "t|k", Cat(i));
  auto consumer = ReadAlone(kPlainTopic);
  const auto records = Read(consumer.get(), 3);
  ASSERT_TRUE(consumer->Seek({records[0].at, records[1].offset}).ok());
  EXPECT_EQ(Read(consumer.get(), 1)[0].value, "1");
}

TEST_P(LogContractTest, APausedPartitionIsNotReadUntilItIsResumed) {
  AppendNumbered(kPlainTopic, 0, 40);
  auto consumer = ReadAlone(kPlainTopic);
  ASSERT_TRUE(consumer->Poll(0, milliseconds(0)).ok());
  const TopicPartition paused{kPlainTopic, PartitionOf("t|k0", kContractPartitions)};
  size_t there = 0;
  for (int i = 0; i < 40; ++i)
    there += PartitionOf(Cat("t|k", i), kContractPartitions) == paused.partition;
  consumer->Pause({paused});
  for (const Record& record : Read(consumer.get(), 40 - there)) EXPECT_NE(record.at, paused);
  EXPECT_THAT(*consumer->Poll(10, milliseconds(0)), IsEmpty());
  consumer->Resume({paused});
  for (const Record& record : Read(consumer.get(), there)) EXPECT_EQ(record.at, paused);
}

TEST_P(LogContractTest, TopicsShareByWeightAndNoneStarves) {
  AppendNumbered(kPlainTopic, 0, 200);
  AppendNumbered(kSideTopic, 0, 200);
  auto consumer = Join("g", {{kPlainTopic, 4}, {kSideTopic, 1}});
  while (consumer->Positions().empty()) {
    ASSERT_TRUE(consumer->Poll(0, milliseconds(100)).ok());
  }
  // A log behind a network has to fetch from both topics before it can weigh them.
  ASSERT_TRUE(consumer->Poll(0, milliseconds(2000)).ok());
  std::map<std::string, int> share;
  for (int i = 0; i < 20; ++i) {
    for (const Record& record : Read(consumer.get(), 5)) ++share[record.at.topic];
  }
  EXPECT_GE(share[kPlainTopic], 60);
  EXPECT_GE(share[kSideTopic], 10);
  EXPECT_THAT(Read(consumer.get(), 300), SizeIs(300));
}

TEST_P(LogContractTest, WhatNobodyCommittedIsStillWaiting) {
  AppendNumbered(kPlainTopic, 0, 10);
  EXPECT_THAT(*log_->CommittedPositions("g", kPlainTopic), IsEmpty());
  EXPECT_EQ(CountWaiting("g", kPlainTopic), 10u);
  EXPECT_EQ(CountWaiting("g", kPlainTopic), 10u);
}

// --- Compaction.

TEST_P(LogCompactionContractTest, CompactionKeepsTheNewestOfEachKeyInPlace) {
  std::map<std::string, Position> newest;
  for (int round = 0; round < 5; ++round) {
    for (int key = 0; key < 10; ++key) {
      newest[Cat("t|k", key)] = Append(kTableTopic, Cat("t|k", key), Cat(round));
    }
  }
  ASSERT_TRUE(place_->Compact(log_.get(), kTableTopic).ok());
  const auto left = ReadToEnd(ReadAlone(kTableTopic).get(), kTableTopic);
  EXPECT_THAT(left, SizeIs(10));
  for (const Record& record : left) {
    EXPECT_EQ(record.value, "4");
    EXPECT_EQ((Position{record.at, record.offset + 1}), newest[record.key]);
  }
}

TEST_P(LogCompactionContractTest, CompactionIsDoneAgainOverWhatCameLater) {
  for (int round = 0; round < 3; ++round) {
    Append(kTableTopic, "t|a", Cat("a", round));
    Append(kTableTopic, "t|b", "b");
    ASSERT_TRUE(place_->Compact(log_.get(), kTableTopic).ok());
  }
  Reopen();
  std::set<std::string> left;
  for (const auto& [partition, records] : Everything(kTableTopic)) {
    left.insert(records.begin(), records.end());
  }
  EXPECT_EQ(left, (std::set<std::string>{"t|a=a2", "t|b=b"}));
}

TEST_P(LogCompactionContractTest, ATombstoneReplacesWhatItBuries) {
  Append(kTableTopic, "t|k", "v");
  Append(kTableTopic, "t|k", "");
  ASSERT_TRUE(place_->Compact(log_.get(), kTableTopic).ok());
  const auto records = Read(ReadAlone(kTableTopic).get(), 1);
  ASSERT_THAT(records, SizeIs(1));
  EXPECT_TRUE(records[0].IsTombstone());
}

// What is left may be little at any time: a log may compact before it is asked.
TEST_P(LogCompactionContractTest, AReaderInTheMiddleOfACompactedTopicGoesOn) {
  std::vector<NewRecord> batch;
  for (int i = 0; i < 20; ++i) batch.push_back({kTableTopic, "t|k", Cat(i), {}});
  ASSERT_TRUE(log_->Append(std::move(batch)).ok());
  // What was fetched before may still come, but in order, and the newest at last.
  const auto read_to_newest = [this](Consumer* consumer, Record last) {
    while (last.value != "19") {
      const auto next = Read(consumer, 1);
      ASSERT_THAT(next, SizeIs(1)) << "after " << last.value;
      EXPECT_GT(next[0].offset, last.offset);
      last = next[0];
    }
  };
  Record first;
  {
    auto consumer = Join("g", {{kTableTopic}});
    const auto records = Read(consumer.get(), 1);
    ASSERT_THAT(records, SizeIs(1));
    first = records[0];
    ASSERT_TRUE(consumer->Commit(Behind(records)).ok());
    ASSERT_TRUE(place_->Compact(log_.get(), kTableTopic).ok());
    ASSERT_NO_FATAL_FAILURE(read_to_newest(consumer.get(), first));
  }
  // Where the group stands there is no record any more.
  Reopen();
  auto consumer = Join("g", {{kTableTopic}});
  ASSERT_NO_FATAL_FAILURE(read_to_newest(consumer.get(), first));
}

TEST_P(LogCompactionContractTest, AppendsGoOnDuringCompaction) {
  std::thread appender([this] {
    for (int i = 0; i < 200; ++i) Append(kTableTopic, Cat("t|k", i % 10), Cat(i));
  });
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(place_->Compact(log_.get(), kTableTopic).ok());
  appender.join();
  ASSERT_TRUE(place_->Compact(log_.get(), kTableTopic).ok());
  std::set<std::string> left;
  for (const auto& [partition, records] : Everything(kTableTopic)) {
    left.insert(records.begin(), records.end());
  }
  std::set<std::string> expected;
  for (int i = 190; i < 200; ++i) expected.insert(Cat("t|k", i % 10, "=", i));
  EXPECT_EQ(left, expected);
}

}  // namespace utvalg
