// SPDX-License-Identifier: Apache-2.0
//
// Records of the log as an operator sees them: where they lie, since when, and what their headers
// say; never what they hold. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/log/record.h"
#include "services/cli/core/json.h"
#include "services/cli/core/table.h"

namespace utvalg::cli {

// A dead letter, and how it is named on the command line: "utvalg.cv-parsed.v1/3/17".
struct DeadLetter {
  std::string id;
  Record record;
  bool replayed = false;
};

// Of what dead-letter topics hold, in that order: letters, without the marks that say which of them
// were replayed.
std::vector<DeadLetter> DeadLettersIn(const std::vector<Record>& records);
// The record as it lay in its topic: key, value and headers, without what the dead letter added.
NewRecord Restored(const DeadLetter& letter);
// What is written beside a dead letter once it was replayed.
NewRecord ReplayMark(const DeadLetter& letter);

Json DeadLetterJson(const DeadLetter& letter);
std::string DeadLettersText(const std::vector<DeadLetter>& letters, const Canvas& canvas);
// With all headers, and the value by size and SHA-256.
std::string DeadLetterText(const DeadLetter& letter);

// The way of an application through the topics, oldest first.
Json TraceJson(const std::string& application_id, const std::vector<Record>& records);
std::string TraceText(const std::string& application_id, const std::vector<Record>& records,
                      const Canvas& canvas);

}  // namespace utvalg::cli
