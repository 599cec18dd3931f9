// SPDX-License-Identifier: GPL-3.0-or-later
//
// What all programs of this folder do: read the flags, warm up, lock in, answer requests until the
// parent goes.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "services/parse/extract/limits.h"
#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::extract {

struct ChildProgram {
  // Loads what is loaded lazily, before the sandbox closes. data: the value of --data. An error
  // ends the program.
  std::function<absl::Status(const std::string& data)> warm_up;
  std::function<v1::ExtractResponse(std::string_view document, const Limits& limits)> extract;
  std::vector<std::string> readable;  // Folders that stay readable.
  size_t memory_bytes = 512u << 20;
  int cpu_seconds = 10;  // For one document, unless --cpu-seconds says otherwise.
};

int RunChild(int argc, char** argv, const ChildProgram& program);

}  // namespace utvalg::extract
