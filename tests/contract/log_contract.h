// SPDX-License-Identifier: Apache-2.0
//
// What a Log must do, stated once. An implementation passes when it instantiates LogContractTest
// with a factory of its own:
//
//   INSTANTIATE_TEST_SUITE_P(Embedded, LogContractTest, ::testing::Values(LogFactory{...}));
//   INSTANTIATE_TEST_SUITE_P(Embedded, LogCompactionContractTest, ...);
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/log/log.h"
#include "gtest/gtest.h"

namespace utvalg {

// Every log of the suite has these topics and this number of partitions.
inline constexpr char kPlainTopic[] = "contract.plain";
inline constexpr char kSideTopic[] = "contract.side";
inline constexpr char kTableTopic[] = "contract.table";  // Compacted.
inline constexpr uint32_t kContractPartitions = 4;
inline constexpr char kFillerKey[] = "filler|";

// Where one test's log lies; it outlives the Log objects that open it one after another.
class LogPlace {
 public:
  virtual ~LogPlace() = default;
  // Fresh at first; later calls find what the closed Log before left. NOT_FOUND: this machine has
  // no such log; the tests are skipped.
  virtual absl::StatusOr<std::unique_ptr<Log>> Open() = 0;
  // Returns when all records are gone that were superseded when it was called. May append records
  // of its own under keys that begin with kFillerKey: a log may spare the newest part of a topic.
  virtual absl::Status Compact(Log* log, const std::string& topic) = 0;
  // False for librdkafka's mock brokers, which refuse commits until a group has settled.
  virtual bool CommitsWhileHandingOver() const { return true; }
};

struct LogFactory {
  std::function<std::unique_ptr<LogPlace>()> make;
};
inline void PrintTo(const LogFactory&, std::ostream* out) { *out << "a log"; }

class LogContractTest : public ::testing::TestWithParam<LogFactory> {
 protected:
  // Only a hanging test waits for it.
  static constexpr std::chrono::milliseconds kPatience = std::chrono::seconds(60);

  void SetUp() override;
  void Reopen();

  Position Append(const std::string& topic, std::string key, std::string value,
                  std::vector<RecordHeader> headers = {});
  // n records k<i>=<i> over all partitions, i from `from`.
  void AppendNumbered(const std::string& topic, int from, int to);
  std::unique_ptr<Consumer> Join(const std::string& group, std::vector<Subscription> topics,
                                 AssignmentListener* listener = nullptr);
  std::unique_ptr<Consumer> ReadAlone(const std::string& topic);
  // Polls until it has that many.
  std::vector<Record> Read(Consumer* consumer, size_t count);
  // Until its positions are the ends that the topic has now.
  std::vector<Record> ReadToEnd(Consumer* consumer, const std::string& topic);
  // Everything the log holds of a topic, as key=value by partition in order.
  std::map<uint32_t, std::vector<std::string>> Everything(const std::string& topic);
  // Everything a new member of the group finds.
  size_t CountWaiting(const std::string& group, const std::string& topic);

  std::unique_ptr<LogPlace> place_;
  std::unique_ptr<Log> log_;
};

// For logs whose compaction can be asked for.
class LogCompactionContractTest : public LogContractTest {};

// Positions behind these records, one per partition.
std::vector<Position> Behind(const std::vector<Record>& records);

}  // namespace utvalg
