// SPDX-License-Identifier: Apache-2.0
//
// What durability costs: appends to the embedded log beside plain synced puts of RocksDB, with the
// same 4 KiB values, on the same disk, in the same run. Every append below is fsynced before it
// counts.
//
//   build/release/bin/log_bench --benchmark_min_time=1
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "benchmark/benchmark.h"
#include "common/base/clock.h"
#include "common/base/strings.h"
#include "common/kv/kv_store.h"
#include "common/log/embedded/embedded_log.h"
#include "common/testing/temp_dir.h"

namespace utvalg {
namespace {

constexpr size_t kValueBytes = 4096;
const std::string kTopic = "t";

SystemClock& TheClock() {
  static SystemClock clock;
  return clock;
}

std::unique_ptr<EmbeddedLog> OpenLog(const std::string& directory) {
  EmbeddedLogOptions options;
  options.directory = directory;
  options.topics = {{kTopic, false}};
  return *EmbeddedLog::Open(options, &TheClock());
}

// What all threads of one run share; made by the first, gone after the last.
TempDir* shared_dir = nullptr;
KvStore* shared_store = nullptr;
EmbeddedLog* shared_log = nullptr;

void PutSynced(benchmark::State& state) {
  if (state.thread_index() == 0) {
    shared_dir = new TempDir();
    KvOptions options;
    options.directory = shared_dir->path();
    shared_store = KvStore::Open(options)->release();
  }
  const std::string value(kValueBytes, 'v');
  int64_t number = 0;
  for (auto _ : state) {
    const std::string key = Cat(state.thread_index(), "|", number++);
    if (!shared_store->Put(0, key, value, KvSync::kSync).ok()) state.SkipWithError("put failed");
  }
  state.SetItemsProcessed(state.iterations());
  if (state.thread_index() == 0) {
    delete shared_store;
    delete shared_dir;
  }
}
BENCHMARK(PutSynced)->Threads(1)->Threads(4)->Threads(16)->UseRealTime();

// range(0): records per append.
void AppendToLog(benchmark::State& state) {
  if (state.thread_index() == 0) {
    shared_dir = new TempDir();
    shared_log = OpenLog(shared_dir->path()).release();
  }
  const std::string value(kValueBytes, 'v');
  int64_t number = 0;
  for (auto _ : state) {
    std::vector<NewRecord> records;
    for (int64_t i = 0; i < state.range(0); ++i) {
      records.push_back({kTopic, Cat("t|", state.thread_index(), "|", number++), value, {}});
    }
    if (!shared_log->Append(std::move(records)).ok()) state.SkipWithError("append failed");
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  if (state.thread_index() == 0) {
    delete shared_log;
    delete shared_dir;
  }
}
BENCHMARK(AppendToLog)->Arg(1)->Threads(1)->Threads(4)->Threads(16)->UseRealTime();
BENCHMARK(AppendToLog)->Arg(16)->Arg(128)->Threads(1)->UseRealTime();

void ReadFromLog(benchmark::State& state) {
  constexpr int kRecords = 20'000;
  TempDir dir;
  auto log = OpenLog(dir.path());
  for (int i = 0; i < kRecords; i += 1000) {
    std::vector<NewRecord> records(1000);
    for (int j = 0; j < 1000; ++j) {
      records[j] = {kTopic, Cat("t|", i + j), std::string(kValueBytes, 'v'), {}};
    }
    if (!log->Append(std::move(records)).ok()) state.SkipWithError("append failed");
  }
  for (auto _ : state) {
    auto consumer = *log->Subscribe({"", {{kTopic}}, nullptr});
    size_t read = 0;
    while (read < kRecords) {
      const auto records = consumer->Poll(256, std::chrono::milliseconds(0));
      if (!records.ok() || records->empty()) break;
      read += records->size();
    }
    if (read != kRecords) state.SkipWithError("records are missing");
  }
  state.SetItemsProcessed(state.iterations() * kRecords);
}
BENCHMARK(ReadFromLog)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace utvalg

BENCHMARK_MAIN();
