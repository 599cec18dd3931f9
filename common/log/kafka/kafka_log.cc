// SPDX-License-Identifier: Apache-2.0
#include "common/log/kafka/kafka_log.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/log/kafka/cluster.h"
#include "common/log/kafka/kafka_consumer.h"
#include "common/log/kafka/kafka_producer.h"
#include "common/log/record_trace.h"
#include "common/log/topics.h"

namespace utvalg {

std::vector<std::string> AllTopics() {
  std::vector<std::string> topics;
  for (const TopicSpec& topic : Topics()) {
    topics.emplace_back(topic.name);
    if (topic.dead_letter) topics.push_back(DeadLetterTopic(topic.name));
  }
  return topics;
}

class KafkaLog::Impl {
 public:
  explicit Impl(KafkaLogOptions options) : options_(std::move(options)) {}

  absl::Status Open();
  absl::StatusOr<std::vector<Position>> Append(std::vector<NewRecord> records);
  absl::StatusOr<std::unique_ptr<Consumer>> Subscribe(ConsumerOptions options);
  absl::StatusOr<std::vector<Position>> EndPositions(std::string_view topic) const;
  absl::StatusOr<std::vector<Position>> CommittedPositions(std::string_view group,
                                                           std::string_view topic) const;
  uint32_t partitions() const { return partitions_; }

 private:
  // The members of a group that this process has.
  struct Group {
    std::set<std::string> topics;
    std::set<uint32_t> members;
  };

  absl::Status CheckTopic(std::string_view topic) const;
  // Registers a member; its number is the smallest that is free in the group.
  absl::StatusOr<uint32_t> Join(const std::string& group, std::set<std::string> topics);
  void Leave(const std::string& group, uint32_t member);
  void Fail(const absl::Status& status);

  const KafkaLogOptions options_;
  uint32_t partitions_ = 0;
  std::unique_ptr<kafka::KafkaProducer> producer_;
  std::once_flag failed_;
  absl::Mutex mutex_;
  std::map<std::string, Group> groups_ ABSL_GUARDED_BY(mutex_);
};

absl::Status KafkaLog::Impl::Open() {
  UTVALG_ASSIGN_OR_RETURN(producer_, kafka::KafkaProducer::Create(options_));
  std::string missing;
  for (const std::string& topic : options_.topics) {
    UTVALG_ASSIGN_OR_RETURN(const kafka::TopicShape shape,
                            kafka::DescribeTopic(producer_->client(), Cat(options_.prefix, topic),
                                                 options_.open_patience));
    const uint32_t count = shape.partitions;
    if (count == 0) {
      missing = Cat(missing, missing.empty() ? "" : ", ", options_.prefix, topic);
    } else if (partitions_ != 0 && partitions_ != count) {
      return absl::FailedPreconditionError(Cat("topic ", options_.prefix, topic, " has ", count,
                                               " partitions, others have ", partitions_));
    } else {
      partitions_ = count;
    }
  }
  if (!missing.empty()) {
    return absl::FailedPreconditionError(
        Cat("the broker has no topic ", missing, ": make them with utvalg topics apply"));
  }
  return absl::OkStatus();
}

absl::Status KafkaLog::Impl::CheckTopic(std::string_view topic) const {
  const auto& topics = options_.topics;
  if (std::find(topics.begin(), topics.end(), topic) != topics.end()) return absl::OkStatus();
  return absl::InvalidArgumentError(Cat("no topic ", topic));
}

absl::StatusOr<std::vector<Position>> KafkaLog::Impl::Append(std::vector<NewRecord> records) {
  SendSpans spans(options_.tracer, &records);
  absl::StatusOr<std::vector<Position>> positions = producer_->Append(records, partitions_);
  spans.End(positions.status());
  if (!positions.ok()) {
    if (absl::IsInternal(positions.status())) Fail(positions.status());
    return positions;
  }
  std::map<std::string, std::vector<Position>> ends;
  for (Position& position : *positions) {
    if (position.next_offset > 0) continue;
    // The broker had the record already, from a try of which the answer was lost.
    std::vector<Position>& of_topic = ends[position.at.topic];
    if (of_topic.empty()) {
      UTVALG_ASSIGN_OR_RETURN(of_topic, EndPositions(position.at.topic));
    }
    position = of_topic[position.at.partition];
  }
  return positions;
}

absl::StatusOr<uint32_t> KafkaLog::Impl::Join(const std::string& group,
                                              std::set<std::string> topics) {
  if (group.empty()) return 0;
  absl::MutexLock lock(&mutex_);
  Group& members = groups_[group];
  if (members.members.empty()) {
    members.topics = std::move(topics);
  } else if (members.topics != topics) {
    return absl::FailedPreconditionError(Cat("the members of group ", group, " read other topics"));
  }
  uint32_t member = 0;
  while (!members.members.insert(member).second) ++member;
  return member;
}

void KafkaLog::Impl::Leave(const std::string& group, uint32_t member) {
  absl::MutexLock lock(&mutex_);
  groups_[group].members.erase(member);
}

void KafkaLog::Impl::Fail(const absl::Status& status) {
  std::call_once(failed_, [this, &status] {
    if (options_.on_fatal) options_.on_fatal(status);
  });
}

absl::StatusOr<std::unique_ptr<Consumer>> KafkaLog::Impl::Subscribe(ConsumerOptions options) {
  std::set<std::string> topics;
  for (const Subscription& subscription : options.topics) {
    UTVALG_RETURN_IF_ERROR(CheckTopic(subscription.topic));
    topics.insert(subscription.topic);
  }
  if (topics.empty() || topics.size() != options.topics.size()) {
    return absl::InvalidArgumentError("a consumer reads one or more different topics");
  }
  const std::string group = options.group;
  UTVALG_ASSIGN_OR_RETURN(const uint32_t member, Join(group, std::move(topics)));
  kafka::KafkaConsumer::Setup setup;
  setup.log = &options_;
  setup.consumer = std::move(options);
  setup.partitions = partitions_;
  if (!group.empty() && !options_.instance_id.empty()) {
    setup.instance = Cat(options_.instance_id, "-", group, "-", member);
  }
  setup.on_closed = [this, group, member] { Leave(group, member); };
  setup.on_fatal = [this](const absl::Status& status) { Fail(status); };
  auto consumer = kafka::KafkaConsumer::Create(std::move(setup));
  if (!consumer.ok()) {
    Leave(group, member);
    return consumer.status();
  }
  return std::unique_ptr<Consumer>(*std::move(consumer));
}

absl::StatusOr<std::vector<Position>> KafkaLog::Impl::EndPositions(std::string_view topic) const {
  UTVALG_RETURN_IF_ERROR(CheckTopic(topic));
  UTVALG_ASSIGN_OR_RETURN(const std::vector<uint64_t> ends,
                          kafka::EndOffsets(producer_->client(), Cat(options_.prefix, topic),
                                            partitions_, options_.request_patience));
  std::vector<Position> positions;
  for (uint32_t p = 0; p < ends.size(); ++p)
    positions.push_back({{std::string(topic), p}, ends[p]});
  return positions;
}

absl::StatusOr<std::vector<Position>> KafkaLog::Impl::CommittedPositions(
    std::string_view group, std::string_view topic) const {
  UTVALG_RETURN_IF_ERROR(CheckTopic(topic));
  UTVALG_ASSIGN_OR_RETURN(
      const std::vector<kafka::CommittedOffset> offsets,
      kafka::CommittedOffsets(producer_->client(), Cat(options_.prefix, group),
                              Cat(options_.prefix, topic), partitions_, options_.request_patience));
  std::vector<Position> positions;
  for (const kafka::CommittedOffset& offset : offsets) {
    positions.push_back({{std::string(topic), offset.partition}, offset.next_offset});
  }
  return positions;
}

KafkaLog::KafkaLog(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
KafkaLog::~KafkaLog() = default;

absl::StatusOr<std::unique_ptr<KafkaLog>> KafkaLog::Open(KafkaLogOptions options) {
  auto impl = std::make_unique<Impl>(std::move(options));
  UTVALG_RETURN_IF_ERROR(impl->Open());
  return std::unique_ptr<KafkaLog>(new KafkaLog(std::move(impl)));
}

absl::StatusOr<std::vector<Position>> KafkaLog::Append(std::vector<NewRecord> records) {
  return impl_->Append(std::move(records));
}
absl::StatusOr<std::unique_ptr<Consumer>> KafkaLog::Subscribe(ConsumerOptions options) {
  return impl_->Subscribe(std::move(options));
}
absl::StatusOr<std::vector<Position>> KafkaLog::EndPositions(std::string_view topic) const {
  return impl_->EndPositions(topic);
}
absl::StatusOr<std::vector<Position>> KafkaLog::CommittedPositions(std::string_view group,
                                                                   std::string_view topic) const {
  return impl_->CommittedPositions(group, topic);
}
uint32_t KafkaLog::partitions() const { return impl_->partitions(); }

}  // namespace utvalg
