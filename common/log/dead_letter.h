// SPDX-License-Identifier: Apache-2.0
//
// The record that goes to a dead-letter topic: key, value and headers untouched, and beside them
// what went wrong under the names Kafka Connect gives them, so that tools for dead letters read
// ours.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "common/log/record.h"
#include "common/log/verdict.h"

namespace utvalg {

inline constexpr std::string_view kErrorTopicHeader = "__connect.errors.topic";
inline constexpr std::string_view kErrorPartitionHeader = "__connect.errors.partition";
inline constexpr std::string_view kErrorOffsetHeader = "__connect.errors.offset";
inline constexpr std::string_view kErrorConnectorHeader = "__connect.errors.connector.name";
inline constexpr std::string_view kErrorTaskHeader = "__connect.errors.task.id";
inline constexpr std::string_view kErrorStageHeader = "__connect.errors.stage";
inline constexpr std::string_view kErrorClassHeader = "__connect.errors.class.name";
inline constexpr std::string_view kErrorExceptionHeader = "__connect.errors.exception.class.name";
inline constexpr std::string_view kErrorMessageHeader = "__connect.errors.exception.message";
inline constexpr std::string_view kErrorStacktraceHeader = "__connect.errors.exception.stacktrace";
// Ours: the closed list of DeadLetterCode, the number of tries, whose record it is.
inline constexpr std::string_view kErrorCodeHeader = "utvalg.error.code";
inline constexpr std::string_view kAttemptHeader = "utvalg.attempt";
inline constexpr std::string_view kTenantHeader = "utvalg.tenant";
inline constexpr std::string_view kApplicationHeader = "utvalg.application_id";

// `record` is as it was polled; `stage` names the worker; `reason` holds codes and ids, never a
// person's text.
NewRecord MakeDeadLetter(const Record& record, std::string_view stage, DeadLetterCode code,
                         std::string_view reason, uint32_t attempts);

}  // namespace utvalg
