// SPDX-License-Identifier: Apache-2.0
//
// One sandboxed child and the socket to it. Everything it says is hostile; everything done with it
// has a deadline. Used by one thread at a time. The destructor kills and reaps it.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace utvalg::parse {

// Why a child is no more.
enum class ChildDeath { kCrash, kOutOfMemory, kCpuTime, kSandbox, kNoSandbox };

class ChildProcess {
 public:
  using Deadline = std::chrono::steady_clock::time_point;

  // Starts path with arguments. The calling thread must outlive the child: the kernel kills the
  // child with it. Unavailable when no process can be started, NotFound when path is no program.
  static absl::StatusOr<std::unique_ptr<ChildProcess>> Spawn(
      const std::string& path, const std::vector<std::string>& arguments);
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  // DeadlineExceeded, or Unavailable when the child is gone.
  absl::Status SendFrame(std::string_view message, Deadline deadline);
  // The same; DataLoss for a frame that is too large.
  absl::StatusOr<std::string> ReceiveFrame(size_t max_bytes, Deadline deadline);

  // Waits for the end of a child that is gone (it closed the socket) and says what it died of;
  // kills one that is not. Once.
  ChildDeath Reap(bool gone);
  // The end of what it wrote to standard error. May hold a document's text: never log it.
  std::string DrainErrors();
  size_t ResidentBytes() const;
  pid_t pid() const { return pid_; }

 private:
  ChildProcess(pid_t pid, int socket, int errors) : pid_(pid), socket_(socket), errors_(errors) {}
  absl::Status Wait(short events, Deadline deadline);
  absl::Status Receive(char* data, size_t size, Deadline deadline);
  int KillAndWait();
  int AwaitEnd();

  pid_t pid_;
  int socket_;
  int errors_;
};

}  // namespace utvalg::parse
