// SPDX-License-Identifier: Apache-2.0
#include "common/log/kafka/kafka_options.h"

#include "gtest/gtest.h"

namespace utvalg {
namespace {

TEST(KafkaOptionsTest, WhatIsNotConfiguredKeepsItsDefault) {
  config::v1::KafkaConfig config;
  config.set_brokers("127.0.0.1:1");
  const KafkaLogOptions options = KafkaOptionsFrom(config, "utvalg-parse", "parse-0");
  EXPECT_EQ(options.bootstrap, "127.0.0.1:1");
  EXPECT_EQ(options.client_id, "utvalg-parse");
  EXPECT_EQ(options.instance_id, "parse-0");
  EXPECT_EQ(options.security.protocol, "plaintext");
  EXPECT_EQ(options.session_timeout, std::chrono::seconds(10));
}

TEST(KafkaOptionsTest, SecurityIsTakenOver) {
  config::v1::KafkaConfig config;
  config.set_security_protocol("SASL_SSL");
  config.set_sasl_mechanism("SCRAM-SHA-256");
  config.set_sasl_username("u");
  config.set_sasl_password("p");
  config.mutable_tls()->set_authority("ca.pem");
  config.set_session_timeout_seconds(6);
  const KafkaLogOptions options = KafkaOptionsFrom(config, "utvalg", "");
  EXPECT_EQ(options.security.protocol, "sasl_ssl");
  EXPECT_EQ(options.security.sasl_mechanism, "SCRAM-SHA-256");
  EXPECT_EQ(options.security.username, "u");
  EXPECT_EQ(options.security.password, "p");
  EXPECT_EQ(options.security.ca_file, "ca.pem");
  EXPECT_EQ(options.session_timeout, std::chrono::seconds(6));
}

// A wrong setting is told when the log is opened, not when it is used.
TEST(KafkaOptionsTest, AProtocolThatThereIsNotIsRefused) {
  config::v1::KafkaConfig config;
  config.set_brokers("127.0.0.1:1");
  config.set_security_protocol("TELNET");
  EXPECT_EQ(KafkaLog::Open(KafkaOptionsFrom(config, "utvalg", "")).status().code(),
            absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace utvalg
