// SPDX-License-Identifier: GPL-3.0-or-later
//
// Locks the calling process in for good: it can compute, read and write the file descriptors it
// has, and read the files below Options::readable. Everything else is refused (opening other files)
// or fatal (sockets, processes, ptrace, executable memory). Called once, by a process with one
// thread, after all that must be loaded has been loaded.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/status.h"

namespace utvalg::extract {

struct SandboxOptions {
  size_t memory_bytes = 512u << 20;  // Address space.
  size_t file_bytes =
      0;  // Largest file that standard output may grow to; pipes and sockets have no limit.
  std::vector<std::string> readable;  // Folders; those that do not exist are skipped.
};

// FailedPrecondition when the kernel lacks what is needed; the process must then not read
// documents.
absl::Status EnterSandbox(const SandboxOptions& options);

// Kills the process (SIGPROF) once it has used this much CPU time from now on. 0 takes the limit
// off.
void SetCpuBudget(int seconds);

}  // namespace utvalg::extract
