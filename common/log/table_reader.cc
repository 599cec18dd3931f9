// SPDX-License-Identifier: Apache-2.0
#include "common/log/table_reader.h"

#include <utility>

#include "absl/time/time.h"
#include "common/base/status_macros.h"

namespace utvalg {
namespace {

constexpr size_t kRecordsPerPoll = 256;
constexpr std::chrono::milliseconds kPollWait = std::chrono::minutes(1);  // Wake ends it sooner.

constexpr std::chrono::milliseconds kRetryWait(100);

}  // namespace

absl::StatusOr<std::unique_ptr<TableReader>> TableReader::Start(Log* log, const RecordCodec* codec,
                                                                std::vector<std::string> topics,
                                                                Apply apply) {
  std::unique_ptr<TableReader> reader(
      new TableReader(log, codec, std::move(topics), std::move(apply)));
  ConsumerOptions options;
  for (const std::string& topic : reader->topics_) options.topics.push_back({topic});
  UTVALG_ASSIGN_OR_RETURN(reader->consumer_, log->Subscribe(std::move(options)));
  reader->thread_ = std::thread([raw = reader.get()] { raw->Run(); });
  return reader;
}

TableReader::TableReader(Log* log, const RecordCodec* codec, std::vector<std::string> topics,
                         Apply apply)
    : log_(log), codec_(codec), topics_(std::move(topics)), apply_(std::move(apply)) {}

TableReader::~TableReader() {
  if (!thread_.joinable()) return;
  {
    absl::MutexLock lock(&mutex_);
    stop_ = true;
  }
  consumer_->Wake();
  thread_.join();
}

void TableReader::Run() {
  for (;;) {
    absl::StatusOr<std::vector<Record>> records = consumer_->Poll(kRecordsPerPoll, kPollWait);
    {
      absl::MutexLock lock(&mutex_);
      if (stop_) return;
      if (!records.ok()) {
        if (records.status().code() != absl::StatusCode::kUnavailable) {
          status_ = records.status();
          return;
        }
        mutex_.AwaitWithTimeout(absl::Condition(&stop_), absl::FromChrono(kRetryWait));
        continue;
      }
    }
    for (Record& record : *records) ApplyOne(&record);
    // The consumer's positions, not the records' offsets: behind the last record there may be a
    // gap.
    absl::MutexLock lock(&mutex_);
    for (const Position& position : consumer_->Positions())
      applied_[position.at] = position.next_offset;
  }
}

void TableReader::ApplyOne(Record* record) {
  if (!record->IsTombstone()) {
    absl::StatusOr<std::string> value =
        codec_->Decode(record->at.topic, record->key, std::move(record->value));
    if (!value.ok()) {
      absl::MutexLock lock(&mutex_);
      ++undecodable_;
      return;
    }
    record->value = *std::move(value);
  }
  apply_(*record);
}

absl::Status TableReader::WaitUntilCaughtUp(std::chrono::milliseconds patience) {
  std::vector<Position> ends;
  for (const std::string& topic : topics_) {
    UTVALG_ASSIGN_OR_RETURN(const std::vector<Position> positions, log_->EndPositions(topic));
    ends.insert(ends.end(), positions.begin(), positions.end());
  }
  return WaitFor(ends, patience);
}

absl::Status TableReader::WaitFor(const std::vector<Position>& positions,
                                  std::chrono::milliseconds patience) {
  consumer_->Wake();  // Lets it tell where it is, also when nothing new comes.
  absl::MutexLock lock(&mutex_);
  const auto settled = [this, &positions]() ABSL_NO_THREAD_SAFETY_ANALYSIS {
    return !status_.ok() || Reached(positions);
  };
  if (!mutex_.AwaitWithTimeout(absl::Condition(&settled), absl::FromChrono(patience))) {
    return absl::DeadlineExceededError("the log was not read up to its end in time");
  }
  return status_;
}

bool TableReader::Reached(const std::vector<Position>& positions) const {
  for (const Position& position : positions) {
    const auto it = applied_.find(position.at);
    if (position.next_offset > 0 && (it == applied_.end() || it->second < position.next_offset)) {
      return false;
    }
  }
  return true;
}

uint64_t TableReader::undecodable() const {
  absl::MutexLock lock(&mutex_);
  return undecodable_;
}

}  // namespace utvalg
