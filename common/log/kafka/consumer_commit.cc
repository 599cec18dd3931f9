// SPDX-License-Identifier: Apache-2.0
//
// KafkaConsumer: positions that move.
#include <algorithm>
#include <map>
#include <utility>

#include "absl/time/clock.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/log/kafka/kafka_consumer.h"
#include "common/log/kafka/kafka_errors.h"

namespace utvalg::kafka {
namespace {

constexpr absl::Duration kCommitAgainAfter = absl::Seconds(1);

}  // namespace

absl::Status KafkaConsumer::Commit(const std::vector<Position>& positions) {
  if (!grouped() || closed_) return absl::AbortedError("not a member of a group");
  for (const Position& position : positions) {
    if (lanes_.Find(position.at) == nullptr || lost_) {
      return absl::AbortedError(Cat("partition ", position.at.partition, " of ", position.at.topic,
                                    " belongs to another member"));
    }
  }
  UTVALG_RETURN_IF_ERROR(LearnCommitted(positions));
  // With what could not be committed before; of each partition the last position.
  std::map<TopicPartition, uint64_t> last;
  for (const std::vector<Position>* some :
       std::initializer_list<const std::vector<Position>*>{&unsettled_, &positions}) {
    for (const Position& position : *some) {
      uint64_t& next = last[position.at];
      next = std::max(next, position.next_offset);
    }
  }
  std::vector<Position> ahead;
  for (const auto& [at, next_offset] : last) {
    const AssignedPartition* partition = lanes_.Find(at);
    if (partition->committed.value_or(0) < next_offset) ahead.push_back({at, next_offset});
  }
  unsettled_.clear();
  if (ahead.empty()) return absl::OkStatus();
  absl::Status status = CommitInClient(ahead);
  if (status.ok()) {
    for (const Position& position : ahead) {
      lanes_.Find(position.at)->committed = position.next_offset;
    }
  } else if (absl::IsUnavailable(status)) {
    unsettled_ = std::move(ahead);
    retry_commit_at_ = absl::Now() + kCommitAgainAfter;
  }
  return status;
}

// A commit must not go back behind what was committed before the partition came to us.
absl::Status KafkaConsumer::LearnCommitted(const std::vector<Position>& positions) {
  std::vector<TopicPartition> unknown;
  for (const Position& position : positions) {
    const AssignedPartition* partition = lanes_.Find(position.at);
    if (!partition->committed.has_value()) unknown.push_back(position.at);
  }
  if (unknown.empty()) return absl::OkStatus();
  std::sort(unknown.begin(), unknown.end());
  unknown.erase(std::unique(unknown.begin(), unknown.end()), unknown.end());
  const PartitionsHandle list = ListOf(unknown);
  UTVALG_RETURN_IF_ERROR(ToStatus(
      rd_kafka_committed(client_, list.get(), static_cast<int>(log().request_patience.count())),
      "ask for committed positions"));
  for (size_t i = 0; i < unknown.size(); ++i) {
    const rd_kafka_topic_partition_t& found = list->elems[i];
    UTVALG_RETURN_IF_ERROR(ToStatus(found.err, "ask for committed positions"));
    lanes_.Find(unknown[i])->committed = found.offset < 0 ? 0 : static_cast<uint64_t>(found.offset);
  }
  return absl::OkStatus();
}

absl::Status KafkaConsumer::CommitInClient(const std::vector<Position>& positions) {
  std::vector<TopicPartition> partitions;
  for (const Position& position : positions) partitions.push_back(position.at);
  const PartitionsHandle list = ListOf(partitions);
  for (size_t i = 0; i < positions.size(); ++i) {
    list->elems[i].offset = static_cast<int64_t>(positions[i].next_offset);
  }
  const QueueHandle queue(rd_kafka_queue_new(client_));
  // With a queue of its own: the blocking call has no time limit.
  UTVALG_RETURN_IF_ERROR(ToStatus(
      rd_kafka_commit_queue(client_, list.get(), queue.get(), nullptr, nullptr), "commit"));
  const EventHandle event(
      rd_kafka_queue_poll(queue.get(), static_cast<int>(log().request_patience.count())));
  if (event == nullptr) return absl::UnavailableError("Kafka, commit: no answer");
  UTVALG_RETURN_IF_ERROR(ToStatus(rd_kafka_event_error(event.get()), "commit"));
  const rd_kafka_topic_partition_list_t* result = rd_kafka_event_topic_partition_list(event.get());
  for (int i = 0; result != nullptr && i < result->cnt; ++i) {
    UTVALG_RETURN_IF_ERROR(ToStatus(result->elems[i].err, "commit"));
  }
  return absl::OkStatus();
}

void KafkaConsumer::RetryCommit() {
  if (unsettled_.empty() || absl::Now() < retry_commit_at_) return;
  // Whatever comes of it: what is still not settled stays for the next time.
  static_cast<void>(Commit({}));
}

}  // namespace utvalg::kafka
