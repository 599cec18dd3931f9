// SPDX-License-Identifier: Apache-2.0
//
// `utvalg up` as a process of its own, to be killed. For one thread.
#pragma once

#include <sys/types.h>

#include <cstdio>
#include <string>

namespace utvalg {

class ServerProcess {
 public:
  // Starts it on a free port. Its log goes to the workspace's server.log.
  explicit ServerProcess(const std::string& workspace);
  // SIGKILL, when it still runs.
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  // Waits until it serves; "" when it ended before. host:port.
  std::string WaitForAddress();
  void Kill();
  // SIGTERM; the exit code, or minus the signal it died of.
  int Stop();

 private:
  int Wait();

  pid_t pid_ = 0;
  FILE* output_ = nullptr;
};

}  // namespace utvalg
