// SPDX-License-Identifier: Apache-2.0
//
// A member of a group at the SimBroker, or a reader of its own. Made by SimLog::Subscribe.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/log/log.h"
#include "tests/simulation/sim_broker.h"

namespace utvalg::simulation {

class SimConsumer final : public Consumer {
 public:
  SimConsumer(SimLog* log, ConsumerOptions options);
  // Without Close it leaves as a dead process does: its listener hears nothing.
  ~SimConsumer() override;

  absl::StatusOr<std::vector<Record>> Poll(size_t max_records,
                                           std::chrono::milliseconds wait) override;
  absl::Status Commit(const std::vector<Position>& positions) override;
  absl::Status Seek(const Position& position) override;
  void Pause(const std::vector<TopicPartition>& partitions) override;
  void Resume(const std::vector<TopicPartition>& partitions) override;
  std::vector<Position> Positions() const override;
  void Wake() override;
  void Close() override;

 private:
  friend class SimBroker;

  // Gives up what belongs to others and takes what is free; true when something changed.
  absl::StatusOr<bool> TakePart();
  std::vector<TopicPartition> Surplus() ABSL_EXCLUSIVE_LOCKS_REQUIRED(broker_->mutex_);
  std::vector<TopicPartition> TakeFree() ABSL_EXCLUSIVE_LOCKS_REQUIRED(broker_->mutex_);
  std::vector<Record> Take(size_t max_records) ABSL_EXCLUSIVE_LOCKS_REQUIRED(broker_->mutex_);
  // The next record of a partition that may be read now; moves over gaps. Null when there is none.
  const Record* Next(const TopicPartition& at, uint64_t* next) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(broker_->mutex_);
  SimBroker::Group& group() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(broker_->mutex_);

  SimLog* const log_;
  SimBroker* const broker_;
  const ConsumerOptions options_;
  std::map<TopicPartition, uint64_t> next_ ABSL_GUARDED_BY(broker_->mutex_);
  std::set<TopicPartition> paused_ ABSL_GUARDED_BY(broker_->mutex_);
  std::map<std::string, int64_t> credit_ ABSL_GUARDED_BY(broker_->mutex_);
  uint64_t turn_ ABSL_GUARDED_BY(broker_->mutex_) = 0;
  bool woken_ ABSL_GUARDED_BY(broker_->mutex_) = false;
  bool waiting_ ABSL_GUARDED_BY(broker_->mutex_) = false;
  bool expelled_ ABSL_GUARDED_BY(broker_->mutex_) = false;
  bool closed_ ABSL_GUARDED_BY(broker_->mutex_) = false;
};

}  // namespace utvalg::simulation
