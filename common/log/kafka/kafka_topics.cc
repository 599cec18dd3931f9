// SPDX-License-Identifier: Apache-2.0
#include "common/log/kafka/kafka_topics.h"

#include <utility>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/log/kafka/client.h"
#include "common/log/kafka/cluster.h"
#include "common/log/kafka/kafka_errors.h"

namespace utvalg {

using kafka::AdminOptionsHandle;
using kafka::EventHandle;
using kafka::Handle;
using kafka::QueueHandle;
using kafka::ToStatus;

namespace {

constexpr absl::Duration kLookAgainAfter = absl::Milliseconds(50);

}  // namespace

class KafkaTopics::Impl {
 public:
  explicit Impl(KafkaLogOptions options) : options_(std::move(options)) {}
  ~Impl() {
    if (client_ != nullptr) kafka::EndClient(client_, context_, options_.close_patience);
  }

  absl::Status Connect() {
    kafka::ClientConf conf(options_, context_.get());
    UTVALG_ASSIGN_OR_RETURN(client_, conf.Make(RD_KAFKA_PRODUCER));
    return absl::OkStatus();
  }

  absl::StatusOr<std::map<std::string, KafkaTopic>> Describe(const std::vector<std::string>& names);
  absl::Status Create(const std::vector<KafkaTopic>& topics);

 private:
  // Settings of the topics, by the index in `topics`.
  absl::Status DescribeSettings(std::vector<KafkaTopic>* topics);
  absl::Status AwaitVisible(const std::vector<KafkaTopic>& topics);
  AdminOptionsHandle Limits(rd_kafka_admin_op_t operation) const;
  absl::StatusOr<EventHandle> Answer(rd_kafka_queue_t* queue, const std::string& what) const;

  const KafkaLogOptions options_;
  const std::shared_ptr<kafka::ClientContext> context_ = std::make_shared<kafka::ClientContext>();
  rd_kafka_t* client_ = nullptr;
};

AdminOptionsHandle KafkaTopics::Impl::Limits(rd_kafka_admin_op_t operation) const {
  AdminOptionsHandle limits(rd_kafka_AdminOptions_new(client_, operation));
  char message[256];
  const int patience = static_cast<int>(options_.open_patience.count());
  rd_kafka_AdminOptions_set_request_timeout(limits.get(), patience, message, sizeof message);
  if (operation == RD_KAFKA_ADMIN_OP_CREATETOPICS) {
    rd_kafka_AdminOptions_set_operation_timeout(limits.get(), patience, message, sizeof message);
  }
  return limits;
}

absl::StatusOr<EventHandle> KafkaTopics::Impl::Answer(rd_kafka_queue_t* queue,
                                                      const std::string& what) const {
  // The request's own time limit comes first.
  EventHandle event(
      rd_kafka_queue_poll(queue, static_cast<int>(options_.open_patience.count()) + 5000));
  if (event == nullptr) return absl::UnavailableError(Cat("Kafka, ", what, ": no answer"));
  UTVALG_RETURN_IF_ERROR(ToStatus(rd_kafka_event_error(event.get()), what));
  return event;
}

absl::StatusOr<std::map<std::string, KafkaTopic>> KafkaTopics::Impl::Describe(
    const std::vector<std::string>& names) {
  std::vector<KafkaTopic> found;
  for (const std::string& name : names) {
    UTVALG_ASSIGN_OR_RETURN(
        const kafka::TopicShape shape,
        kafka::DescribeTopic(client_, Cat(options_.prefix, name), options_.open_patience));
    if (shape.partitions > 0) found.push_back({name, shape.partitions, shape.replication, {}});
  }
  std::map<std::string, KafkaTopic> result;
  if (found.empty()) return result;
  UTVALG_RETURN_IF_ERROR(DescribeSettings(&found));
  for (KafkaTopic& topic : found) result.emplace(topic.name, std::move(topic));
  return result;
}

absl::Status KafkaTopics::Impl::DescribeSettings(std::vector<KafkaTopic>* topics) {
  const std::string what = "describe settings";
  std::vector<rd_kafka_ConfigResource_t*> wanted;
  std::map<std::string, KafkaTopic*> by_name;
  for (KafkaTopic& topic : *topics) {
    const std::string name = Cat(options_.prefix, topic.name);
    wanted.push_back(rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, name.c_str()));
    by_name[name] = &topic;
  }
  const AdminOptionsHandle limits = Limits(RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS);
  const QueueHandle queue(rd_kafka_queue_new(client_));
  rd_kafka_DescribeConfigs(client_, wanted.data(), wanted.size(), limits.get(), queue.get());
  rd_kafka_ConfigResource_destroy_array(wanted.data(), wanted.size());
  UTVALG_ASSIGN_OR_RETURN(const EventHandle event, Answer(queue.get(), what));
  size_t count = 0;
  const rd_kafka_ConfigResource_t** const resources = rd_kafka_DescribeConfigs_result_resources(
      rd_kafka_event_DescribeConfigs_result(event.get()), &count);
  for (size_t i = 0; i < count; ++i) {
    UTVALG_RETURN_IF_ERROR(ToStatus(rd_kafka_ConfigResource_error(resources[i]), what));
    KafkaTopic* topic = by_name[rd_kafka_ConfigResource_name(resources[i])];
    size_t settings = 0;
    const rd_kafka_ConfigEntry_t** entries =
        rd_kafka_ConfigResource_configs(resources[i], &settings);
    for (size_t s = 0; s < settings; ++s) {
      const char* const value = rd_kafka_ConfigEntry_value(entries[s]);
      topic->settings[rd_kafka_ConfigEntry_name(entries[s])] = value == nullptr ? "" : value;
    }
  }
  return absl::OkStatus();
}

absl::Status KafkaTopics::Impl::Create(const std::vector<KafkaTopic>& topics) {
  std::vector<rd_kafka_NewTopic_t*> wanted;
  const auto free_all = [&wanted](void*) {
    rd_kafka_NewTopic_destroy_array(wanted.data(), wanted.size());
  };
  const std::unique_ptr<void, decltype(free_all)> freed(&wanted, free_all);
  for (const KafkaTopic& topic : topics) {
    char message[256];
    rd_kafka_NewTopic_t* one = rd_kafka_NewTopic_new(
        Cat(options_.prefix, topic.name).c_str(), static_cast<int>(topic.partitions),
        static_cast<int>(topic.replication), message, sizeof message);
    if (one == nullptr) return absl::InvalidArgumentError(Cat("topic ", topic.name, ": ", message));
    wanted.push_back(one);
    for (const auto& [name, value] : topic.settings) {
      UTVALG_RETURN_IF_ERROR(
          ToStatus(rd_kafka_NewTopic_set_config(one, name.c_str(), value.c_str()),
                   Cat("set ", name, " of ", topic.name)));
    }
  }
  const AdminOptionsHandle limits = Limits(RD_KAFKA_ADMIN_OP_CREATETOPICS);
  const QueueHandle queue(rd_kafka_queue_new(client_));
  rd_kafka_CreateTopics(client_, wanted.data(), wanted.size(), limits.get(), queue.get());
  UTVALG_ASSIGN_OR_RETURN(const EventHandle event, Answer(queue.get(), "create topics"));
  size_t count = 0;
  const rd_kafka_topic_result_t** const results =
      rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(event.get()), &count);
  for (size_t i = 0; i < count; ++i) {
    UTVALG_RETURN_IF_ERROR(ToStatus(rd_kafka_topic_result_error(results[i]),
                                    Cat("create ", rd_kafka_topic_result_name(results[i]))));
  }
  return AwaitVisible(topics);
}

// The controller has made them; every broker hears of it a moment later.
absl::Status KafkaTopics::Impl::AwaitVisible(const std::vector<KafkaTopic>& topics) {
  const absl::Time give_up = absl::Now() + absl::FromChrono(options_.open_patience);
  for (const KafkaTopic& topic : topics) {
    for (;;) {
      UTVALG_ASSIGN_OR_RETURN(
          const kafka::TopicShape shape,
          kafka::DescribeTopic(client_, Cat(options_.prefix, topic.name), options_.open_patience));
      if (shape.partitions == topic.partitions) break;
      if (absl::Now() > give_up) {
        return absl::UnavailableError(Cat("Kafka, topic ", topic.name, " does not appear"));
      }
      absl::SleepFor(kLookAgainAfter);
    }
  }
  return absl::OkStatus();
}

KafkaTopics::KafkaTopics(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
KafkaTopics::~KafkaTopics() = default;

absl::StatusOr<std::unique_ptr<KafkaTopics>> KafkaTopics::Connect(KafkaLogOptions options) {
  auto impl = std::make_unique<Impl>(std::move(options));
  UTVALG_RETURN_IF_ERROR(impl->Connect());
  return std::unique_ptr<KafkaTopics>(new KafkaTopics(std::move(impl)));
}

absl::StatusOr<std::map<std::string, KafkaTopic>> KafkaTopics::Describe(
    const std::vector<std::string>& names) {
  return impl_->Describe(names);
}

absl::Status KafkaTopics::Create(const std::vector<KafkaTopic>& topics) {
  return impl_->Create(topics);
}

}  // namespace utvalg
