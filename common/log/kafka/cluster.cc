// SPDX-License-Identifier: Apache-2.0
#include "common/log/kafka/cluster.h"

#include <algorithm>
#include <utility>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/log/kafka/kafka_errors.h"

namespace utvalg::kafka {
namespace {

// What ListOffsets takes for "behind the last record".
constexpr int64_t kLatest = -1;

constexpr absl::Duration kAskAgainAfter = absl::Milliseconds(50);

int ToMs(std::chrono::milliseconds patience) { return static_cast<int>(patience.count()); }

PartitionsHandle AllPartitions(const std::string& topic, uint32_t partitions, int64_t offset) {
  PartitionsHandle list(rd_kafka_topic_partition_list_new(static_cast<int>(partitions)));
  for (uint32_t p = 0; p < partitions; ++p) {
    rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), static_cast<int32_t>(p))->offset =
        offset;
  }
  return list;
}

// Asks again while the answer is that it cannot be answered now: leaders move.
template <typename Ask>
auto Persistently(std::chrono::milliseconds patience, const Ask& ask) -> decltype(ask(patience)) {
  const absl::Time give_up = absl::Now() + absl::FromChrono(patience);
  for (;;) {
    auto answer = ask(patience);
    if (!absl::IsUnavailable(answer.status()) || absl::Now() + kAskAgainAfter > give_up) {
      return answer;
    }
    absl::SleepFor(kAskAgainAfter);
    patience =
        std::max(absl::ToChronoMilliseconds(give_up - absl::Now()), std::chrono::milliseconds(1));
  }
}

absl::StatusOr<TopicShape> AskForTopic(rd_kafka_t* client, const std::string& topic,
                                       std::chrono::milliseconds patience) {
  const TopicHandle handle(rd_kafka_topic_new(client, topic.c_str(), nullptr));
  const rd_kafka_metadata_t* metadata = nullptr;
  const rd_kafka_resp_err_t error =
      rd_kafka_metadata(client, 0, handle.get(), &metadata, ToMs(patience));
  UTVALG_RETURN_IF_ERROR(ToStatus(error, Cat("describe ", topic)));
  const rd_kafka_metadata_topic_t& found = metadata->topics[0];
  const rd_kafka_resp_err_t topic_error = found.err;
  TopicShape shape;
  if (found.partition_cnt > 0) {
    shape.partitions = static_cast<uint32_t>(found.partition_cnt);
    shape.replication = static_cast<uint32_t>(found.partitions[0].replica_cnt);
  }
  rd_kafka_metadata_destroy(metadata);
  if (topic_error == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART) return TopicShape{};
  UTVALG_RETURN_IF_ERROR(ToStatus(topic_error, Cat("describe ", topic)));
  return shape;
}

absl::StatusOr<std::vector<uint64_t>> AskForEnds(rd_kafka_t* client, const std::string& topic,
                                                 uint32_t partitions,
                                                 std::chrono::milliseconds patience) {
  const PartitionsHandle list = AllPartitions(topic, partitions, kLatest);
  UTVALG_RETURN_IF_ERROR(ToStatus(rd_kafka_offsets_for_times(client, list.get(), ToMs(patience)),
                                  Cat("ask for the end of ", topic)));
  std::vector<uint64_t> ends;
  for (int i = 0; i < list->cnt; ++i) {
    const rd_kafka_topic_partition_t& partition = list->elems[i];
    UTVALG_RETURN_IF_ERROR(ToStatus(partition.err, Cat("ask for the end of ", topic)));
    if (partition.offset < 0) {
      return absl::UnavailableError(Cat("Kafka, the end of ", topic, " is not known"));
    }
    ends.push_back(static_cast<uint64_t>(partition.offset));
  }
  return ends;
}

absl::StatusOr<std::vector<CommittedOffset>> AskForCommitted(rd_kafka_t* client,
                                                             const std::string& group,
                                                             const std::string& topic,
                                                             uint32_t partitions,
                                                             std::chrono::milliseconds patience) {
  const std::string what = Cat("ask for the positions of ", group);
  const PartitionsHandle list = AllPartitions(topic, partitions, RD_KAFKA_OFFSET_INVALID);
  const Handle<rd_kafka_ListConsumerGroupOffsets_t, rd_kafka_ListConsumerGroupOffsets_destroy>
      request(rd_kafka_ListConsumerGroupOffsets_new(group.c_str(), list.get()));
  const AdminOptionsHandle options(
      rd_kafka_AdminOptions_new(client, RD_KAFKA_ADMIN_OP_LISTCONSUMERGROUPOFFSETS));
  char message[256];
  rd_kafka_AdminOptions_set_request_timeout(options.get(), ToMs(patience), message, sizeof message);
  const QueueHandle queue(rd_kafka_queue_new(client));
  rd_kafka_ListConsumerGroupOffsets_t* requests[] = {request.get()};
  rd_kafka_ListConsumerGroupOffsets(client, requests, 1, options.get(), queue.get());
  // The request's own time limit comes first.
  const EventHandle event(rd_kafka_queue_poll(queue.get(), ToMs(patience) + 5000));
  if (event == nullptr) return absl::UnavailableError(Cat("Kafka, ", what, ": no answer"));
  UTVALG_RETURN_IF_ERROR(ToStatus(rd_kafka_event_error(event.get()), what));
  const auto* result = rd_kafka_event_ListConsumerGroupOffsets_result(event.get());
  size_t count = 0;
  const rd_kafka_group_result_t** groups =
      rd_kafka_ListConsumerGroupOffsets_result_groups(result, &count);
  if (count != 1) return absl::UnavailableError(Cat("Kafka, ", what, ": no answer"));
  if (const rd_kafka_error_t* error = rd_kafka_group_result_error(groups[0]); error != nullptr) {
    return ToStatus(rd_kafka_error_code(error), what);
  }
  const rd_kafka_topic_partition_list_t* found = rd_kafka_group_result_partitions(groups[0]);
  std::vector<CommittedOffset> offsets;
  for (int i = 0; i < found->cnt; ++i) {
    const rd_kafka_topic_partition_t& partition = found->elems[i];
    UTVALG_RETURN_IF_ERROR(ToStatus(partition.err, what));
    if (partition.offset < 0) continue;
    offsets.push_back(
        {static_cast<uint32_t>(partition.partition), static_cast<uint64_t>(partition.offset)});
  }
  return offsets;
}

}  // namespace

absl::StatusOr<TopicShape> DescribeTopic(rd_kafka_t* client, const std::string& topic,
                                         std::chrono::milliseconds patience) {
  return Persistently(
      patience, [&](std::chrono::milliseconds left) { return AskForTopic(client, topic, left); });
}

absl::StatusOr<std::vector<uint64_t>> EndOffsets(rd_kafka_t* client, const std::string& topic,
                                                 uint32_t partitions,
                                                 std::chrono::milliseconds patience) {
  return Persistently(patience, [&](std::chrono::milliseconds left) {
    return AskForEnds(client, topic, partitions, left);
  });
}

absl::StatusOr<std::vector<CommittedOffset>> CommittedOffsets(rd_kafka_t* client,
                                                              const std::string& group,
                                                              const std::string& topic,
                                                              uint32_t partitions,
                                                              std::chrono::milliseconds patience) {
  return Persistently(patience, [&](std::chrono::milliseconds left) {
    return AskForCommitted(client, group, topic, partitions, left);
  });
}

}  // namespace utvalg::kafka
