// SPDX-License-Identifier: Apache-2.0
//
// A process that appends, handles and commits is killed with SIGKILL again and again, at moments
// drawn from a seed, and goes on each time where it was. Afterwards:
//  - everything whose append was acknowledged is in the log, once; nothing is there that nobody
//  tried to append;
//  - each producer's records are in its order; no committed position ever went back;
//  - a stage with state has applied every record exactly once, and every record has its output.
//
// The program starts itself with --victim DIR ROUND; what the victim says on its standard output is
// the ledger. UTVALG_FAULT_SEED and UTVALG_FAULT_ROUNDS choose another run.
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "common/base/clock.h"
#include "common/base/strings.h"
#include "common/kv/kv_store.h"
#include "common/log/embedded/embedded_log.h"
#include "common/log/record_codec.h"
#include "common/log/stage_worker.h"
#include "common/log/topics.h"
#include "common/testing/temp_dir.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

extern char** environ;

namespace utvalg {
namespace {

using std::chrono::milliseconds;

const std::string kIn = "in";
const std::string kOut = "out";
constexpr int kProducers = 3;

int Environment(const char* name, int standard) {
  const char* value = std::getenv(name);
  return value == nullptr ? standard : std::atoi(value);
}

// Counts how often each record was applied, and passes it on.
class CountingHandler final : public StageHandler {
 public:
  explicit CountingHandler(KvStore* state) : state_(state) {}
  std::vector<Verdict> Handle(std::span<const Record> records) override {
    std::vector<Verdict> verdicts;
    for (const Record& record : records) {
      const auto count = state_->Get(0, record.value);
      if (!count.ok()) {
        verdicts.push_back(Verdict::FromError(count.status()));
        continue;
      }
      KvBatch state;
      state.Put(0, record.value, Cat(std::atoi(count->value_or("0").c_str()) + 1));
      verdicts.push_back(Verdict::Done({{kOut, record.key, record.value, {}}}, std::move(state)));
    }
    return verdicts;
  }

 private:
  KvStore* const state_;
};

// What lives in the directory, opened.
struct Pipeline {
  explicit Pipeline(const std::string& directory) {
    EmbeddedLogOptions log_options;
    log_options.directory = directory + "/log";
    log_options.topics = {{kIn, false}, {kOut, false}, {DeadLetterTopic(kIn), false}};
    log_options.partitions = 4;
    auto opened = EmbeddedLog::Open(log_options, &clock);
    EXPECT_TRUE(opened.ok()) << opened.status();
    log = *std::move(opened);
    KvOptions state_options;
    state_options.directory = directory + "/state";
    state_options.families = {"applied", "positions"};
    auto store = KvStore::Open(state_options);
    EXPECT_TRUE(store.ok()) << store.status();
    state = *std::move(store);
    handler = std::make_unique<CountingHandler>(state.get());
    StageOptions options;
    options.name = "count";
    options.topics = {{kIn}};
    options.max_batch = 16;
    options.state = state.get();
    options.position_family = 1;
    worker = std::make_unique<StageWorker>(log.get(), &codec, handler.get(), &clock, options);
  }

  SystemClock clock;
  IdentityRecordCodec codec;
  std::unique_ptr<EmbeddedLog> log;
  std::unique_ptr<KvStore> state;
  std::unique_ptr<CountingHandler> handler;
  std::unique_ptr<StageWorker> worker;
};

// One line in one write: whole in the pipe, whatever happens next.
void Say(const std::string& line) {
  if (write(STDOUT_FILENO, line.data(), line.size()) < 0) _exit(3);
}

// Works until it is killed.
int RunVictim(const std::string& directory, int round) {
  Pipeline pipeline(directory);
  std::vector<std::thread> threads;
  threads.emplace_back([&] { pipeline.worker->Run().IgnoreError(); });
  for (int producer = 0; producer < kProducers; ++producer) {
    threads.emplace_back([&, producer] {
      for (int i = 0;; ++i) {
        const std::string value = Cat(producer, ".", round, ".", i);
        Say(Cat("try ", value, "\n"));
        if (!pipeline.log->Append({{kIn, Cat("t|", producer, "|", i), value, {}}}).ok()) return;
        Say(Cat("ack ", value, "\n"));
      }
    });
  }
  threads.emplace_back([&] {
    auto consumer = *pipeline.log->Subscribe({"reader", {{kIn}}, nullptr});
    for (;;) {
      if (!consumer->Poll(8, milliseconds(1000)).ok()) return;
      const auto positions = consumer->Positions();
      if (!consumer->Commit(positions).ok()) return;
      for (const Position& position : positions) {
        Say(Cat("pos ", position.at.partition, " ", position.next_offset, "\n"));
      }
    }
  });
  Say("ready\n");
  for (std::thread& thread : threads) thread.join();
  return 1;
}

struct Ledger {
  std::set<std::string> tried;
  std::set<std::string> acknowledged;
  std::map<uint32_t, uint64_t> committed;

  void Read(const std::string& line) {
    const auto words = Split(line, ' ');
    if (words[0] == "try") tried.insert(std::string(words[1]));
    if (words[0] == "ack") acknowledged.insert(std::string(words[1]));
    if (words[0] == "pos") {
      committed[static_cast<uint32_t>(std::stoul(std::string(words[1])))] =
          std::stoull(std::string(words[2]));
    }
  }
};

// Starts a victim, kills it `life` after it said that it is ready, and takes its words down.
void RunAndKill(const std::string& directory, int round, milliseconds life, Ledger* ledger) {
  int ends[2];
  ASSERT_EQ(pipe2(ends, O_CLOEXEC), 0);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  std::string program = "/proc/self/exe";
  std::string flag = "--victim";
  std::string where = directory;
  std::string number = Cat(round);
  char* arguments[] = {program.data(), flag.data(), where.data(), number.data(), nullptr};
  pid_t victim = 0;
  ASSERT_EQ(posix_spawn(&victim, "/proc/self/exe", &actions, nullptr, arguments, environ), 0);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  FILE* words = fdopen(ends[0], "r");
  bool ready = false;
  std::thread killer;
  char* line = nullptr;
  size_t capacity = 0;
  for (ssize_t size; (size = getline(&line, &capacity, words)) > 0;) {
    if (line[size - 1] != '\n') break;
    const std::string text(line, static_cast<size_t>(size) - 1);
    ledger->Read(text);
    if (text == "ready") {
      ready = true;
      killer = std::thread([victim, life] {
        std::this_thread::sleep_for(life);  // The point of the test: a moment drawn from the seed.
        kill(victim, SIGKILL);
      });
    }
  }
  free(line);
  fclose(words);
  if (killer.joinable()) killer.join();
  int status = 0;
  ASSERT_EQ(waitpid(victim, &status, 0), victim);
  ASSERT_TRUE(ready) << "the victim did not get ready in round " << round;
  ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
      << "it ended by itself: " << status;
}

std::vector<Record> ReadAll(Log* log, const std::string& topic) {
  auto consumer = *log->Subscribe({"", {{topic}}, nullptr});
  std::vector<Record> all;
  for (auto records = consumer->Poll(1000, milliseconds(0)); records.ok() && !records->empty();
       records = consumer->Poll(1000, milliseconds(0))) {
    all.insert(all.end(), records->begin(), records->end());
  }
  return all;
}

void ExpectPositionsNotBehind(const Ledger& ledger, Log* log) {
  std::map<uint32_t, uint64_t> stored;
  const auto positions = log->CommittedPositions("reader", kIn);
  for (const Position& position : *positions) stored[position.at.partition] = position.next_offset;
  for (const auto& [partition, next_offset] : ledger.committed) {
    EXPECT_GE(stored[partition], next_offset) << "partition " << partition;
  }
}

void ExpectAllOnceAndInOrder(const Ledger& ledger, const std::vector<Record>& records) {
  std::set<std::string> values;
  std::map<std::string, std::pair<int, int>> last;  // Of a producer: round and number.
  for (const Record& record : records) {
    EXPECT_TRUE(values.insert(record.value).second) << record.value << " is there twice";
    EXPECT_TRUE(ledger.tried.contains(record.value)) << record.value << " was never appended";
    const auto parts = Split(record.value, '.');
    const std::pair<int, int> at = {std::stoi(std::string(parts[1])),
                                    std::stoi(std::string(parts[2]))};
    const auto [before, first] = last.try_emplace(std::string(parts[0]), at);
    if (first) continue;
    EXPECT_LT(before->second, at) << record.value;
    before->second = at;
  }
  for (const std::string& value : ledger.acknowledged) {
    EXPECT_TRUE(values.contains(value)) << value << " was acknowledged and is gone";
  }
}

TEST(EmbeddedLogKillTest, WhatWasAcknowledgedIsThereOnceAndWasAppliedOnce) {
  const int seed = Environment("UTVALG_FAULT_SEED", 1);
  const int rounds = Environment("UTVALG_FAULT_ROUNDS", 12);
  SCOPED_TRACE(Cat("UTVALG_FAULT_SEED=", seed, " UTVALG_FAULT_ROUNDS=", rounds));
  std::mt19937 random(static_cast<unsigned>(seed));
  TempDir dir;
  Ledger ledger;
  for (int round = 0; round < rounds; ++round) {
    ASSERT_NO_FATAL_FAILURE(RunAndKill(dir.path(), round, milliseconds(random() % 150), &ledger));
  }
  ASSERT_FALSE(ledger.acknowledged.empty());

  Pipeline pipeline(dir.path());
  ExpectPositionsNotBehind(ledger, pipeline.log.get());
  const std::vector<Record> inputs = ReadAll(pipeline.log.get(), kIn);
  ExpectAllOnceAndInOrder(ledger, inputs);

  // The stage finishes undisturbed.
  std::thread thread([&] { EXPECT_TRUE(pipeline.worker->Run().ok()); });
  uint64_t behind = 1;
  while (behind > 0) {
    std::this_thread::yield();
    behind = 0;
    std::map<TopicPartition, uint64_t> stands;
    const auto committed = pipeline.log->CommittedPositions("count", kIn);
    for (const Position& position : *committed) stands[position.at] = position.next_offset;
    const auto ends = pipeline.log->EndPositions(kIn);
    for (const Position& end : *ends) behind += end.next_offset - stands[end.at];
  }
  pipeline.worker->Stop();
  thread.join();
  std::set<std::string> outputs;
  for (const Record& record : ReadAll(pipeline.log.get(), kOut)) outputs.insert(record.value);
  for (const Record& record : inputs) {
    EXPECT_EQ(pipeline.state->Get(0, record.value)->value_or("0"), "1") << record.value;
    EXPECT_TRUE(outputs.contains(record.value)) << record.value;
  }
  EXPECT_EQ(outputs.size(), inputs.size());
  RecordProperty("acknowledged", static_cast<int>(ledger.acknowledged.size()));
  RecordProperty("tried", static_cast<int>(ledger.tried.size()));
}

}  // namespace
}  // namespace utvalg

int main(int argc, char** argv) {
  if (argc == 4 && std::string(argv[1]) == "--victim") {
    return utvalg::RunVictim(argv[2], std::atoi(argv[3]));
  }
  ::testing::InitGoogleMock(&argc, argv);
  return RUN_ALL_TESTS();
}
