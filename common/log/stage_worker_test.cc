// SPDX-License-Identifier: Apache-2.0
#include "common/log/stage_worker.h"

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "common/base/strings.h"
#include "common/log/dead_letter.h"
#include "common/log/embedded/embedded_log.h"
#include "common/log/topics.h"
#include "common/testing/fake_clock.h"
#include "common/testing/flaky_log.h"
#include "common/testing/temp_dir.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace utvalg {
namespace {

using std::chrono::milliseconds;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Eq;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

constexpr milliseconds kPatience = std::chrono::seconds(60);  // Only a hanging test waits for it.
const std::string kIn = "in";
const std::string kOut = "out";

// Answers each record with what a function says, and remembers what it saw.
class TestHandler : public StageHandler {
 public:
  using Answer = std::function<Verdict(const Record&)>;
  explicit TestHandler(Answer answer) : answer_(std::move(answer)) {}

  std::vector<Verdict> Handle(std::span<const Record> records) override {
    {
      absl::MutexLock lock(&mutex_);
      batches_.emplace_back();
      for (const Record& record : records) {
        seen_.push_back(record.value);
        batches_.back().push_back(record.key);
      }
    }
    std::vector<Verdict> verdicts;
    for (const Record& record : records) verdicts.push_back(answer_(record));
    return verdicts;
  }
  std::vector<NewRecord> OnDeadLetter(const Record& record, DeadLetterCode code) override {
    return {{kOut,
             record.key,
             Cat("system-error ", DeadLetterCodeName(code), " [", record.value, "]"),
             {}}};
  }

  std::vector<std::string> seen() const {
    absl::MutexLock lock(&mutex_);
    return seen_;
  }
  std::vector<std::vector<std::string>> batches() const {
    absl::MutexLock lock(&mutex_);
    return batches_;
  }
  void WaitUntilSeen(size_t count) const {
    absl::MutexLock lock(&mutex_);
    const auto enough = [this, count] { return seen_.size() >= count; };
    ASSERT_TRUE(mutex_.AwaitWithTimeout(absl::Condition(&enough), absl::FromChrono(kPatience)));
  }

 private:
  const Answer answer_;
  mutable absl::Mutex mutex_;
  std::vector<std::string> seen_;
  std::vector<std::vector<std::string>> batches_;
};

Verdict Echo(const Record& record) {
  return Verdict::Done({{kOut, record.key, Cat("did ", record.value), {}}});
}

class StageWorkerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    EmbeddedLogOptions options;
    options.directory = dir_.Below("log");
    options.topics = {{kIn, false}, {kOut, false}, {DeadLetterTopic(kIn), false}};
    options.partitions = 1;
    embedded_ = *EmbeddedLog::Open(options, &clock_);
    log_ = std::make_unique<FlakyLog>(embedded_.get());
    results_ = Subscribe(kOut);
  }

  // A worker on a thread of its own; stops when it goes.
  class Running {
   public:
    Running(StageWorkerTest* test, StageHandler* handler, StageOptions options)
        : worker_(test->log_.get(), test->codec_, handler, &test->clock_, std::move(options)),
          thread_([this] { status_ = worker_.Run(); }) {}
    ~Running() {
      if (thread_.joinable()) Stop().IgnoreError();
    }
    absl::Status Stop() {
      worker_.Stop();
      return Join();
    }
    absl::Status Join() {
      thread_.join();
      return status_;
    }
    StageWorker& worker() { return worker_; }

   private:
    StageWorker worker_;
    absl::Status status_;
    std::thread thread_;
  };

  static StageOptions Options() {
    StageOptions options;
    options.name = "stage";
    options.topics = {{kIn}};
    return options;
  }
  void Append(std::string key, std::string value) {
    ASSERT_TRUE(
        embedded_->Append({{kIn, std::move(key), std::move(value), {{"traceparent", "00-1"}}}})
            .ok());
  }
  std::unique_ptr<Consumer> Subscribe(const std::string& topic) {
    ConsumerOptions options;
    options.topics = {{topic}};
    return *embedded_->Subscribe(options);
  }
  static std::vector<Record> Read(Consumer* consumer, size_t count) {
    std::vector<Record> all;
    while (all.size() < count) {
      auto records = consumer->Poll(count - all.size(), kPatience);
      if (!records.ok() || records->empty()) break;
      for (Record& record : *records) all.push_back(std::move(record));
    }
    return all;
  }
  // The next values of the output topic.
  std::vector<std::string> Results(size_t count) {
    std::vector<std::string> values;
    for (const Record& record : Read(results_.get(), count)) values.push_back(record.value);
    return values;
  }
  bool NoMoreResults() { return results_->Poll(1, milliseconds(0))->empty(); }
  uint64_t Committed() const {
    const auto positions = embedded_->CommittedPositions("stage", kIn);
    return positions->empty() ? 0 : positions->front().next_offset;
  }

  TempDir dir_;
  FakeClock clock_;
  const IdentityRecordCodec identity_;
  const RecordCodec* codec_ = &identity_;
  std::unique_ptr<EmbeddedLog> embedded_;
  std::unique_ptr<FlakyLog> log_;
  std::unique_ptr<Consumer> results_;
};

TEST_F(StageWorkerTest, OutputsAreEmittedAndThePositionMoves) {
  TestHandler handler(Echo);
  Append("t|a|1", "x");
  Append("t|b|1", "y");
  Running running(this, &handler, Options());
  EXPECT_THAT(Results(2), UnorderedElementsAre("did x", "did y"));
  EXPECT_TRUE(running.Stop().ok());
  EXPECT_EQ(Committed(), 2u);
  EXPECT_EQ(running.worker().counters().done, 2u);
  EXPECT_EQ(running.worker().counters().emitted, 2u);
}

TEST_F(StageWorkerTest, StepsPollHandleAndSettleOnTheCallersThreadAndNeverWait) {
  TestHandler handler(Echo);
  Append("t|a|1", "x");
  StageWorker worker(log_.get(), codec_, &handler, &clock_, Options());
  while (worker.counters().in_flight == 0) {
    ASSERT_TRUE(worker.Step(StageWorker::Phase::kPoll).ok());
  }
  EXPECT_THAT(handler.seen(), IsEmpty());
  ASSERT_TRUE(worker.Step(StageWorker::Phase::kHandle).ok());
  EXPECT_THAT(handler.seen(), ElementsAre("x"));
  EXPECT_TRUE(NoMoreResults());
  log_->FailAppends(2, absl::UnavailableError("gone"));
  ASSERT_TRUE(worker.Step(StageWorker::Phase::kSettle).ok());
  EXPECT_THAT(Results(1), ElementsAre("did x"));
  EXPECT_EQ(Committed(), 1u);
  EXPECT_TRUE(worker.Finish().ok());
}

TEST_F(StageWorkerTest, AHandlerHearsWhenItsOutputsAreDurable) {
  class Listening final : public StageHandler {
   public:
    explicit Listening(std::function<uint64_t()> position) : position_(std::move(position)) {}
    std::vector<Verdict> Handle(std::span<const Record> records) override {
      std::vector<Verdict> verdicts;
      for (const Record& record : records) verdicts.push_back(Echo(record));
      return verdicts;
    }
    void OnDurable(const std::vector<std::string>& keys) override {
      durable.insert(durable.end(), keys.begin(), keys.end());
      committed = position_();
    }
    std::vector<std::string> durable;
    uint64_t committed = 0;

   private:
    const std::function<uint64_t()> position_;
  } handler([this] { return Committed(); });
  Append("t|a|1", "x");
  StageWorker worker(log_.get(), codec_, &handler, &clock_, Options());
  while (handler.durable.empty()) {
    for (const auto phase :
         {StageWorker::Phase::kPoll, StageWorker::Phase::kHandle, StageWorker::Phase::kSettle}) {
      ASSERT_TRUE(worker.Step(phase).ok());
    }
  }
  EXPECT_THAT(handler.durable, ElementsAre("t|a|1"));
  EXPECT_EQ(handler.committed, 1u);
  EXPECT_TRUE(worker.Finish().ok());
}

TEST_F(StageWorkerTest, TheTraceGoesOnWithTheOutputs) {
  TestHandler handler(Echo);
  Append("t|a|1", "x");
  Running running(this, &handler, Options());
  const auto records = Read(results_.get(), 1);
  ASSERT_THAT(records, SizeIs(1));
  EXPECT_EQ(FindHeader(records[0].headers, kTraceparentHeader), "00-1");
}

TEST_F(StageWorkerTest, APoisonRecordGoesToTheDeadLettersAndTheNextIsHandled) {
  TestHandler handler([](const Record& record) {
    return record.value == "poison" ? Verdict::Reject(DeadLetterCode::kInvalid, "bad")
                                    : Echo(record);
  });
  Append("t|a|1", "poison");
  Append("t|a|2", "x");
  Running running(this, &handler, Options());
  EXPECT_THAT(Results(2), ElementsAre("system-error INVALID [poison]", "did x"));
  const auto letters = Read(Subscribe(DeadLetterTopic(kIn)).get(), 1);
  ASSERT_THAT(letters, SizeIs(1));
  EXPECT_EQ(letters[0].key, "t|a|1");
  EXPECT_EQ(letters[0].value, "poison");
  EXPECT_EQ(FindHeader(letters[0].headers, kErrorCodeHeader), "INVALID");
  EXPECT_EQ(FindHeader(letters[0].headers, kErrorMessageHeader), "bad");
  EXPECT_TRUE(running.Stop().ok());
  EXPECT_EQ(Committed(), 2u);
  EXPECT_EQ(running.worker().counters().dead_letters, 1u);
}

TEST_F(StageWorkerTest, OneHundredPoisonRecordsInARowBlockNobody) {
  TestHandler handler([](const Record& record) {
    return record.value == "poison" ? Verdict::Reject(DeadLetterCode::kInvalid, "bad")
                                    : Verdict::Done({{kOut, record.key, record.value, {}}});
  });
  for (int i = 0; i < 100; ++i) Append(Cat("t|c", i, "|1"), "poison");
  Append("t|good|1", "x");
  Running running(this, &handler, Options());
  const auto results = Results(101);
  EXPECT_EQ(std::count(results.begin(), results.end(), "x"), 1);
}

TEST_F(StageWorkerTest, ARetryWaitsForItsTimeWhileOthersGoOn) {
  std::atomic<bool> healed{false};
  TestHandler handler([&healed](const Record& record) {
    if (record.value == "later" && !healed) {
      return Verdict::RetryAfter(std::chrono::seconds(5), "not yet");
    }
    return Echo(record);
  });
  Append("t|a|1", "later");
  Append("t|a|2", "same owner");
  Append("t|b|1", "other");
  Running running(this, &handler, Options());
  EXPECT_THAT(Results(1), ElementsAre("did other"));
  EXPECT_EQ(Committed(), 0u);
  healed = true;
  clock_.Advance(milliseconds(4999));
  running.worker().Wake();
  Append("t|c|1", "probe");
  EXPECT_THAT(Results(1), ElementsAre("did probe"));
  EXPECT_THAT(handler.seen(), ElementsAre("later", "other", "probe"));
  clock_.Advance(milliseconds(1));
  running.worker().Wake();
  EXPECT_THAT(Results(2), ElementsAre("did later", "did same owner"));
  EXPECT_TRUE(running.Stop().ok());
  EXPECT_EQ(Committed(), 4u);
  EXPECT_EQ(running.worker().counters().retried, 1u);
}

TEST_F(StageWorkerTest, AfterTheLastTryItIsADeadLetter) {
  TestHandler handler([](const Record&) { return Verdict::RetryAfter(milliseconds(0), "busy"); });
  Append("t|a|1", "x");
  StageOptions options = Options();
  options.max_attempts = 3;
  Running running(this, &handler, options);
  // A back-off begins when the worker has counted the try: time goes on until the next one is seen.
  while (handler.seen().size() < 3) {
    clock_.Advance(milliseconds(4800));
    running.worker().Wake();
    std::this_thread::yield();
  }
  EXPECT_THAT(Results(1), ElementsAre("system-error RETRIES_EXHAUSTED [x]"));
  EXPECT_THAT(handler.seen(), SizeIs(3));
  const auto letters = Read(Subscribe(DeadLetterTopic(kIn)).get(), 1);
  ASSERT_THAT(letters, SizeIs(1));
  EXPECT_EQ(FindHeader(letters[0].headers, kAttemptHeader), "3");
}

TEST_F(StageWorkerTest, RecordsOfAnOwnerAreHandledOneAfterTheOtherInOrder) {
  constexpr int kOwners = 5;
  constexpr int kEach = 40;
  absl::Mutex mutex;
  std::map<std::string, int> next;
  std::set<std::string> busy;
  bool overlap = false;
  bool disorder = false;
  TestHandler handler([&](const Record& record) {
    const std::string owner(OwnerOf(record.key));
    {
      absl::MutexLock lock(&mutex);
      overlap |= !busy.insert(owner).second;
      disorder |= std::to_string(next[owner]++) != record.value;
    }
    std::this_thread::yield();
    absl::MutexLock lock(&mutex);
    busy.erase(owner);
    return Echo(record);
  });
  for (int i = 0; i < kEach; ++i) {
    for (int owner = 0; owner < kOwners; ++owner) {
      Append(Cat("t|", owner, "|", i), std::to_string(i));
    }
  }
  StageOptions options = Options();
  options.concurrency = 4;
  Running running(this, &handler, options);
  EXPECT_THAT(Results(kOwners * kEach), SizeIs(kOwners * kEach));
  EXPECT_FALSE(overlap);
  EXPECT_FALSE(disorder);
}

TEST_F(StageWorkerTest, ABatchHoldsEachOwnerOnce) {
  absl::Notification go;
  TestHandler handler([&go](const Record& record) {
    go.WaitForNotification();
    return Echo(record);
  });
  for (int i = 0; i < 4; ++i) {
    for (const char* owner : {"a", "b", "c"}) Append(Cat("t|", owner, "|", i), "x");
  }
  StageOptions options = Options();
  options.max_batch = 8;
  Running running(this, &handler, options);
  handler.WaitUntilSeen(1);
  go.Notify();
  EXPECT_THAT(Results(12), SizeIs(12));
  size_t largest = 0;
  for (const auto& batch : handler.batches()) {
    std::set<std::string_view> owners;
    for (const std::string& key : batch) owners.insert(OwnerOf(key));
    EXPECT_EQ(owners.size(), batch.size());
    largest = std::max(largest, batch.size());
  }
  EXPECT_EQ(largest, 3u);
}

TEST_F(StageWorkerTest, ThePositionWaitsForTheSlowestRecordBeforeIt) {
  absl::Notification release;
  TestHandler handler([&release](const Record& record) {
    if (record.value == "slow") release.WaitForNotification();
    return Echo(record);
  });
  Append("t|a|1", "slow");
  Append("t|b|1", "quick");
  StageOptions options = Options();
  options.concurrency = 2;
  Running running(this, &handler, options);
  EXPECT_THAT(Results(1), ElementsAre("did quick"));
  Append("t|c|1", "also quick");
  EXPECT_THAT(Results(1), ElementsAre("did also quick"));
  EXPECT_EQ(Committed(), 0u);
  release.Notify();
  EXPECT_THAT(Results(1), ElementsAre("did slow"));
  EXPECT_TRUE(running.Stop().ok());
  EXPECT_EQ(Committed(), 3u);
}

TEST_F(StageWorkerTest, ThePositionDoesNotMoveBeforeTheOutputsAreDurable) {
  TestHandler handler(Echo);
  absl::Notification first_failed;
  std::atomic<uint64_t> committed_at_failure{99};
  log_->FailAppends(3, absl::UnavailableError("down"), [&](const std::vector<NewRecord>&) {
    committed_at_failure = Committed();
    if (!first_failed.HasBeenNotified()) first_failed.Notify();
    return true;
  });
  Append("t|a|1", "x");
  Running running(this, &handler, Options());
  first_failed.WaitForNotification();
  for (uint64_t failed = 1; failed <= 3; ++failed) {
    while (running.worker().counters().failed_appends < failed) std::this_thread::yield();
    EXPECT_EQ(Committed(), 0u);
    clock_.Advance(std::chrono::seconds(10));
    running.worker().Wake();
  }
  EXPECT_THAT(Results(1), ElementsAre("did x"));
  EXPECT_EQ(committed_at_failure, 0u);
  EXPECT_THAT(handler.seen(), SizeIs(1));
  EXPECT_TRUE(running.Stop().ok());
  EXPECT_EQ(Committed(), 1u);
}

TEST_F(StageWorkerTest, NothingMovesWhileTheDeadLettersCannotBeWritten) {
  TestHandler handler([](const Record&) { return Verdict::Reject(DeadLetterCode::kInvalid, ""); });
  log_->FailAppends(1'000'000, absl::UnavailableError("down"));
  Append("t|a|1", "x");
  Running running(this, &handler, Options());
  while (running.worker().counters().failed_appends < 1) std::this_thread::yield();
  EXPECT_EQ(running.Stop().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(Committed(), 0u);
  EXPECT_TRUE(NoMoreResults());
}

TEST_F(StageWorkerTest, ACrashBetweenEmitAndCommitBringsTheRecordAgain) {
  TestHandler handler(Echo);
  Append("t|a|1", "x");
  log_->DropCommits(true);
  {
    Running running(this, &handler, Options());
    EXPECT_THAT(Results(1), ElementsAre("did x"));
    EXPECT_TRUE(running.Stop().ok());
  }
  log_->DropCommits(false);
  Running running(this, &handler, Options());
  // Same key, same bytes: whoever reads it is idempotent, and compaction keeps one.
  EXPECT_THAT(Results(1), ElementsAre("did x"));
  EXPECT_TRUE(running.Stop().ok());
  EXPECT_THAT(handler.seen(), ElementsAre("x", "x"));
  EXPECT_EQ(Committed(), 1u);
}

TEST_F(StageWorkerTest, OutputsTheLogRefusesAreADeadLetterAndTheOthersPass) {
  absl::Notification go;
  TestHandler handler([&go](const Record& record) {
    go.WaitForNotification();
    if (record.value == "odd") return Verdict::Done({{"no-such-topic", record.key, "x", {}}});
    return Echo(record);
  });
  Append("t|a|1", "odd");
  Append("t|b|1", "x");
  StageOptions options = Options();
  options.max_batch = 2;
  Running running(this, &handler, options);
  go.Notify();
  EXPECT_THAT(Results(2), UnorderedElementsAre("system-error INVALID [odd]", "did x"));
}

TEST_F(StageWorkerTest, ALogWithoutDeadLettersEndsTheStage) {
  TestHandler handler([](const Record&) { return Verdict::Reject(DeadLetterCode::kInvalid, ""); });
  StageOptions options = Options();
  options.topics = {{kOut}};
  ASSERT_TRUE(embedded_->Append({{kOut, "t|a", "x", {}}}).ok());
  Running running(this, &handler, options);
  EXPECT_EQ(running.Join().code(), absl::StatusCode::kInvalidArgument);
}

TEST_F(StageWorkerTest, ADamagedLogEndsTheStage) {
  TestHandler handler(Echo);
  log_->FailPolls(absl::DataLossError("block checksum mismatch"));
  Running running(this, &handler, Options());
  EXPECT_EQ(running.Join().code(), absl::StatusCode::kDataLoss);
}

TEST_F(StageWorkerTest, StopFinishesWhatIsBeingHandledAndNothingMore) {
  absl::Notification started;
  absl::Notification release;
  TestHandler handler([&](const Record& record) {
    if (!started.HasBeenNotified()) started.Notify();
    release.WaitForNotification();
    return Echo(record);
  });
  Append("t|a|1", "x");
  Append("t|a|2", "y");
  log_->OnClose([&release] { release.Notify(); });
  {
    Running running(this, &handler, Options());
    started.WaitForNotification();
    running.worker().Stop();
    EXPECT_TRUE(running.Join().ok());
  }
  EXPECT_THAT(Results(1), ElementsAre("did x"));
  EXPECT_TRUE(NoMoreResults());
  EXPECT_EQ(Committed(), 1u);
}

TEST_F(StageWorkerTest, TwoWorkersShareTheWorkAndNothingIsDoneTwice) {
  EmbeddedLogOptions options;
  options.directory = dir_.Below("wide");
  options.topics = {{kIn, false}, {kOut, false}, {DeadLetterTopic(kIn), false}};
  options.partitions = 4;
  results_.reset();
  log_.reset();
  embedded_ = *EmbeddedLog::Open(options, &clock_);
  log_ = std::make_unique<FlakyLog>(embedded_.get());
  results_ = Subscribe(kOut);
  TestHandler first(Echo);
  TestHandler second(Echo);
  const auto append = [this](int from, int to) {
    for (int i = from; i < to; ++i) Append(Cat("t|", i, "|1"), std::to_string(i));
  };
  append(0, 100);
  Running one(this, &first, Options());
  EXPECT_THAT(Results(50), SizeIs(50));
  Running two(this, &second, Options());
  append(100, 200);
  EXPECT_THAT(Results(150), SizeIs(150));
  EXPECT_TRUE(one.Stop().ok());
  append(200, 250);
  EXPECT_THAT(Results(50), SizeIs(50));
  EXPECT_TRUE(two.Stop().ok());
  EXPECT_TRUE(NoMoreResults());
  std::vector<std::string> all = first.seen();
  const auto others = second.seen();
  all.insert(all.end(), others.begin(), others.end());
  EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), 250u);
  EXPECT_THAT(all, SizeIs(250));
}

// Refuses one value, and shows that the bytes are its own.
class MarkingCodec final : public RecordCodec {
 public:
  absl::StatusOr<std::string> Encode(std::string_view topic, std::string_view,
                                     std::string value) const override {
    return Cat(topic, ":", value);
  }
  absl::StatusOr<std::string> Decode(std::string_view topic, std::string_view,
                                     std::string value) const override {
    const std::string mark = Cat(topic, ":");
    if (!value.starts_with(mark)) return absl::DataLossError("not sealed for this topic");
    return value.substr(mark.size());
  }
};

TEST_F(StageWorkerTest, ValuesPassTheCodecBothWays) {
  const MarkingCodec codec;
  codec_ = &codec;
  TestHandler handler(Echo);
  Append("t|a|1", "in:x");
  Running running(this, &handler, Options());
  EXPECT_THAT(Results(1), ElementsAre("out:did x"));
}

TEST_F(StageWorkerTest, AValueThatDoesNotDecodeGoesToTheDeadLettersUntouched) {
  const MarkingCodec codec;
  codec_ = &codec;
  TestHandler handler(Echo);
  Append("t|a|1", "broken");
  Append("t|a|2", "in:x");
  Running running(this, &handler, Options());
  EXPECT_THAT(Results(2), ElementsAre("out:system-error CORRUPT []", "out:did x"));
  const auto letters = Read(Subscribe(DeadLetterTopic(kIn)).get(), 1);
  ASSERT_THAT(letters, SizeIs(1));
  EXPECT_EQ(letters[0].value, "broken");
  EXPECT_EQ(FindHeader(letters[0].headers, kErrorCodeHeader), "CORRUPT");
  EXPECT_THAT(handler.seen(), ElementsAre("x"));
}

// Tries that are due at once, on several threads: a record is never with two of them.
TEST_F(StageWorkerTest, QuickRetriesOnManyThreadsLoseAndDoubleNothing) {
  constexpr int kRecords = 200;
  absl::Mutex mutex;
  std::map<std::string, int> tries;
  TestHandler handler([&](const Record& record) {
    absl::MutexLock lock(&mutex);
    if (++tries[record.value] % 3 != 0) return Verdict::RetryAfter(milliseconds(-1), "again");
    return Echo(record);
  });
  for (int i = 0; i < kRecords; ++i) Append(Cat("t|", i), std::to_string(i));
  StageOptions options = Options();
  options.concurrency = 4;
  Running running(this, &handler, options);
  const auto results = Results(kRecords);
  EXPECT_THAT(std::set<std::string>(results.begin(), results.end()), SizeIs(kRecords));
  EXPECT_TRUE(running.Stop().ok());
  EXPECT_TRUE(NoMoreResults());
  EXPECT_EQ(Committed(), static_cast<uint64_t>(kRecords));
  for (const auto& [value, count] : tries) EXPECT_EQ(count, 3) << value;
}

TEST_F(StageWorkerTest, AHandlerThatCannotTakeItsPartitionsEndsTheStage) {
  class Refusing final : public TestHandler {
   public:
    Refusing() : TestHandler(Echo) {}
    absl::Status OnAssigned(const std::vector<TopicPartition>&) override {
      return absl::UnavailableError("not loaded");
    }
  } handler;
  Append("t|a|1", "x");
  Running running(this, &handler, Options());
  EXPECT_EQ(running.Join().code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(handler.seen(), IsEmpty());
}

TEST_F(StageWorkerTest, APollThatFailsForAWhileIsPolledAgain) {
  TestHandler handler(Echo);
  Append("t|a|1", "x");
  log_->FailPolls(absl::UnavailableError("down"));
  Running running(this, &handler, Options());
  log_->FailPolls(absl::OkStatus());
  clock_.Advance(std::chrono::seconds(10));
  running.worker().Wake();
  EXPECT_THAT(Results(1), ElementsAre("did x"));
}

class StatefulStageWorkerTest : public StageWorkerTest {
 protected:
  void SetUp() override {
    StageWorkerTest::SetUp();
    KvOptions options;
    options.directory = dir_.Below("state");
    options.families = {"state", "positions"};
    state_ = *KvStore::Open(options);
  }
  StageOptions Stateful() {
    StageOptions options = Options();
    options.state = state_.get();
    options.position_family = 1;
    return options;
  }
  static Verdict Count(const Record& record) {
    KvBatch state;
    state.Put(0, record.key, record.value);
    return Verdict::Done({{kOut, record.key, Cat("did ", record.value), {}}}, std::move(state));
  }

  std::unique_ptr<KvStore> state_;
};

TEST_F(StatefulStageWorkerTest, StateIsWrittenAndTheStagePicksUpWhereItsStateStands) {
  TestHandler handler(Count);
  Append("t|a|1", "x");
  {
    Running running(this, &handler, Stateful());
    EXPECT_THAT(Results(1), ElementsAre("did x"));
    EXPECT_TRUE(running.Stop().ok());
  }
  EXPECT_EQ(**state_->Get(0, "t|a|1"), "x");
  Append("t|a|2", "y");
  Running running(this, &handler, Stateful());
  EXPECT_THAT(Results(1), ElementsAre("did y"));
  EXPECT_TRUE(running.Stop().ok());
  EXPECT_THAT(handler.seen(), ElementsAre("x", "y"));
}

TEST_F(StatefulStageWorkerTest, ItSaysWhenEverythingBeforeAPositionIsDoneWith) {
  absl::Notification go;
  TestHandler handler([&go](const Record& record) {
    go.WaitForNotification();
    return Count(record);
  });
  Append("t|a|1", "x");
  const auto ends = embedded_->EndPositions(kIn);
  const auto settles = [&](StageWorker* worker) {
    while (!worker->HasSettled(*ends)) worker->Wake();
    return true;
  };
  {
    Running running(this, &handler, Stateful());
    EXPECT_FALSE(running.worker().HasSettled(*ends));
    go.Notify();
    EXPECT_TRUE(settles(&running.worker()));
    EXPECT_EQ(**state_->Get(0, "t|a|1"), "x");
  }
  // Started again there is nothing to do, and that is enough.
  Running running(this, &handler, Stateful());
  EXPECT_TRUE(settles(&running.worker()));
  EXPECT_THAT(handler.seen(), ElementsAre("x"));
}

// The group's position in the log is only for show: what counts lies beside the state.
TEST_F(StatefulStageWorkerTest, AStageThatLostItsStateReadsEverythingAgain) {
  TestHandler handler(Count);
  Append("t|a|1", "x");
  {
    Running running(this, &handler, Stateful());
    EXPECT_THAT(Results(1), ElementsAre("did x"));
    EXPECT_TRUE(running.Stop().ok());
  }
  EXPECT_EQ(Committed(), 1u);
  state_.reset();
  std::filesystem::remove_all(dir_.Below("state"));
  KvOptions options;
  options.directory = dir_.Below("state");
  options.families = {"state", "positions"};
  state_ = *KvStore::Open(options);
  Running running(this, &handler, Stateful());
  EXPECT_THAT(Results(1), ElementsAre("did x"));
}

TEST_F(StatefulStageWorkerTest, TheNextRecordOfAnOwnerSeesTheStateOfTheOneBefore) {
  TestHandler handler([this](const Record& record) {
    const auto before = state_->Get(0, "last");
    KvBatch state;
    state.Put(0, "last", record.value);
    return Verdict::Done({{kOut, record.key, Cat(before->value_or("-"), ">", record.value), {}}},
                         std::move(state));
  });
  for (const char* value : {"1", "2", "3", "4"}) Append("t|a|1", value);
  StageOptions options = Stateful();
  options.concurrency = 3;
  Running running(this, &handler, options);
  EXPECT_THAT(Results(4), ElementsAre("->1", "1>2", "2>3", "3>4"));
}

TEST_F(StatefulStageWorkerTest, APoisonRecordMovesTheStoredPositionToo) {
  TestHandler handler([](const Record&) { return Verdict::Reject(DeadLetterCode::kInvalid, ""); });
  Append("t|a|1", "x");
  {
    Running running(this, &handler, Stateful());
    EXPECT_THAT(Results(1), SizeIs(1));
    EXPECT_TRUE(running.Stop().ok());
  }
  Running running(this, &handler, Stateful());
  Append("t|a|2", "y");
  EXPECT_THAT(Results(1), SizeIs(1));
  EXPECT_TRUE(running.Stop().ok());
  EXPECT_THAT(handler.seen(), ElementsAre("x", "y"));
}

}  // namespace
}  // namespace utvalg
