// SPDX-License-Identifier: Apache-2.0
//
// What the terminal is, and how output reaches it. Environment and descriptors are read here and
// nowhere else in the commands. One thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "services/cli/core/table.h"

namespace utvalg::cli {

// Width and colour of stdout. Colour only on a terminal, and never with NO_COLOR or TERM=dumb;
// COLUMNS overrides the width.
Canvas StandardOutput();

// Writes to stdout and flushes; Io when it cannot (a full disk behind a redirection).
absl::Status Print(std::string_view text);

// One line on stderr.
void Note(std::string_view line);

// "" when the variable is not set.
std::string Environment(const char* name);

// How far a long work is, on stderr: a bar on a terminal, a line at each quarter elsewhere.
class Progress {
 public:
  explicit Progress(std::string work);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();  // Clears the bar.

  void Update(uint64_t done, uint64_t total, std::string_view detail);

 private:
  const std::string work_;
  const bool bar_;
  const bool colour_;
  size_t width_;
  uint64_t quarter_ = 0;
  std::string shown_;
};

}  // namespace utvalg::cli
