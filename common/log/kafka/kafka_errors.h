// SPDX-License-Identifier: Apache-2.0
//
// What librdkafka and the broker report, in the codes that log.h promises. The one place where they
// are translated.
#pragma once

#include <librdkafka/rdkafka.h>

#include <string_view>

#include "absl/status/status.h"

namespace utvalg::kafka {

// `what` says what was tried: "append to utvalg.job.v1". OK for no error.
absl::Status ToStatus(rd_kafka_resp_err_t error, std::string_view what);

// The status (INTERNAL) of a client that had a fatal error; OK when it had none.
absl::Status FatalErrorOf(rd_kafka_t* client);

// Whether the broker says that somebody else has the partitions now.
bool IsFenced(rd_kafka_resp_err_t error);

}  // namespace utvalg::kafka
