// SPDX-License-Identifier: Apache-2.0
//
// Starts children from one thread that lives as long as they may. PR_SET_PDEATHSIG ties a child to
// the thread that started it, not to the process, so no worker thread that may end should do it.
// Thread-safe.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "services/parse/adapters/child_process.h"

namespace utvalg::parse {

class ChildSpawner {
 public:
  ChildSpawner();
  // All children must be gone before.
  ~ChildSpawner();
  ChildSpawner(const ChildSpawner&) = delete;
  ChildSpawner& operator=(const ChildSpawner&) = delete;

  absl::StatusOr<std::unique_ptr<ChildProcess>> Spawn(const std::string& path,
                                                      const std::vector<std::string>& arguments);

 private:
  struct Order {
    const std::string* path;
    const std::vector<std::string>* arguments;
    absl::StatusOr<std::unique_ptr<ChildProcess>> result;
    bool done = false;
  };
  void Run();

  absl::Mutex mutex_;
  std::deque<Order*> orders_ ABSL_GUARDED_BY(mutex_);
  bool stop_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace utvalg::parse
