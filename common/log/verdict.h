// SPDX-License-Identifier: Apache-2.0
//
// What a stage's handler says about a record. A plain value; StageWorker alone turns it into
// emitted records, a moved position, a later try or a dead letter.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "common/kv/kv_batch.h"
#include "common/log/record.h"

namespace utvalg {

// Why a record went to the dead letters. Closed list: the header utvalg.error.code.
enum class DeadLetterCode {
  kCorrupt,           // The value does not decode.
  kSchema,            // It decodes to something else than the topic holds.
  kTenantMismatch,    // Key and value disagree on whose it is.
  kInvalid,           // The handler cannot do anything with it, now or ever.
  kRetriesExhausted,  // Tried often enough.
};
std::string_view DeadLetterCodeName(DeadLetterCode code);  // "CORRUPT", ...

class Verdict {
 public:
  enum class Kind { kDone, kRetryAfter, kReject };

  // Handled. Outputs are emitted, then state (for stages with a state store) is written together
  // with the position.
  static Verdict Done(std::vector<NewRecord> outputs = {}, KvBatch state = {});
  // Try again, not before `delay`; 0 = the worker's own back-off. After StageOptions::max_attempts
  // tries it is rejected as kRetriesExhausted. The reason is logged: codes and ids, never a
  // person's text.
  static Verdict RetryAfter(std::chrono::milliseconds delay, std::string reason);
  // Goes to the dead letters; the partition moves on.
  static Verdict Reject(DeadLetterCode code, std::string reason);
  // By the code of an error: INVALID_ARGUMENT, FAILED_PRECONDITION, NOT_FOUND, OUT_OF_RANGE,
  // UNIMPLEMENTED: kInvalid; DATA_LOSS: kCorrupt; all others: a later try. The status must not be
  // OK and its message holds no person's text.
  static Verdict FromError(const absl::Status& status);

  Kind kind() const { return kind_; }
  DeadLetterCode code() const { return code_; }
  std::chrono::milliseconds delay() const { return delay_; }
  const std::string& reason() const { return reason_; }
  const std::vector<NewRecord>& outputs() const { return outputs_; }
  KvBatch& state() { return state_; }

 private:
  explicit Verdict(Kind kind) : kind_(kind) {}

  Kind kind_;
  DeadLetterCode code_ = DeadLetterCode::kInvalid;
  std::chrono::milliseconds delay_{0};
  std::string reason_;
  std::vector<NewRecord> outputs_;
  KvBatch state_;
};

}  // namespace utvalg
