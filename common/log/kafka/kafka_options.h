// SPDX-License-Identifier: Apache-2.0
//
// The options of a KafkaLog from a program's configuration. Used by the services' apps and by the
// command.
#pragma once

#include <string>

#include "common/log/kafka/kafka_log.h"
#include "utvalg/config/v1/config.pb.h"

namespace utvalg {

// `program` is shown in the broker's logs ("utvalg-parse"). `instance`: ServiceConfig.instance, for
// static membership; "" for what is no service.
KafkaLogOptions KafkaOptionsFrom(const config::v1::KafkaConfig& config, const std::string& program,
                                 const std::string& instance);

}  // namespace utvalg
