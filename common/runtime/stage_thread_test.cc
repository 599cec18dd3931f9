// SPDX-License-Identifier: Apache-2.0
//
// Between a service's handler and the worker nothing is lost: every call of StageHandler arrives.
#include "common/runtime/stage_thread.h"

#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "common/log/embedded/embedded_log.h"
#include "common/log/topics.h"
#include "common/testing/temp_dir.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace utvalg {
namespace {

class Recording final : public StageHandler {
 public:
  std::vector<Verdict> Handle(std::span<const Record> records) override {
    std::vector<Verdict> verdicts;
    for (const Record& record : records) {
      verdicts.push_back(record.value == "bad"
                             ? Verdict::Reject(DeadLetterCode::kInvalid, "as the test says")
                             : Verdict::Done());
    }
    return verdicts;
  }
  std::vector<NewRecord> OnDeadLetter(const Record& record, DeadLetterCode) override {
    Note("dead letter " + record.key);
    return {};
  }
  void OnDurable(const std::vector<std::string>& keys) override {
    for (const std::string& key : keys) Note("durable " + key);
  }
  absl::Status OnAssigned(const std::vector<TopicPartition>&) override {
    Note("assigned");
    return absl::OkStatus();
  }
  void OnRevoked(const std::vector<TopicPartition>&) override { Note("revoked"); }

  void WaitFor(const std::string& call) {
    absl::MutexLock lock(&mutex_);
    const auto there = [&]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return calls_.contains(call); };
    EXPECT_TRUE(mutex_.AwaitWithTimeout(absl::Condition(&there), absl::Seconds(60))) << call;
  }
  std::set<std::string> calls() {
    absl::MutexLock lock(&mutex_);
    return calls_;
  }

 private:
  void Note(const std::string& call) {
    absl::MutexLock lock(&mutex_);
    calls_.insert(call);
  }
  absl::Mutex mutex_;
  std::set<std::string> calls_ ABSL_GUARDED_BY(mutex_);
};

TEST(StageThreadTest, EveryCallOfTheWorkerReachesTheHandler) {
  const TempDir dir;
  const SystemClock clock;
  const IdentityRecordCodec codec;
  EmbeddedLogOptions log_options;
  log_options.directory = dir.Below("log");
  const auto log = *EmbeddedLog::Open(std::move(log_options), &clock);
  const auto telemetry = *Telemetry::Create({false, ""});
  Ports ports;
  ports.log = log.get();
  ports.codec = &codec;
  ports.telemetry = telemetry.get();
  ports.clock = &clock;
  Recording handler;
  StageOptions stage;
  stage.name = "rank";
  stage.topics = {{std::string(kCvEmbeddedTopic), 1}};
  StageThread thread(ports, &handler, std::move(stage));
  const std::string topic(kCvEmbeddedTopic);
  ASSERT_TRUE(log->Append({{topic, "t|a|1", "good", {}}, {topic, "t|b|2", "bad", {}}}).ok());
  handler.WaitFor("durable t|a|1");
  handler.WaitFor("durable t|b|2");
  thread.Stop();
  EXPECT_THAT(handler.calls(), testing::ElementsAre("assigned", "dead letter t|b|2",
                                                    "durable t|a|1", "durable t|b|2", "revoked"));
}

}  // namespace
}  // namespace utvalg
