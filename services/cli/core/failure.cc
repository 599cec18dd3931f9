// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/failure.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_replace.h"
#include "services/cli/core/str.h"
#include "services/cli/core/text_width.h"

namespace utvalg::cli {
namespace {

constexpr char kPayload[] = "utvalg.cli/exit";

absl::StatusCode CodeOf(Exit exit) {
  switch (exit) {
    case Exit::kOk:
      return absl::StatusCode::kOk;
    case Exit::kUsage:
    case Exit::kData:
      return absl::StatusCode::kInvalidArgument;
    case Exit::kNoInput:
      return absl::StatusCode::kNotFound;
    case Exit::kUnavailable:
    case Exit::kTemporary:
      return absl::StatusCode::kUnavailable;
    case Exit::kConfiguration:
      return absl::StatusCode::kFailedPrecondition;
    case Exit::kSoftware:
    case Exit::kCannotCreate:
    case Exit::kIo:
      break;
  }
  return absl::StatusCode::kInternal;
}

}  // namespace

absl::Status Failure(Exit exit, std::string_view cause, std::string_view remedy) {
  std::string message(cause);
  if (!remedy.empty()) Append(&message, "; ", remedy);
  absl::Status status(CodeOf(exit), message);
  status.SetPayload(kPayload, absl::Cord(Cat(static_cast<int>(exit))));
  return status;
}

Exit ExitOf(const absl::Status& status) {
  if (status.ok()) return Exit::kOk;
  if (auto payload = status.GetPayload(kPayload)) {
    int code = 0;
    if (absl::SimpleAtoi(std::string(*payload), &code)) return static_cast<Exit>(code);
  }
  switch (status.code()) {
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kOutOfRange:
    case absl::StatusCode::kDataLoss:
      return Exit::kData;
    case absl::StatusCode::kNotFound:
      return Exit::kNoInput;
    case absl::StatusCode::kUnavailable:
      return Exit::kUnavailable;
    case absl::StatusCode::kAborted:
    case absl::StatusCode::kDeadlineExceeded:
    case absl::StatusCode::kResourceExhausted:
      return Exit::kTemporary;
    case absl::StatusCode::kFailedPrecondition:
      return Exit::kConfiguration;
    case absl::StatusCode::kPermissionDenied:
      return Exit::kCannotCreate;
    default:
      return Exit::kSoftware;
  }
}

std::string FailureLine(std::string_view program, const absl::Status& status) {
  std::string message(status.message());
  while (!message.empty() && message.back() == '\n') message.pop_back();
  // Several faults come on lines of their own.
  return Cat(program, ": ", Printable(absl::StrReplaceAll(message, {{"\n", "; "}})));
}

}  // namespace utvalg::cli
