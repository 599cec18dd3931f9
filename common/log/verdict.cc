// SPDX-License-Identifier: Apache-2.0
#include "common/log/verdict.h"

#include "absl/strings/str_cat.h"

namespace utvalg {

std::string_view DeadLetterCodeName(DeadLetterCode code) {
  switch (code) {
    case DeadLetterCode::kCorrupt:
      return "CORRUPT";
    case DeadLetterCode::kSchema:
      return "SCHEMA";
    case DeadLetterCode::kTenantMismatch:
      return "TENANT_MISMATCH";
    case DeadLetterCode::kInvalid:
      return "INVALID";
    case DeadLetterCode::kRetriesExhausted:
      return "RETRIES_EXHAUSTED";
  }
  return "INVALID";
}

Verdict Verdict::Done(std::vector<NewRecord> outputs, KvBatch state) {
  Verdict verdict(Kind::kDone);
  verdict.outputs_ = std::move(outputs);
  verdict.state_ = std::move(state);
  return verdict;
}

Verdict Verdict::RetryAfter(std::chrono::milliseconds delay, std::string reason) {
  Verdict verdict(Kind::kRetryAfter);
  verdict.delay_ = delay;
  verdict.reason_ = std::move(reason);
  return verdict;
}

Verdict Verdict::Reject(DeadLetterCode code, std::string reason) {
  Verdict verdict(Kind::kReject);
  verdict.code_ = code;
  verdict.reason_ = std::move(reason);
  return verdict;
}

Verdict Verdict::FromError(const absl::Status& status) {
  std::string reason =
      absl::StrCat(absl::StatusCodeToString(status.code()), ": ", status.message());
  switch (status.code()) {
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kNotFound:
    case absl::StatusCode::kOutOfRange:
    case absl::StatusCode::kUnimplemented:
      return Reject(DeadLetterCode::kInvalid, std::move(reason));
    case absl::StatusCode::kDataLoss:
      return Reject(DeadLetterCode::kCorrupt, std::move(reason));
    default:
      return RetryAfter(std::chrono::milliseconds(0), std::move(reason));
  }
}

}  // namespace utvalg
