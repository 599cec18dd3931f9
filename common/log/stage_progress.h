// SPDX-License-Identifier: Apache-2.0
//
// How a stage with state keeps, beside that state, where it stands in each partition. Plain
// functions.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/log/in_flight.h"
#include "common/log/record.h"

namespace utvalg {

std::string ProgressKey(const TopicPartition& at);
// The position, then the offsets beyond it that are settled already.
std::string EncodeProgress(const InFlight::Progress& progress);
// DATA_LOSS when the value is none.
absl::StatusOr<InFlight::Progress> DecodeProgress(const TopicPartition& at, std::string_view value);

}  // namespace utvalg
