// SPDX-License-Identifier: Apache-2.0
//
// What the seam costs on a real broker: a stage that does nothing against a bare librdkafka loop
// with the same settings, one worker against two, and Append against bare produce. Compare figures
// of one run; the rivals alternate. Needs the address of a broker in UTVALG_KAFKA (tools/kafka).
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "common/base/clock.h"
#include "common/base/strings.h"
#include "common/log/kafka/client.h"
#include "common/log/kafka/kafka_log.h"
#include "common/log/kafka/kafka_topics.h"
#include "common/log/stage_worker.h"
#include "common/log/topics.h"
#include "tests/bench/bare_producer.h"
#include "tests/kafka_broker.h"

namespace utvalg {
namespace {

using Clock = std::chrono::steady_clock;

const std::string kIn = "in";
const std::string kOut = "out";
constexpr int kRecords = 100'000;
constexpr size_t kValueBytes = 1024;
constexpr size_t kBatch = 1024;

double Seconds(Clock::duration duration) { return std::chrono::duration<double>(duration).count(); }

double CpuSeconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

std::string NewGroup() {
  static int groups = 0;
  return Cat("bench-", ++groups);
}

// Topics of this run, the first filled.
const KafkaLogOptions& Prepared() {
  static const KafkaLogOptions kOptions = [] {
    KafkaLogOptions options;
    options.bootstrap = *KafkaBroker();
    options.topics = {kIn, kOut};
    options.prefix = UniquePrefix();
    auto topics = *KafkaTopics::Connect(options);
    if (!topics->Create({{kIn, kDefaultPartitions, 1, {}}, {kOut, kDefaultPartitions, 1, {}}})
             .ok()) {
      std::cerr << "kafka_bench: the topics could not be made\n";
      std::exit(EXIT_FAILURE);
    }
    auto log = *KafkaLog::Open(options);
    for (int i = 0; i < kRecords;) {
      std::vector<NewRecord> records;
      for (size_t j = 0; j < kBatch && i < kRecords; ++j, ++i) {
        records.push_back({kIn, Cat("t|c", i, "|a"), std::string(kValueBytes, 'v'), {}});
      }
      if (!log->Append(std::move(records)).ok()) std::exit(EXIT_FAILURE);
    }
    return options;
  }();
  return kOptions;
}

// Consume a batch, produce it, wait until the broker has it, commit without waiting; from the first
// record to the last.
void BareLoop(benchmark::State& state) {
  for (auto _ : state) {
    auto context = std::make_shared<kafka::ClientContext>();
    rd_kafka_t* const consumer =
        *kafka::ConsumerConf(Prepared(), context.get(), NewGroup(), "").Make(RD_KAFKA_CONSUMER);
    rd_kafka_poll_set_consumer(consumer);
    kafka::PartitionsHandle topics(rd_kafka_topic_partition_list_new(1));
    rd_kafka_topic_partition_list_add(topics.get(), Cat(Prepared().prefix, kIn).c_str(),
                                      RD_KAFKA_PARTITION_UA);
    if (rd_kafka_subscribe(consumer, topics.get()) != RD_KAFKA_RESP_ERR_NO_ERROR) std::abort();
    kafka::QueueHandle queue(rd_kafka_queue_get_consumer(consumer));
    BareProducer producer(Prepared(), kOut);
    std::atomic<int64_t> delivered{0};
    int64_t sent = 0;
    Clock::time_point begun;
    double cpu = 0;
    std::vector<rd_kafka_message_t*> messages(kBatch);
    while (sent < kRecords) {
      const ssize_t count = rd_kafka_consume_batch_queue(queue.get(), 100, messages.data(), kBatch);
      for (ssize_t i = 0; i < count; ++i) {
        const kafka::MessageHandle message(messages[static_cast<size_t>(i)]);
        if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR) continue;
        if (sent++ == 0) begun = Clock::now(), cpu = CpuSeconds();
        producer.Send(message->key, message->key_len, message->payload, message->len,
                      message->partition, &delivered);
      }
      producer.WaitFor(delivered, sent);
      if (count > 0) rd_kafka_commit(consumer, nullptr, 1);
    }
    state.SetIterationTime(Seconds(Clock::now() - begun));
    state.counters["cpu_us_per_record"] = (CpuSeconds() - cpu) * 1e6 / kRecords;
    rd_kafka_consumer_close(consumer);
    queue.reset();
    kafka::EndClient(consumer, context, std::chrono::seconds(10));
  }
  state.SetItemsProcessed(state.iterations() * kRecords);
}

class PassOn final : public StageHandler {
 public:
  std::vector<Verdict> Handle(std::span<const Record> records) override {
    std::vector<Verdict> verdicts;
    for (const Record& record : records) {
      std::vector<NewRecord> outputs;
      outputs.push_back({kOut, record.key, record.value, {}});
      verdicts.push_back(Verdict::Done(std::move(outputs)));
    }
    if (handled_.fetch_add(static_cast<int64_t>(records.size())) == 0) {
      begun_ = Clock::now();
      cpu_ = CpuSeconds();
    }
    return verdicts;
  }
  void OnDurable(const std::vector<std::string>& keys) override {
    durable_.fetch_add(static_cast<int64_t>(keys.size()));
    durable_.notify_all();
  }
  // Returns when so many records were passed on and their positions moved.
  void WaitFor(int64_t count) const {
    for (int64_t now = durable_; now < count; now = durable_) durable_.wait(now);
  }
  Clock::time_point begun() const { return begun_; }
  double cpu() const { return cpu_; }

 private:
  std::atomic<int64_t> handled_{0};
  std::atomic<int64_t> durable_{0};
  Clock::time_point begun_;
  double cpu_ = 0;
};

// The same work by the worker of the stages; as many members of one group as the argument says.
void Stage(benchmark::State& state) {
  for (auto _ : state) {
    const IdentityRecordCodec codec;
    const SystemClock clock;
    PassOn handler;
    const std::string group = NewGroup();
    std::vector<std::unique_ptr<KafkaLog>> logs;
    std::vector<std::unique_ptr<StageWorker>> workers;
    std::vector<std::thread> threads;
    for (int64_t i = 0; i < state.range(0); ++i) {
      logs.push_back(*KafkaLog::Open(Prepared()));
      StageOptions options;
      options.name = group;
      options.topics = {{kIn, 1}};
      options.max_batch = kBatch;
      options.max_in_flight = 2 * kBatch;
      workers.push_back(std::make_unique<StageWorker>(logs.back().get(), &codec, &handler, &clock,
                                                      std::move(options)));
    }
    for (const auto& worker : workers) {
      threads.emplace_back([&worker] {
        if (!worker->Run().ok()) std::abort();
      });
    }
    handler.WaitFor(kRecords);
    state.SetIterationTime(Seconds(Clock::now() - handler.begun()));
    state.counters["cpu_us_per_record"] = (CpuSeconds() - handler.cpu()) * 1e6 / kRecords;
    for (const auto& worker : workers) worker->Stop();
    for (std::thread& thread : threads) thread.join();
  }
  state.SetItemsProcessed(state.iterations() * kRecords);
}

constexpr int kWriters = 16;
constexpr int kEach = 500;

// Every writer waits for its record before it sends the next, as an upload does.
void Written(benchmark::State& state, const std::function<void(int writer)>& write_one) {
  for (auto _ : state) {
    std::vector<std::thread> writers;
    for (int writer = 0; writer < kWriters; ++writer) {
      writers.emplace_back([&write_one, writer] {
        for (int i = 0; i < kEach; ++i) write_one(writer);
      });
    }
    for (std::thread& writer : writers) writer.join();
  }
  state.SetItemsProcessed(state.iterations() * kWriters * kEach);
}

void BareProduce(benchmark::State& state) {
  const ServedBareProducer producer(Prepared(), kOut, kWriters);
  const std::string value(kValueBytes, 'v');
  Written(state, [&](int writer) { producer.Write(writer, Cat("t|c", writer, "|a"), value); });
}

void Append(benchmark::State& state) {
  const auto log = *KafkaLog::Open(Prepared());
  const std::string value(kValueBytes, 'v');
  Written(state, [&](int writer) {
    std::vector<NewRecord> records;
    records.push_back({kOut, Cat("t|c", writer, "|a"), value, {}});
    if (!log->Append(std::move(records)).ok()) std::abort();
  });
}

void Register() {
  const auto timed = [](const char* name, auto function) {
    return benchmark::RegisterBenchmark(name, function)
        ->UseManualTime()
        ->Iterations(1)
        ->Unit(benchmark::kMillisecond);
  };
  for (const char* again : {"", "_again"}) {
    timed(Cat("Kafka/bare_loop", again).c_str(), BareLoop);
    timed(Cat("Kafka/stage", again).c_str(), Stage)->Arg(1);
    timed(Cat("Kafka/stage", again).c_str(), Stage)->Arg(2);
  }
  for (const char* again : {"", "_again"}) {
    benchmark::RegisterBenchmark(Cat("Kafka/bare_produce_16_writers", again).c_str(), BareProduce)
        ->UseRealTime()
        ->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark(Cat("Kafka/append_16_writers", again).c_str(), Append)
        ->UseRealTime()
        ->Unit(benchmark::kMillisecond);
  }
}

}  // namespace
}  // namespace utvalg

int main(int argc, char** argv) {
  if (const auto broker = utvalg::KafkaBroker(); !broker.ok()) {
    std::cerr << "kafka_bench: " << broker.status().message() << "\n";
    return EXIT_FAILURE;
  }
  utvalg::Register();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return EXIT_FAILURE;
  benchmark::RunSpecifiedBenchmarks();
  return EXIT_SUCCESS;
}
