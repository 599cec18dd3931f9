// SPDX-License-Identifier: Apache-2.0
#include "common/runtime/stage_thread.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "common/runtime/stage_monitor.h"

namespace utvalg {
namespace {

std::string MetricOf(std::string stage) {
  std::replace(stage.begin(), stage.end(), '-', '_');
  return "stage_" + stage;
}

}  // namespace

// The service's handler, seen from outside: how long it takes, and which partitions it has.
class StageThread::WatchedHandler final : public StageHandler {
 public:
  WatchedHandler(StageHandler* handler, const std::string& stage, const Ports& ports)
      : handler_(handler),
        metric_(MetricOf(stage)),
        stage_(stage),
        telemetry_(ports.telemetry),
        clock_(ports.clock),
        monitor_(ports.monitor) {}

  std::vector<Verdict> Handle(std::span<const Record> records) override {
    const auto start = clock_->Now();
    std::vector<Verdict> verdicts = handler_->Handle(records);
    telemetry_->ObserveSeconds(metric_,
                               std::chrono::duration<double>(clock_->Now() - start).count());
    return verdicts;
  }
  std::vector<NewRecord> OnDeadLetter(const Record& record, DeadLetterCode code) override {
    return handler_->OnDeadLetter(record, code);
  }
  void OnDurable(const std::vector<std::string>& keys) override { handler_->OnDurable(keys); }
  absl::Status OnAssigned(const std::vector<TopicPartition>& partitions) override {
    if (monitor_ != nullptr) monitor_->OnAssigned(stage_, partitions);
    return handler_->OnAssigned(partitions);
  }
  void OnRevoked(const std::vector<TopicPartition>& partitions) override {
    if (monitor_ != nullptr) monitor_->OnRevoked(stage_, partitions);
    handler_->OnRevoked(partitions);
  }

 private:
  StageHandler* const handler_;
  const std::string metric_;
  const std::string stage_;
  Telemetry* const telemetry_;
  const Clock* const clock_;
  StageMonitor* const monitor_;
};

StageThread::StageThread(const Ports& ports, StageHandler* handler, StageOptions options)
    : monitor_(ports.monitor) {
  const std::string name = options.name;
  const std::string group = options.group.empty() ? name : options.group;
  options.tracer = ports.telemetry->tracer();
  handler_ = std::make_unique<WatchedHandler>(handler, name, ports);
  worker_ = std::make_unique<StageWorker>(ports.log, ports.codec, handler_.get(), ports.clock,
                                          std::move(options));
  if (monitor_ != nullptr) monitor_->Add(name, group, worker_.get());
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
  if (monitor_ != nullptr) monitor_->Remove(worker_.get());
  worker_->Stop();
  if (thread_.joinable()) thread_.join();
}

}  // namespace utvalg
