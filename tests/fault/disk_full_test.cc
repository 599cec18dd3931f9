// SPDX-License-Identifier: Apache-2.0
//
// A log on a disk that gets full: it says so, loses nothing it acknowledged, stays readable, and
// goes on by itself when there is space again. Mounts a small tmpfs, which only root may: skipped
// elsewhere.
#include <sys/mount.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <string>

#include "common/base/clock.h"
#include "common/base/strings.h"
#include "common/log/embedded/embedded_log.h"
#include "common/testing/temp_dir.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace utvalg {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

const std::string kTopic = "t";

class DiskFullTest : public ::testing::Test {
 protected:
  void SetUp() override {
    disk_ = dir_.Below("disk");
    fs::create_directory(disk_);
    if (mount("tmpfs", disk_.c_str(), "tmpfs", 0, "size=96m") != 0) {
      GTEST_SKIP() << "mounting a tmpfs takes root";
    }
    mounted_ = true;
    Open();
  }
  void TearDown() override {
    log_.reset();
    if (mounted_) umount2(disk_.c_str(), MNT_DETACH);
  }

  void Open() {
    log_.reset();
    EmbeddedLogOptions options;
    options.directory = disk_ + "/log";
    options.topics = {{kTopic, false}};
    options.partitions = 2;
    auto log = EmbeddedLog::Open(options, &clock_);
    ASSERT_TRUE(log.ok()) << log.status();
    log_ = *std::move(log);
  }
  absl::Status Append() {
    const std::string name = Cat(tried_++);
    absl::Status status =
        log_->Append({{kTopic, Cat("t|", name), Cat(name, ":", std::string(50'000, 'x')), {}}})
            .status();
    if (status.ok()) acknowledged_.insert(name);
    return status;
  }
  // The names the log holds; each at most once.
  std::set<std::string> Held() {
    std::set<std::string> names;
    auto consumer = *log_->Subscribe({"", {{kTopic}}, nullptr});
    for (auto records = consumer->Poll(100, milliseconds(0)); records.ok() && !records->empty();
         records = consumer->Poll(100, milliseconds(0))) {
      for (const Record& record : *records) {
        EXPECT_TRUE(names.insert(record.value.substr(0, record.value.find(':'))).second);
      }
    }
    return names;
  }
  void ExpectAcknowledgedHeld() {
    const std::set<std::string> held = Held();
    for (const std::string& name : acknowledged_) EXPECT_TRUE(held.contains(name)) << name;
  }

  TempDir dir_;
  std::string disk_;
  bool mounted_ = false;
  SystemClock clock_;
  std::unique_ptr<EmbeddedLog> log_;
  int tried_ = 0;
  std::set<std::string> acknowledged_;
};

TEST_F(DiskFullTest, NothingAcknowledgedIsLostAndWritingResumesByItself) {
  ASSERT_TRUE(Append().ok());
  const std::string ballast = disk_ + "/ballast";
  std::ofstream(ballast) << std::string(fs::space(disk_).available - (4 << 20), 'b');
  absl::Status status = absl::OkStatus();
  while (status.ok() && tried_ < 5000) status = Append();
  ASSERT_EQ(status.code(), absl::StatusCode::kResourceExhausted) << status;
  EXPECT_THAT(std::string(status.message()), ::testing::HasSubstr("free space"));
  ExpectAcknowledgedHeld();

  fs::remove(ballast);
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (!(status = Append()).ok() && std::chrono::steady_clock::now() < give_up) usleep(50'000);
  EXPECT_TRUE(status.ok()) << status;
  ExpectAcknowledgedHeld();
  Open();
  ExpectAcknowledgedHeld();
  EXPECT_TRUE(Append().ok());
}

}  // namespace
}  // namespace utvalg
