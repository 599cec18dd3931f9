// SPDX-License-Identifier: Apache-2.0
//
// How a command ends: the exit codes of sysexits.h, and a status that carries one beside its
// one-line message. Every message says the cause and then what to do about it. Stateless,
// thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace utvalg::cli {

enum class Exit {
  kOk = 0,
  kUsage = 64,
  kData = 65,
  kNoInput = 66,
  kUnavailable = 69,
  kSoftware = 70,
  kCannotCreate = 73,
  kIo = 74,
  kTemporary = 75,
  kConfiguration = 78,
};

// A status with an exit code. remedy may be empty when the cause says it all.
absl::Status Failure(Exit exit, std::string_view cause, std::string_view remedy);

// The code of a Failure, or the one that fits the status code. kOk for an OK status.
Exit ExitOf(const absl::Status& status);

// What is written to stderr: one line, no control characters, no line break at the end.
std::string FailureLine(std::string_view program, const absl::Status& status);

}  // namespace utvalg::cli
