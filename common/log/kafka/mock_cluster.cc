// SPDX-License-Identifier: Apache-2.0
#include "common/log/kafka/mock_cluster.h"

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

namespace utvalg {

namespace {

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

}  // namespace utvalg
