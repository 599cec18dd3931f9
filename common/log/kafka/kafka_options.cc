// SPDX-License-Identifier: Apache-2.0
#include "common/log/kafka/kafka_options.h"

#include <chrono>

namespace utvalg {

KafkaLogOptions KafkaOptionsFrom(const config::v1::KafkaConfig& config, const std::string& program,
                                 const std::string& instance) {
  KafkaLogOptions options;
  options.bootstrap = config.brokers();
  options.client_id = program;
  options.instance_id = instance;
  if (config.session_timeout_seconds() > 0) {
    options.session_timeout = std::chrono::seconds(config.session_timeout_seconds());
  }
  if (config.stall_seconds() > 0) {
    options.stall_patience = std::chrono::seconds(config.stall_seconds());
  }
  KafkaSecurity& security = options.security;
  if (!config.security_protocol().empty()) {
    security.protocol.clear();
    for (const char c : config.security_protocol()) {
      security.protocol += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  security.sasl_mechanism = config.sasl_mechanism();
  security.username = config.sasl_username();
  security.password = config.sasl_password();
  security.ca_file = config.tls().authority();
  security.certificate_file = config.tls().certificate();
  security.key_file = config.tls().key();
  return options;
}

}  // namespace utvalg
