// SPDX-License-Identifier: Apache-2.0
#include "common/log/kafka/mock_cluster.h"

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

#include <vector>

namespace utvalg {

namespace {

constexpr int16_t kFetch = 1;  // The request's number in Kafka's protocol.
constexpr size_t kMany = 100'000;

// The client only carries the cluster; it speaks to nobody.
rd_kafka_conf_t* QuietConf() {
  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  rd_kafka_conf_set_log_cb(conf, nullptr);
  return conf;
}

}  // namespace

class MockCluster::Impl {
 public:
  explicit Impl(int brokers)
      : client_(rd_kafka_new(RD_KAFKA_PRODUCER, QuietConf(), nullptr, 0)),
        cluster_(rd_kafka_mock_cluster_new(client_, brokers)) {}
  ~Impl() {
    rd_kafka_mock_cluster_destroy(cluster_);
    rd_kafka_destroy(client_);
  }

  rd_kafka_mock_cluster_t* cluster() const { return cluster_; }

 private:
  rd_kafka_t* const client_;
  rd_kafka_mock_cluster_t* const cluster_;
};

MockCluster::MockCluster(int brokers) : impl_(std::make_unique<Impl>(brokers)) {}
MockCluster::~MockCluster() = default;

std::string MockCluster::bootstrap() const {
  return rd_kafka_mock_cluster_bootstraps(impl_->cluster());
}

void MockCluster::CreateTopic(const std::string& name, uint32_t partitions) {
  rd_kafka_mock_topic_create(impl_->cluster(), name.c_str(), static_cast<int>(partitions), 1);
}

void MockCluster::Withhold() {
  const std::vector<rd_kafka_resp_err_t> refusals(kMany,
                                                  RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION);
  rd_kafka_mock_push_request_errors_array(impl_->cluster(), kFetch, refusals.size(),
                                          refusals.data());
}

void MockCluster::Give() { rd_kafka_mock_clear_request_errors(impl_->cluster(), kFetch); }

}  // namespace utvalg
