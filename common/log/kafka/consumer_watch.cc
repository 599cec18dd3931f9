// SPDX-License-Identifier: Apache-2.0
//
// KafkaConsumer: a partition that has records and gives none, though it is assigned and the broker
// answers (librdkafka #5153). What the library's statistics say of a partition's end comes with the
// records it fetches, so of a partition that is not fetched they tell nothing: the broker is asked.
#include "absl/time/clock.h"
#include "common/base/strings.h"
#include "common/log/kafka/cluster.h"
#include "common/log/kafka/kafka_consumer.h"

namespace utvalg::kafka {
namespace {

constexpr int kLooksWithinPatience = 4;
// The thread that polls waits for it; a broker that is away is no fault of the consumer.
constexpr std::chrono::milliseconds kEndPatience(2000);

}  // namespace

void KafkaConsumer::NoteMove(AssignedPartition* partition, uint64_t expected) {
  partition->expected = expected;
  partition->moved_at = absl::Now();
  partition->nudged = false;
}

void KafkaConsumer::WatchForStalls() {
  const absl::Time now = absl::Now();
  if (now < next_watch_ || !failed_.ok()) return;
  next_watch_ = now + absl::FromChrono(log().stall_patience) / kLooksWithinPatience;
  for (Lane& lane : lanes_.lanes()) WatchLane(&lane, now);
}

void KafkaConsumer::WatchLane(Lane* lane, absl::Time now) {
  // What came and waits for the caller of Poll is no stall.
  if (rd_kafka_queue_length(lane->queue.get()) > 0) return;
  const absl::Time long_ago = now - absl::FromChrono(log().stall_patience);
  std::vector<uint32_t> silent;
  for (const auto& [p, partition] : lane->partitions) {
    if (!partition.paused && partition.held.empty() && partition.moved_at <= long_ago) {
      silent.push_back(p);
    }
  }
  if (silent.empty()) return;
  const auto ends = EndOffsets(client_, lane->name, setup_.partitions, kEndPatience);
  for (const uint32_t p : silent) {
    AssignedPartition& partition = lane->partitions[p];
    const bool behind = ends.ok() && (*ends)[p] > partition.expected;
    partition.moved_at = now;
    if (!behind) {
      partition.nudged = false;
      continue;
    }
    if (partition.nudged) {
      failed_.Update(absl::InternalError(
          Cat("Kafka, partition ", p, " of ", lane->topic, " stands still at ", partition.expected,
              " and ends at ", (*ends)[p], ": the client does not fetch it")));
      if (setup_.on_fatal) setup_.on_fatal(failed_);
      return;
    }
    if (log().on_stall) log().on_stall(lane->topic, p);
    static_cast<void>(Seek({{lane->topic, p}, partition.expected}));
    partition.nudged = true;
  }
}

}  // namespace utvalg::kafka
