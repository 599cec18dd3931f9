// SPDX-License-Identifier: Apache-2.0
//
// Turns verdicts into records of the log: a StageWorker's way out. Used by one thread.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/log/in_flight.h"
#include "common/log/log.h"
#include "common/log/record_codec.h"
#include "common/log/stage_worker.h"

namespace utvalg {

class StageEmitter {
 public:
  // All must outlive it. `stage` is the connector's name in dead letters.
  StageEmitter(Log* log, const RecordCodec* codec, StageHandler* handler, std::string stage)
      : log_(log), codec_(codec), handler_(handler), stage_(std::move(stage)) {}

  // Appends, in one go, what the items' verdicts (done or reject) ask for: outputs, or the dead
  // letter and what the handler says beside it. Durable when OK; the number of records. Errors as
  // Log::Append and RecordCodec::Encode; may be tried again.
  absl::StatusOr<size_t> Emit(const std::vector<InFlight::Item*>& items) const;

 private:
  std::vector<NewRecord> OutputsOf(const InFlight::Item& item) const;

  Log* const log_;
  const RecordCodec* const codec_;
  StageHandler* const handler_;
  const std::string stage_;
};

}  // namespace utvalg
