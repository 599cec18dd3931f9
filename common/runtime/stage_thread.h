// SPDX-License-Identifier: Apache-2.0
//
// A StageWorker on a thread of its own. Made and stopped by a service's app.
#pragma once

#include <memory>
#include <thread>

#include "common/log/stage_worker.h"
#include "common/runtime/ports.h"

namespace utvalg {

class StageThread {
 public:
  // Starts working at once. Handler and ports must outlive it.
  StageThread(const Ports& ports, StageHandler* handler, StageOptions options);
  ~StageThread();
  StageThread(const StageThread&) = delete;
  StageThread& operator=(const StageThread&) = delete;

  // Finishes what is being handled, commits, joins. May be called twice.
  void Stop();
  // See StageWorker.
  bool HasSettled(const std::vector<Position>& positions) { return worker_->HasSettled(positions); }
  const StageCounters& counters() const { return worker_->counters(); }

 private:
  class WatchedHandler;

  StageMonitor* const monitor_;
  std::unique_ptr<WatchedHandler> handler_;
  std::unique_ptr<StageWorker> worker_;
  std::thread thread_;
};

}  // namespace utvalg
