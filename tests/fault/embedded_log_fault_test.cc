// SPDX-License-Identifier: Apache-2.0
//
// What the embedded log does after a power cut and on a damaged disk: it holds everything it
// acknowledged, or it refuses, naming a file. It never answers from a subset. Every case has a seed
// that is printed when it fails; UTVALG_FAULT_CASES runs more of them.
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "common/base/clock.h"
#include "common/base/strings.h"
#include "common/log/embedded/embedded_log.h"
#include "common/testing/temp_dir.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/fault/sync_spy.h"

namespace utvalg {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using ::testing::HasSubstr;

const std::string kTopic = "t";
constexpr uint32_t kPartitions = 3;

int Cases(int standard) {
  const char* more = std::getenv("UTVALG_FAULT_CASES");
  return more == nullptr ? standard : std::atoi(more);
}

SystemClock& TheClock() {
  static SystemClock clock;
  return clock;
}

absl::StatusOr<std::unique_ptr<EmbeddedLog>> Open(const std::string& directory) {
  EmbeddedLogOptions options;
  options.directory = directory;
  options.topics = {{kTopic, false}};
  options.partitions = kPartitions;
  return EmbeddedLog::Open(options, &TheClock());
}

// The values the log holds; an error when a read fails.
absl::StatusOr<std::multiset<std::string>> ReadAll(EmbeddedLog* log) {
  ConsumerOptions options;
  options.topics = {{kTopic}};
  auto consumer = *log->Subscribe(options);
  std::multiset<std::string> values;
  for (;;) {
    auto records = consumer->Poll(1000, milliseconds(0));
    if (!records.ok()) return records.status();
    if (records->empty()) return values;
    for (const Record& record : *records) values.insert(record.value);
  }
}

absl::Status AppendNumbered(EmbeddedLog* log, int from, int to) {
  for (int i = from; i < to; ++i) {
    const auto positions =
        log->Append({{kTopic, Cat("t|", i % 7), Cat(i, "-", std::string(i % 200, 'x')), {}}});
    if (!positions.ok()) return positions.status();
  }
  return absl::OkStatus();
}

// --- Power cuts.

TEST(PowerCutTest, WhatWasAcknowledgedIsThereAfterwards) {
  for (int seed = 0; seed < Cases(8); ++seed) {
    TempDir dir;
    auto log = *Open(dir.Below("log"));
    std::mutex mutex;
    std::set<std::string> acknowledged;
    std::atomic<bool> stop{false};
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 3; ++thread) {
      threads.emplace_back([&, thread] {
        for (int i = 0; !stop; ++i) {
          const std::string value = Cat(thread, ":", i);
          if (!log->Append({{kTopic, Cat("t|", thread, i % 5), value, {}}}).ok()) return;
          const std::lock_guard<std::mutex> lock(mutex);
          acknowledged.insert(value);
        }
      });
    }
    std::mt19937 random(seed);
    const size_t enough = 1 + random() % 200;
    std::set<std::string> before;
    while (before.size() < enough) {
      std::this_thread::yield();
      const std::lock_guard<std::mutex> lock(mutex);
      before = acknowledged;
    }
    CopyAsAfterPowerCut(dir.Below("log"), dir.Below("image"));
    stop = true;
    for (std::thread& thread : threads) thread.join();

    auto recovered = Open(dir.Below("image"));
    ASSERT_TRUE(recovered.ok()) << "seed " << seed << ": " << recovered.status();
    const auto values = ReadAll(recovered->get());
    ASSERT_TRUE(values.ok());
    for (const std::string& value : before)
      ASSERT_EQ(values->count(value), 1u) << "seed " << seed << " " << value;
    for (const std::string& value : *values) ASSERT_EQ(values->count(value), 1u) << value;
  }
}

// Positions are not synced: wherever their end of the write-ahead log is cut, every record is
// there, and the group stands at a position it had.
TEST(PowerCutTest, AnUnsyncedTailCostsNothingButOldPositions) {
  TempDir dir;
  auto log = *Open(dir.Below("log"));
  ASSERT_TRUE(AppendNumbered(log.get(), 0, 50).ok());
  auto consumer = *log->Subscribe({"g", {{kTopic}}, nullptr});
  size_t read = 0;
  while (read < 50) {
    const auto records = *consumer->Poll(1, milliseconds(0));
    read += records.size();
    ASSERT_TRUE(consumer->Commit(consumer->Positions()).ok());
  }
  std::string wal;
  for (const auto& entry : fs::directory_iterator(dir.Below("log/records"))) {
    if (entry.path().extension() == ".log" && entry.file_size() > 0) wal = entry.path().filename();
  }
  const uint64_t synced = SyncedLength(dir.Below("log/records/" + wal));
  const uint64_t written = fs::file_size(dir.Below("log/records/" + wal));
  ASSERT_LT(synced, written);
  for (int seed = 0; seed < Cases(12); ++seed) {
    const std::string image = dir.Below(Cat("image", seed));
    fs::copy(dir.Below("log"), image, fs::copy_options::recursive);
    const uint64_t cut = synced + seed * (written - synced) / Cases(12);
    fs::resize_file(Cat(image, "/records/", wal), cut);
    auto recovered = Open(image);
    ASSERT_TRUE(recovered.ok()) << "cut at " << cut << ": " << recovered.status();
    ASSERT_EQ(ReadAll(recovered->get())->size(), 50u) << "cut at " << cut;
    const auto committed = (*recovered)->CommittedPositions("g", kTopic);
    for (const Position& position : *committed) {
      ASSERT_LE(position.next_offset, 50u);
    }
  }
}

// --- Damage. The image is a log of which half lies in tables and half in the write-ahead log.

class DamageTest : public ::testing::Test {
 protected:
  static constexpr int kRecords = 200;

  void SetUp() override {
    ASSERT_TRUE(AppendNumbered(Open(dir_.Below("log"))->get(), 0, kRecords / 2).ok());
    log_ = *Open(dir_.Below("log"));
    ASSERT_TRUE(AppendNumbered(log_.get(), kRecords / 2, kRecords).ok());
    for (const auto& entry : fs::recursive_directory_iterator(dir_.Below("log"))) {
      if (!entry.is_regular_file() || entry.file_size() == 0) continue;
      const std::string name = fs::relative(entry.path(), dir_.Below("log")).string();
      if (name.ends_with(".log")) wals_.push_back(name);
      if (name.ends_with(".sst")) tables_.push_back(name);
      if (name.find("MANIFEST") != std::string::npos || name.ends_with("CURRENT")) {
        manifests_.push_back(name);
      }
    }
    ASSERT_EQ(wals_.size(), 1u);
    ASSERT_FALSE(tables_.empty());
  }

  // A fresh copy of the log as a killed process leaves it.
  std::string Image() {
    if (!image_.empty()) fs::remove_all(image_);
    image_ = dir_.Below("image");
    fs::copy(dir_.Below("log"), image_, fs::copy_options::recursive);
    return image_;
  }

  // All of it, or a refusal that names a file: nothing between.
  void ExpectAllOrRefusal(const std::string& what) {
    auto log = Open(image_);
    absl::Status refusal = log.status();
    if (log.ok()) {
      const auto values = ReadAll(log->get());
      if (values.ok()) {
        ++whole_;
        ASSERT_EQ(values->size(), static_cast<size_t>(kRecords)) << what;
        return;
      }
      refusal = values.status();
    }
    ++refused_;
    ASSERT_EQ(refusal.code(), absl::StatusCode::kDataLoss) << what << ": " << refusal;
    ASSERT_THAT(std::string(refusal.message()), HasSubstr(image_)) << what;
  }

  void Overwrite(const std::string& name, uint64_t at, const std::string& bytes) {
    std::fstream file(Cat(image_, "/", name), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(at));
    file << bytes;
  }
  std::string Bytes(const std::string& name) {
    std::ifstream file(Cat(image_, "/", name), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }

  // Flips one byte, or zeroes 1 to 4096, or cuts the file, by the seed.
  std::string Damage(const std::string& name, int seed) {
    std::mt19937 random(seed);
    Image();
    std::string bytes = Bytes(name);
    const uint64_t at = random() % bytes.size();
    switch (seed % 3) {
      case 0:
        Overwrite(name, at, std::string(1, static_cast<char>(bytes[at] ^ (1 << random() % 8))));
        return Cat("seed ", seed, ": flip at ", at, " of ", name);
      case 1: {
        const uint64_t count = std::min<uint64_t>(1 + random() % 4096, bytes.size() - at);
        Overwrite(name, at, std::string(count, '\0'));
        return Cat("seed ", seed, ": ", count, " zeros at ", at, " of ", name);
      }
      default:
        fs::resize_file(Cat(image_, "/", name), at);
        return Cat("seed ", seed, ": ", name, " cut to ", at, " of ", bytes.size());
    }
  }

  void ExpectAllOrRefusalForEachSeed(const std::vector<std::string>& names) {
    for (int seed = 0; seed < Cases(30); ++seed) {
      const std::string what = Damage(names[static_cast<size_t>(seed) % names.size()], seed);
      ASSERT_NO_FATAL_FAILURE(ExpectAllOrRefusal(what));
    }
    RecordProperty("whole", whole_);
    RecordProperty("refused", refused_);
  }

  TempDir dir_;
  std::unique_ptr<EmbeddedLog> log_;
  std::vector<std::string> wals_;
  std::vector<std::string> tables_;
  std::vector<std::string> manifests_;
  std::string image_;
  int whole_ = 0;
  int refused_ = 0;
};

TEST_F(DamageTest, AnUndamagedImageIsWhole) {
  Image();
  ExpectAllOrRefusal("nothing");
  EXPECT_EQ(whole_, 1);
}

TEST_F(DamageTest, TheWriteAheadLogIsReadWholeOrRefused) {
  ExpectAllOrRefusalForEachSeed(wals_);
  EXPECT_GT(refused_, whole_);
}

// RocksDB takes a torn end for an unfinished write and says nothing; the high-water marks know
// better.
TEST_F(DamageTest, EveryCutOfTheWriteAheadLogIsNoticed) {
  Image();
  const uint64_t size = Bytes(wals_[0]).size();
  for (int i = 0; i < Cases(15); ++i) {
    Image();
    fs::resize_file(Cat(image_, "/", wals_[0]), size - 1 - (i * (size - 1)) / Cases(15));
    const auto log = Open(image_);
    ASSERT_EQ(log.status().code(), absl::StatusCode::kDataLoss) << i;
    EXPECT_THAT(std::string(log.status().message()), HasSubstr("high-water")) << i;
  }
}

TEST_F(DamageTest, AHoleInTheMiddleOfTheWriteAheadLogIsNoticed) {
  Image();
  const uint64_t size = Bytes(wals_[0]).size();
  for (int i = 1; i < 6; ++i) {
    Image();
    Overwrite(wals_[0], i * size / 7, std::string(size / 10, '\0'));
    ASSERT_EQ(Open(image_).status().code(), absl::StatusCode::kDataLoss) << i;
  }
}

TEST_F(DamageTest, TablesAreReadWholeOrRefused) { ExpectAllOrRefusalForEachSeed(tables_); }

TEST_F(DamageTest, ManifestAndCurrentAreReadWholeOrRefused) {
  ExpectAllOrRefusalForEachSeed(manifests_);
}

TEST_F(DamageTest, AnyMissingFileIsNoticed) {
  std::vector<std::string> names = wals_;
  names.insert(names.end(), tables_.begin(), tables_.end());
  names.insert(names.end(), manifests_.begin(), manifests_.end());
  for (const std::string& name : names) {
    Image();
    fs::remove(Cat(image_, "/", name));
    ASSERT_NO_FATAL_FAILURE(ExpectAllOrRefusal(Cat(name, " removed")));
  }
  EXPECT_EQ(whole_, 0);
}

TEST_F(DamageTest, ARefusalChangesNothing) {
  Image();
  Overwrite(wals_[0], Bytes(wals_[0]).size() / 2, "damage");
  const std::string before = Bytes(wals_[0]);
  ASSERT_FALSE(Open(image_).ok());
  ASSERT_FALSE(Open(image_).ok());
  EXPECT_EQ(Bytes(wals_[0]), before);
  // Restored from a backup, it opens.
  fs::copy_file(dir_.Below(Cat("log/", wals_[0])), Cat(image_, "/", wals_[0]),
                fs::copy_options::overwrite_existing);
  ExpectAllOrRefusal("restored");
  EXPECT_EQ(whole_, 1);
}

}  // namespace
}  // namespace utvalg
