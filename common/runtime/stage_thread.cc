// SPDX-License-Identifier: Apache-2.0
#include "common/runtime/stage_thread.h"

#include <string>
#include <utility>

namespace utvalg {

StageThread::StageThread(const Ports& ports, StageHandler* handler, StageOptions options) {
  const std::string name = options.name;
  worker_ = std::make_unique<StageWorker>(ports.log, ports.codec, handler, ports.clock,
                                          std::move(options));
  thread_ = std::thread([worker = worker_.get(), telemetry = ports.telemetry,
                         on_failure = ports.on_stage_failure, name] {
    const absl::Status status = worker->Run();
    if (status.ok()) return;
    telemetry->Emit(StageFailed(name, absl::StatusCodeToString(status.code())));
    if (on_failure) on_failure(name, status);
  });
}

StageThread::~StageThread() { Stop(); }

void StageThread::Stop() {
  worker_->Stop();
  if (thread_.joinable()) thread_.join();
}

}  // namespace utvalg
