// SPDX-License-Identifier: Apache-2.0
#include "services/parse/adapters/paced_handler.h"

#include <map>

#include "absl/time/clock.h"
#include "common/log/topics.h"

namespace utvalg::parse {
namespace {

constexpr std::string_view kNextStage = "embed-cv";
constexpr uint64_t kMostWaiting = 16;  // What embed takes at once.
constexpr absl::Duration kPause = absl::Milliseconds(200);
constexpr absl::Duration kLongest = absl::Seconds(20);  // For one record.

}  // namespace

bool PacedHandler::IsBusy() const {
  const auto ends = log_->EndPositions(kCvParsedTopic);
  const auto done = log_->CommittedPositions(kNextStage, kCvParsedTopic);
  if (!ends.ok() || !done.ok()) return false;  // Handling the record will tell.
  std::map<TopicPartition, uint64_t> read;
  for (const Position& position : *done) read[position.at] = position.next_offset;
  uint64_t waiting = 0;
  for (const Position& end : *ends) {
    const uint64_t from = read[end.at];
    if (end.next_offset > from) waiting += end.next_offset - from;
  }
  return waiting > kMostWaiting;
}

std::vector<Verdict> PacedHandler::Handle(std::span<const Record> records) {
  const absl::Time give_up = absl::Now() + kLongest;
  while (absl::Now() < give_up && IsBusy()) {
    absl::MutexLock lock(&mutex_);
    if (mutex_.AwaitWithTimeout(absl::Condition(&stop_), kPause)) break;
  }
  return handler_->Handle(records);
}

void PacedHandler::Stop() {
  absl::MutexLock lock(&mutex_);
  stop_ = true;
}

}  // namespace utvalg::parse
